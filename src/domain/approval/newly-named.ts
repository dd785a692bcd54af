import { eachOnce } from '../action/person';
import type { Approval, TraceEntry } from './approval';
import { isInPlaceOfOthers } from './in-place-of';
import { isUncertain } from './resolve-approvals';

/**
 * Of a stage that not everything is known of: those whom a source of it names all the same, and who are not on record.
 * What is not known may stay so, and they can decide meanwhile. Who only decides in the place of others is none of them.
 */
export function newlyNamed(recorded: Approval, { trace }: Approval): readonly TraceEntry[] {
  const before = [...recorded.approvers, ...recorded.mayDecline];
  return trace.filter(
    ({ tried, person, outcome }) =>
      !isInPlaceOfOthers(tried, trace) &&
      (outcome === 'chosen' || outcome === 'gains') &&
      person !== undefined &&
      !before.some(({ accountId }) => accountId === person.accountId),
  );
}

/**
 * The stage on record with those who are newly named: beside whoever was named by what is not known now, and in the place of
 * those who are known not to be named any more. The same as before where nobody is.
 */
export function withNewlyNamed(recorded: Approval, stage: Approval): Approval {
  const named = newlyNamed(recorded, stage);
  if (named.length === 0) return recorded;
  const who = (wanted: TraceEntry['outcome']) =>
    named.flatMap(({ outcome, person }) => (outcome === wanted ? (person ?? []) : []));
  const stays = ({ accountId }: { readonly accountId: string }) =>
    mayStillBe(accountId, recorded.trace, stage.trace);
  const isToday = (accountId: string) => stage.trace.some(isOf(accountId));
  return {
    ...recorded,
    approvers: eachOnce([...recorded.approvers.filter(stays), ...who('chosen')]),
    mayDecline: eachOnce([...recorded.mayDecline.filter(stays), ...who('gains')]),
    trace: [
      ...stage.trace,
      ...recorded.trace.filter(
        ({ person }) => person !== undefined && stays(person) && !isToday(person.accountId),
      ),
    ],
  };
}

/** Whether somebody is named now, or was by just what is not known now. */
function mayStillBe(
  accountId: string,
  before: readonly TraceEntry[],
  today: readonly TraceEntry[],
): boolean {
  const isTheirs = isOf(accountId);
  return today.some((one) => {
    const isUnknown = isUncertain({ trace: [one] });
    if (isTheirs(one)) return isUnknown || one.outcome === 'chosen' || one.outcome === 'gains';
    const namedThem = (entry: TraceEntry) => isTheirs(entry) && whence(entry) === whence(one);
    return isUnknown && one.person === undefined && before.some(namedThem);
  });
}

const isOf =
  (accountId: string) =>
  ({ person }: TraceEntry): boolean =>
    person?.accountId === accountId;

/** By what somebody is named. */
function whence({ tried }: TraceEntry): string {
  const of = 'group' in tried ? tried.group : 'projectKey' in tried ? tried.projectKey : '';
  return `${tried.source} ${of ?? ''}`;
}
