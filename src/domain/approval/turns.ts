import type { Person } from '../action/person';
import { type Approval, type Decision, isOfPeople } from './approval';

type Approving = Exclude<Decision, { readonly decision: 'declined' }>;
type Decided = Pick<Approval, 'needed' | 'decisions'>;
type Placed = Pick<Approval, 'order' | 'changes'>;

/** What was approved in a stage, by people or by the policy, each person once. */
export function approvedIn({ decisions }: Pick<Approval, 'decisions'>): readonly Approving[] {
  const approved = decisions.filter((one): one is Approving => one.decision !== 'declined');
  return [...new Map(approved.map((one) => [one.by.accountId, one])).values()];
}

/** As whom a decision counts: whoever made it, and for whom they did. Nobody is asked twice, in whatever place. */
export function countsAs(decision: Decision): readonly string[] {
  return peopleOf(decision).map(({ accountId }) => accountId);
}

/** Whoever made it, and whoever was away and for whom they did; of the policy, whoever signed it. */
export function peopleOf(decision: Decision): readonly Person[] {
  const { by } = decision;
  return isOfPeople(decision) && decision.standsFor !== undefined ? [by, decision.standsFor] : [by];
}

/** Whether the policy decided a stage, and no people. */
export function isByPolicy({ decisions }: Pick<Approval, 'decisions'>): boolean {
  return decisions.some(({ decision }) => decision === 'byPolicy');
}

/** Whether somebody took it before anybody decided. */
export function isBrokenGlass({ decisions }: Pick<Approval, 'decisions'>): boolean {
  return decisions.some(({ decision }) => decision === 'brokeGlass');
}

/** Whether as many as it takes have approved it, and nobody has declined. */
export function isApproved(stage: Decided): boolean {
  const isDeclined = stage.decisions.some(({ decision }) => decision === 'declined');
  return !isDeclined && stage.needed >= 1 && approvedIn(stage).length >= stage.needed;
}

/** Whether two stages are about one change at least. */
export function shareChanges(one: Placed, other: Placed): boolean {
  return one.changes.some((change) => other.changes.includes(change));
}

/** The stages whose turn it is: undecided, and all that comes before them is approved. */
export function openStages<Stage extends Decided & Placed>(stages: readonly Stage[]): Stage[] {
  const waiting = stages.filter((stage) => !isApproved(stage));
  return waiting.filter(
    (stage) => !waiting.some((other) => other.order < stage.order && shareChanges(other, stage)),
  );
}

/** Whether some of the stages come after others: where none does, nobody is told of stages and their numbers. */
export function haveAnOrder(stages: readonly Pick<Approval, 'order'>[]): boolean {
  return stages.some(({ order }) => order > 1);
}

/** Those of a stage who may decide and have not. */
export function awaited({
  approvers,
  decisions,
}: Pick<Approval, 'approvers' | 'decisions'>): readonly Person[] {
  return approvers.filter(
    ({ accountId }) => !decisions.some((one) => countsAs(one).includes(accountId)),
  );
}

/** How many approvals a stage still waits for. */
export function stillNeeded(stage: Decided): number {
  return isApproved(stage) ? 0 : Math.max(1, stage.needed - approvedIn(stage).length);
}

/** Who has decided another stage of the same changes: nobody is asked twice. */
export function decidedElsewhere<Stage extends Placed & Pick<Approval, 'decisions'>>(
  stages: readonly Stage[],
  stage: Stage,
): ReadonlySet<string> {
  const others = stages.filter((other) => other !== stage && shareChanges(other, stage));
  return new Set(others.flatMap(({ decisions }) => decisions.flatMap(countsAs)));
}

/** By their first change, and then as they are asked. */
export function inOrder(one: Placed, other: Placed): number {
  return (one.changes[0] ?? 0) - (other.changes[0] ?? 0) || one.order - other.order;
}

/** The orders of the stages whose turn it is now and was not before. */
export function turnsBegun(
  before: readonly (Decided & Placed)[],
  after: readonly (Decided & Placed)[],
): readonly number[] {
  const keyOf = ({ order, changes }: Placed) => `${order}:${changes.join()}`;
  const were = new Set(openStages(before).map(keyOf));
  const begun = openStages(after).filter((stage) => !were.has(keyOf(stage)));
  return [...new Set(begun.map(({ order }) => order))];
}
