import { type Ask, countActions } from '#domain/action/ask';
import type { AuditRecord } from '#domain/audit/audit-event';
import { effectFact } from '#domain/audit/effect-fact';
import type { StepState } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import { whatStepGave } from '#domain/effects/what-step-gave';
import type { Grant, GrantOrigin } from '#domain/grant/grant';
import { heldBy } from '#domain/holding/held-by';
import { type Held, holdingId } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { AccessRequest } from '#domain/request/access-request';
import { firstApprovedAt, lastApprovedAt } from '#domain/request/authorization';
import { endFor } from '#domain/request/end-for';
import { workItemOf } from '#domain/term/term';
import type { Log } from '#ports/log';
import type { WorkQueue } from '#ports/work-queue';
import { APP, recordOf } from '../audit/make-record';
import type { ChangeHoldingsPorts } from './change-holdings';
import { takeAwayHoldings, withdrawHoldings } from './end-holdings';
import { type GivenHolding, giveHoldings, type JudgesClaims } from './give-holdings';
import { promiseEarlyEnds, promiseJustDue } from './promise-ends';

/** Steps that ended with the write that is being made. */
export type EndedSteps = readonly Step[];

export interface RecordPorts extends ChangeHoldingsPorts {
  readonly queue: WorkQueue;
  readonly log: Log;
}

export interface RecordOf {
  readonly request: Extract<AccessRequest, { readonly approvedAt: Instant }>;
  readonly ask: Ask;
  /** When the run looked at the site. */
  readonly lookedAt: Instant;
  /** Without it, no claim of others counts. */
  readonly claims?: JudgesClaims;
}

export interface NotRecorded {
  /** They were to prolong what nothing gives any more, or their holding can't be read: they have not ended. */
  readonly notEnded: ReadonlySet<Step>;
  /** The store does not take what they gave: nobody would ever end it. */
  readonly refused: ReadonlySet<Step>;
  /** They failed, and are on record as given by a run that did not live to say so. */
  readonly given: ReadonlyMap<Step, Grant>;
}

const ALL_RECORDED: NotRecorded = { notEnded: new Set(), refused: new Set(), given: new Map() };

/**
 * Writes into the holdings what these steps gave or took away, before the steps themselves say so: a run
 * that takes over from one killed in between writes the same again. Answers what could not be written.
 * `block`: as it is stored.
 */
export async function recordHoldings(
  ports: RecordPorts,
  of: RecordOf,
  block: StepBlock,
  ended: EndedSteps,
): Promise<NotRecorded> {
  const change = of.ask.changes[block.change];
  if (change === undefined || change.verb === 'create' || ended.length === 0) return ALL_RECORDED;
  const heldOf = (step: Step) =>
    heldBy(of.request.connectionId, change.entitlement, of.ask.subjects[step.subject]);
  if (change.verb === 'remove') {
    const { request, lookedAt } = of;
    const gone = ended.filter(isGone).flatMap((step) => {
      const held = heldOf(step);
      const sent = step.outcome.state === 'applied';
      return held === undefined ? [] : [{ held, sent, begunAt: begunAtOf(block, step) }];
    });
    const taken = { approvedAt: lastApprovedAt(request, block.change), lookedAt };
    const disputed = await takeAwayHoldings(ports, gone, taken);
    if (disputed) await promiseJustDue(ports);
    return ALL_RECORDED;
  }
  const origin = { requestId: of.request.id, block: block.block };
  const failed = ended.filter(isNothing);
  const given = await withdraw(ports, failed, origin, heldOf);
  return { ...(await give(ports, of, block, ended, heldOf)), given };
}

async function withdraw(
  ports: RecordPorts,
  failed: readonly Step[],
  origin: GrantOrigin,
  heldOf: (step: Step) => Held | undefined,
): Promise<ReadonlyMap<Step, Grant>> {
  const held = failed.flatMap((step) => heldOf(step) ?? []);
  if (held.length === 0) return ALL_RECORDED.given;
  const onRecord = await withdrawHoldings(ports, held, origin);
  return new Map(
    failed.flatMap((step) => {
      const one = heldOf(step);
      const grant = one && onRecord.get(holdingId(one));
      return grant === undefined ? [] : [[step, grant] as const];
    }),
  );
}

async function give(
  ports: RecordPorts,
  { request, lookedAt, claims }: RecordOf,
  { block, change, steps: stored }: StepBlock,
  ended: EndedSteps,
  heldOf: (step: Step) => Held | undefined,
): Promise<Omit<NotRecorded, 'given'>> {
  const steps = new Map<string, Step>();
  const begun = (step: Step): { begunAt?: Instant } => {
    const at = begunAtOf({ steps: stored }, step);
    return at === undefined ? {} : { begunAt: at };
  };
  const approvedAt = firstApprovedAt(request, change);
  const workItemId = workItemOf(request.term);
  const given = ended.flatMap((step): GivenHolding[] => {
    const held = heldOf(step);
    const gave = whatStepGave(step.outcome) ?? whatStepNoted(step.outcome);
    if (held === undefined || gave === undefined) return [];
    const endsAt = endFor(request, held.subject, gave.at);
    // It has no end to be kept for: on record it would only outlast what is given for a time.
    if (gave.unconfirmed && endsAt === undefined) return [];
    steps.set(holdingId(held), step);
    const grant: Grant = {
      requestId: request.id,
      block,
      issueKey: request.issue.key,
      size: countActions(request.ask),
      grantedAt: gave.at,
      approvedAt,
      approvalValidUntil: request.approvalValidUntil,
      endsAt,
      ...(workItemId === undefined ? {} : { workItemId }),
      ...(gave.unproved ? { unproved: true } : {}),
      ...(gave.unconfirmed ? { unconfirmed: true } : {}),
    };
    return [{ held, grant, how: gave.how, lookedAt, ...begun(step) }];
  });
  if (given.length === 0) return ALL_RECORDED;
  const ends = given.flatMap(({ grant, how }) => (how === 'noted' ? [] : (grant.endsAt ?? [])));
  await promiseEarlyEnds(ports, ends);
  const { notGiven, refused, disputed, later } = await giveHoldings(ports, given, claims);
  await promiseEarlyEnds(ports, later);
  if (disputed) await promiseJustDue(ports);
  const stepsOf = (ids: ReadonlySet<string>) =>
    new Set([...ids].flatMap((id) => steps.get(id) ?? []));
  // What has failed has ended, whether or not it is on record what it may have given.
  const notEnded = [...stepsOf(notGiven)].filter(({ outcome }) => outcome.state !== 'failed');
  return { notEnded: new Set(notEnded), refused: stepsOf(refused) };
}

/** It found there what was approved, and gave nothing. */
function whatStepNoted(outcome: StepState) {
  if (outcome.state !== 'unchanged' || outcome.noted !== true) return undefined;
  return { how: 'noted', at: outcome.at, unproved: false, unconfirmed: false } as const;
}

function begunAtOf({ steps }: Pick<StepBlock, 'steps'>, { subject }: Step): Instant | undefined {
  return sentAt(steps.find((one) => one.subject === subject)?.outcome);
}

/** When the call was begun that a step may have been sent by. */
function sentAt(outcome: StepState | undefined): Instant | undefined {
  if (outcome?.state === 'failed') return outcome.begun?.at;
  return outcome?.state === 'begun' ? outcome.at : undefined;
}

/** One audit event for each step that has ended. */
export function auditOfEnds(
  ports: Pick<RecordPorts, 'ids' | 'clock'>,
  { request, ask }: Pick<RecordOf, 'request' | 'ask'>,
  block: StepBlock,
  ended: EndedSteps,
): { readonly audit?: readonly AuditRecord[] } {
  const facts = ended.flatMap((step) => effectFact(ask, block.change, step));
  if (facts.length === 0) return {};
  return { audit: [recordOf(ports.ids, ports.clock.now(), APP, request, facts)] };
}

/** After it they hold it no more, whoever took it away. */
function isGone({ outcome }: Step): boolean {
  const { state } = outcome;
  return state === 'applied' || state === 'unchanged' || state === 'manual';
}

/** Certainly without an effect: what may have been sent is read back by a retry. */
function isNothing({ outcome }: Step): boolean {
  return outcome.state === 'failed' && outcome.begun === undefined;
}
