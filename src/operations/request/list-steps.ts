import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import { resolveCreated } from '#domain/action/resolve-created';
import type { Subject } from '#domain/action/subject';
import { countedAs } from '#domain/effects/count-steps';
import { createdBy } from '#domain/effects/created-by';
import { firstStepOf, type Layout } from '#domain/effects/make-step-blocks';
import type { StepState } from '#domain/effects/step';
import type { StepBlock } from '#domain/effects/step-block';
import { whatStepGave } from '#domain/effects/what-step-gave';
import { type EndedGrant, type Grant, isOf, wasGiven } from '#domain/grant/grant';
import { heldBy } from '#domain/holding/held-by';
import { type Held, type Holding, holdingId } from '#domain/holding/holding';
import { nameKey } from '#domain/list/name-key';
import type { Verdict } from '#domain/plan/plan';
import type { AccessRequest } from '#domain/request/access-request';
import { failedLike } from '#domain/request/group-failures';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

const PAGE = 100;

export interface ListedStep {
  /** Its number among all steps of the request, from 0. */
  readonly step: number;
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
  readonly planned: Verdict;
  readonly outcome: StepState;
  /** The newest grant that it gave, if it gave one. */
  readonly grant: GrantOfStep | undefined;
}

export type GrantOfStep =
  | { readonly grant: Grant; readonly holding: Holding }
  | { readonly ended: EndedGrant }
  /** What the app keeps of it can't be read. */
  | 'unreadable';

export interface StepFilter {
  readonly outcome: 'all' | ReturnType<typeof countedAs>;
  /** A part of the name of whom they are about, in any case and without accents. */
  readonly who: string | undefined;
  /** Only those that failed for the same cause as this one. */
  readonly likeStep: number | undefined;
}

/** A page of a request's steps in their order, from the step numbered `from`; `next` where more follow. */
export async function listSteps(
  ports: {
    readonly requests: RequestStore;
    readonly holdings: HoldingStore;
  },
  request: AccessRequest,
  filter: StepFilter,
  from: number,
): Promise<{ readonly rows: readonly ListedStep[]; readonly next: number | undefined }> {
  const blocks = await readBlocks(ports.requests, request);
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  const part = nameKey(filter.who ?? '');
  const meant = new Set(
    ask.subjects.filter(({ displayName }) => nameKey(displayName).includes(part)),
  );
  const { likeStep } = filter;
  const alike = likeStep === undefined ? undefined : failedLike(request, blocks, likeStep);
  const found = blocks
    .flatMap((block) => rowsOf({ ...request, ask }, block, filter.outcome, from))
    .filter(({ row }) => meant.has(row.subject) && (alike === undefined || alike.has(row.step)));
  const page = found.slice(0, PAGE);
  const held = page.map(({ row }) => heldOf(request, row));
  const { found: holdings, unreadable } = await ports.holdings.getMany(
    held.flatMap((one) => one ?? []),
  );
  return {
    rows: page.map(({ block, row }, place) => {
      const one = held[place];
      const holding = one && holdings.get(holdingId(one));
      const isUnreadable = one !== undefined && unreadable.has(holdingId(one));
      const grant = isUnreadable ? 'unreadable' : holding && grantOf(request, block, holding);
      return { ...row, outcome: shownAs(row.outcome, grant), grant };
    }),
    next: found[PAGE]?.row.step,
  };
}

/** While steps are carried out, and the list is looked at every moment, only those with an end are read. */
function heldOf(request: AccessRequest, row: Omit<ListedStep, 'grant'>): Held | undefined {
  if (row.verb !== 'add' || whatStepGave(row.outcome) === undefined) return undefined;
  return heldBy(request.connectionId, row.entitlement, row.subject);
}

/** What nothing on record gave as the step ended, and another request is proved to have given since, was prolonged. */
function shownAs(outcome: StepState, grant: GrantOfStep | undefined): StepState {
  if (outcome.state !== 'unchanged') return outcome;
  const { claimed, noted: _, ...unchanged } = outcome;
  return claimed === true && wasProlonged(grant) ? { ...unchanged, prolonged: true } : unchanged;
}

function wasProlonged(grant: GrantOfStep | undefined): boolean {
  if (grant === undefined || grant === 'unreadable') return false;
  return !('ended' in grant) || wasGiven(grant.ended);
}

function grantOf(
  { id }: AccessRequest,
  { block }: StepBlock,
  holding: Holding,
): GrantOfStep | undefined {
  const origin = { requestId: id, block };
  const grant = holding.grants.find((one) => isOf(one, origin));
  if (grant !== undefined) return { grant, holding };
  const ended = holding.ended.findLast((one) => isOf(one, origin));
  return ended && { ended };
}

function rowsOf(
  layout: Layout,
  block: StepBlock,
  wanted: StepFilter['outcome'],
  from: number,
): { readonly block: StepBlock; readonly row: Omit<ListedStep, 'grant'> }[] {
  const { ask } = layout;
  const change = ask.changes[block.change];
  const first = firstStepOf(layout, block.block);
  if (change === undefined) return [];
  return block.steps.flatMap(({ subject: position, planned, outcome }, place) => {
    const subject = ask.subjects[position];
    const step = first + place;
    const isSelected = wanted === 'all' || countedAs(outcome) === wanted;
    if (subject === undefined || step < from || !isSelected) return [];
    const { verb, entitlement } = change;
    return [{ block, row: { step, verb, subject, entitlement, planned, outcome } }];
  });
}
