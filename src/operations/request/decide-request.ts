import type { Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import { isInPlaceOfOthers } from '#domain/approval/in-place-of';
import { asAskedFrom } from '#domain/approval/reroute-approvals';
import { awayUnknownIn, isUncertain, isUnknownOf } from '#domain/approval/resolve-approvals';
import { isApproved, openStages, shareChanges, turnsBegun } from '#domain/approval/turns';
import { newlyLetIn, reroutedFact } from '#domain/audit/rerouted';
import { makeStepBlocks } from '#domain/effects/make-step-blocks';
import type { StepBlock } from '#domain/effects/step-block';
import { type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import { FIRST_POLICY, type Policy } from '#domain/policy/policy';
import type { AccessRequest } from '#domain/request/access-request';
import { approve } from '#domain/request/approve';
import { approveLess, type Less, type MadeLess } from '#domain/request/approve-less';
import { hasByPolicy } from '#domain/request/by-policy';
import { decline } from '#domain/request/decline';
import type { RequestRefusal } from '#domain/request/request-refusal';
import type { Transition } from '#domain/request/transition';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import { UnreadableRecord } from '#ports/unreadable-record';
import type { WorkItem } from '#ports/work-queue';
import type { WhenUnanswered } from '../approval/find-reach';
import { mustBeReadable } from '../approval/must-be-readable';
import {
  type ApproverPorts,
  asRecorded,
  type WithCurrentApprovers,
  withCurrentApprovers,
} from '../approval/with-current-approvers';
import type { LookPorts } from '../connection/look-at-connection';
import { readBlocks } from '../effects/read-blocks';
import { notifyTurn } from '../notification/notify-turn';
import { type Changed, type ChangeRefusal, changeRequest } from './change-request';
import { type CloseIfMootPorts, closeIfMoot, type MayAskSite } from './close-if-moot';
import { promiseStart } from './promise-starts';

export interface DecideInput {
  readonly requestId: string;
  /** Of the request as the approver saw it. */
  readonly revision: number;
  readonly by: Person;
  readonly decision:
    | {
        readonly decision: 'approve';
        readonly comment: string | undefined;
        /** What they leave out; the comment says why. */
        readonly less?: Less;
      }
    | { readonly decision: 'decline'; readonly reason: string };
}

/** Decides as one of today's approvers: all that makes them so is looked up again, whoever was told. */
export async function decideRequest(
  ports: CloseIfMootPorts & ApproverPorts & Pick<LookPorts, 'probe'>,
  input: DecideInput,
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const stored = await ports.requests.get(input.requestId);
  if (stored === undefined) return refuse({ code: 'notFound' });
  const { decision } = input.decision;
  const isLess = input.decision.decision === 'approve' && input.decision.less !== undefined;
  const less = isLess ? await whatIsLess(ports, stored) : NOTHING_LESS;
  const today = await decidedToday(ports, stored, decision, 'goOnUnknown');
  const first = decideOn(today, input, less, ports.clock.now());
  // What only is not told just now is thrown: whoever decides is to try again, and not that it is not theirs, nor theirs instead.
  const second = isNotKnown(first, input.by)
    ? decideOn(
        await decidedToday(ports, stored, decision, 'throwIfLater'),
        input,
        less,
        ports.clock.now(),
      )
    : first;
  const { request, changed, at, next, made } = await ifReadable(ports, stored, second, input);
  if (!next.ok) return next;
  if (stored.revision !== input.revision) return refuse({ code: 'changedMeanwhile' });
  // It would come to nothing: whoever may approve sees why, in place of steps that failed. A person's call asks which site it is only here: no
  // token goes there for this alone while that is not known.
  const isTheSite: MayAskSite = async (connection) => (await ports.probe.identify(connection)).ok;
  if (decision === 'approve' && (await closeIfMoot(ports, stored, isTheSite))) {
    return refuse({ code: 'changedMeanwhile' });
  }
  const rerouted = changed.map((stage) => reroutedFact(stored.approvals, stage));
  const onRecord = made?.onWhatIsLeft(stored.approvals) ?? stored.approvals;
  const decided = {
    ...next.value.request,
    approvals: asAskedFrom(at, onRecord, next.value.request.approvals),
  };
  const written = await changeRequest(
    ports,
    input.by,
    at,
    {
      request: decided,
      facts: [...rerouted, ...(made?.facts ?? []), ...next.value.facts],
      ...(made === undefined ? {} : blocksOfLess(less.blocks, made)),
    },
    [
      ...workAfter(request, made?.onWhatIsLeft(changed) ?? changed, decided),
      ...lettingIn(stored, changed, decided),
      ...(made === undefined || decided.state !== 'awaitingApproval'
        ? []
        : [{ kind: 'notifyLess' as const, requestId: decided.id, at }]),
    ],
  );
  if (written.ok && written.value.state === 'scheduled') await promiseStart(ports, written.value);
  return written;
}

/** The steps that are left, in the place of all that there were. */
function blocksOfLess(
  before: readonly StepBlock[],
  { request, verdicts }: MadeLess,
): Pick<Changed, 'blocks' | 'removedBlocks'> {
  const after = makeStepBlocks(request.id, request, verdicts);
  return {
    blocks: after.map((block, place) => ({
      ...block,
      revision: (before[place]?.revision ?? 0) + 1,
    })),
    removedBlocks: before.slice(after.length),
  };
}

interface DecidedOn extends WithCurrentApprovers<AccessRequest> {
  /** Today's stages of all that was asked for, before anything is left out. */
  readonly stages: readonly Approval[];
  readonly at: Instant;
  readonly next: Result<Transition<AccessRequest>, RequestRefusal>;
  /** The request as it is without what was left out of it; `request` is that one, too. */
  readonly made?: MadeLess;
}

/** What it takes to leave something out. */
interface ForLess {
  readonly blocks: readonly StepBlock[];
  /** In force, of which lower levels are. */
  readonly policy: Pick<Policy, 'bundles' | 'version'>;
}

const NOTHING_LESS: ForLess = { blocks: [], policy: FIRST_POLICY };

async function whatIsLess(
  { requests, policies }: { readonly requests: RequestStore } & Pick<ApproverPorts, 'policies'>,
  stored: AccessRequest,
): Promise<ForLess> {
  const [blocks, policy] = await Promise.all([
    readBlocks(requests, stored),
    policies.inForce(stored.connectionId),
  ]);
  return { blocks, policy };
}

function decideOn(
  now: WithCurrentApprovers<AccessRequest>,
  { by, decision }: DecideInput,
  { blocks, policy }: ForLess,
  at: Instant,
): DecidedOn {
  const { request } = now;
  const today = { ...now, stages: request.approvals };
  if (decision.decision === 'decline') {
    return { ...today, at, next: decline(request, by, decision.reason, at) };
  }
  const { comment, less: wanted } = decision;
  if (wanted === undefined) return { ...today, at, next: approve(request, by, comment, at) };
  const planned = blocks.flatMap(({ steps }) => steps.map((step) => step.planned));
  const less = approveLess(request, by, { ...wanted, reason: comment ?? '' }, planned, policy, at);
  if (!less.ok) return { ...today, at, next: less };
  // It is approved as one write with what is left out of it.
  const left = { ...less.value.request, revision: request.revision };
  return {
    ...today,
    request: left,
    at,
    next: approve(left, by, comment, at),
    made: less.value,
  };
}

/**
 * Whether it may be otherwise once it is known whom a stage asks: somebody is refused who may be among those who decide,
 * decides only in the place of others, or approves though they may be left for another stage of the same. To leave something out is to
 * decide about it, even where nothing is left of a stage.
 */
function isNotKnown({ next, stages }: DecidedOn, by: Person): boolean {
  const open = openStages(stages);
  const unsure = stages.filter((stage) => !isApproved(stage) && isUncertain(stage));
  if (!next.ok) {
    const isUnsure = (stage: Approval) =>
      unsure.includes(stage) || isUnknownOf(stage, by.accountId);
    return RESTS_ON_WHO.has(next.error.code) && open.some(isUnsure);
  }
  const theirs = open.filter((stage) => waysToDecide(stage, by).length > 0);
  return theirs.some(
    (stage) =>
      (unsure.includes(stage) &&
        waysToDecide(stage, by).every((tried) => isInPlaceOfOthers(tried, stage.trace))) ||
      (next.value.request.state !== 'declined' &&
        unsure.some((other) => other !== stage && shareChanges(other, stage))),
  );
}

/**
 * Nobody is told that it is not theirs to approve while it can't be read who decides in whose place: that is thrown. Whoever only declines is
 * one of those on record then.
 */
async function ifReadable(
  { standIns }: ApproverPorts,
  stored: AccessRequest,
  decided: DecidedOn,
  input: DecideInput,
): Promise<DecidedOn> {
  if (decided.next.ok || !RESTS_ON_WHO.has(decided.next.error.code)) return decided;
  if (awayUnknownIn(decided.stages).length === 0) return decided;
  if (input.decision.decision === 'decline') {
    return decideOn(asRecorded(stored), input, NOTHING_LESS, decided.at);
  }
  await mustBeReadable({ standIns }, decided.stages);
  return decided;
}

/** What is refused as a stage is not theirs. */
const RESTS_ON_WHO: ReadonlySet<string> = new Set<RequestRefusal['code']>([
  'notYourTurn',
  'notTheirsToLeaveOut',
  'nothingLeftToApprove',
]);

/** As whom somebody decides a stage. */
const waysToDecide = ({ trace }: Approval, { accountId }: Person) =>
  trace.flatMap(({ tried, person, outcome }) =>
    outcome === 'chosen' && person?.accountId === accountId ? tried : [],
  );

/**
 * Whoever only declines can do so whatever the site says: what it can't say is no reason to fail. While
 * another site is connected, or it can't be read by which policy they are asked, they are those on record.
 */
async function decidedToday(
  ports: ApproverPorts,
  stored: AccessRequest,
  decision: DecideInput['decision']['decision'],
  unanswered: WhenUnanswered,
): Promise<WithCurrentApprovers<AccessRequest>> {
  try {
    return await withCurrentApprovers(ports, stored, unanswered);
  } catch (error) {
    const isOtherSite = error instanceof SiteFailure && error.code === 'otherSite';
    const isNotKnown = isOtherSite || error instanceof UnreadableRecord;
    if (decision === 'decline' && isNotKnown) return asRecorded(stored);
    throw error;
  }
}

/** As one decides of several who have to, others may be found to be let in. */
function lettingIn(
  { approvals }: AccessRequest,
  changed: readonly Approval[],
  { id, state }: AccessRequest,
): readonly WorkItem[] {
  const isAny = changed.some((stage) => newlyLetIn(approvals, stage).length > 0);
  return isAny && state === 'awaitingApproval' ? [{ kind: 'notifyLetIn', requestId: id }] : [];
}

/** Whose turn has begun is told, and so is who decides another stage by now: on record as one who does, no sweep finds them new. */
function workAfter(
  before: AccessRequest,
  changed: readonly Approval[],
  after: AccessRequest,
): readonly WorkItem[] {
  const requestId = after.id;
  switch (after.state) {
    case 'approved':
      return [
        { kind: 'provision', requestId },
        ...(hasByPolicy(after) ? [{ kind: 'notifyByPolicy' as const, requestId }] : []),
      ];
    // Whoever asked is told when it starts.
    case 'scheduled':
    case 'declined':
      return [{ kind: 'notifyOutcome', requestId }];
    default: {
      const isRerouted = ({ order }: Approval) => changed.some((stage) => stage.order === order);
      const rerouted = openStages(after.approvals).filter(isRerouted);
      const begun = turnsBegun(before.approvals, after.approvals);
      const orders = new Set([...rerouted.map(({ order }) => order), ...begun]);
      return [...orders].map((order) => notifyTurn(requestId, order));
    }
  }
}
