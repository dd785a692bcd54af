import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import type { Instant } from '#domain/lib/time';
import type { Term } from '#domain/term/term';
import { wordsOf } from './entitlement-words';
import { listNames } from './listing';
import { say } from './say';
import { dateAndTime } from './time';

/** `the group frontend`, `the role Developers in Website`, `an account with access to Jira`. */
export function nameEntitlement(entitlement: Entitlement): string {
  return wordsOf(entitlement).name();
}

/** `Add Priya Raman to the group frontend, and remove them from the group design`. */
export function nameRequest(
  subjects: readonly Subject[],
  subjectCount: number,
  changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[],
): string {
  const people = subjects.filter(({ kind }) => kind !== 'newGroup');
  // A group that is to be created is what is asked for, and may be beyond those that are shown.
  const groups = changes.filter(
    ({ verb, entitlement }) => verb === 'create' && entitlement.kind === 'newGroup',
  ).length;
  const whom = nameSubjects(people, subjectCount - groups);
  const invited = subjects.filter(({ kind }) => kind === 'newPerson').length;
  const allShown = subjects.length === subjectCount;
  const added = entitlementsOf(changes, 'add');
  const removed = entitlementsOf(changes, 'remove');
  const created = creationsOf(
    changes,
    whom,
    invited === 1 && allShown ? say('an account') : say('accounts'),
  );
  const all = { created, whom, added, removed };
  if (created === '') return givenAndTaken(all);
  if (added === '' && removed === '') return say('Create {created}', all);
  if (removed === '') return say('Create {created}, and add {whom} to {added}', all);
  return added === ''
    ? say('Create {created}, and remove {whom} from {removed}', all)
    : say('Create {created}, and add {whom} to {added}, and remove them from {removed}', all);
}

function givenAndTaken(all: {
  readonly whom: string;
  readonly added: string;
  readonly removed: string;
}): string {
  if (all.removed === '') return all.added === '' ? '' : say('Add {whom} to {added}', all);
  return all.added === ''
    ? say('Remove {whom} from {removed}', all)
    : say('Add {whom} to {added}, and remove them from {removed}', all);
}

function creationsOf(
  changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[],
  whom: string,
  accounts: string,
): string {
  const isNamedLater = changes.some(({ verb }) => verb === 'add');
  return listNames(
    changes.flatMap(({ verb, entitlement }) => {
      if (verb !== 'create') return [];
      if (entitlement.kind === 'newGroup')
        return [say('the group {name}', { name: entitlement.name })];
      return [isNamedLater ? accounts : say('{accounts} for {whom}', { accounts, whom })];
    }),
  );
}

function nameSubjects(subjects: readonly Subject[], subjectCount: number): string {
  if (subjectCount > 3) {
    const first = subjects[0]?.displayName;
    return first === undefined
      ? say('{count, plural, one {# person} other {# people}}', { count: subjectCount })
      : say('{name} and {count, plural, one {# other} other {# others}}', {
          name: first,
          count: subjectCount - 1,
        });
  }
  return listNames(subjects.map(({ displayName }) => displayName));
}

function entitlementsOf(
  changes: readonly { readonly verb: Verb; readonly entitlement: Entitlement }[],
  verb: Verb,
): string {
  return listNames(
    changes
      .filter((change) => change.verb === verb)
      .map((change) => nameEntitlement(change.entitlement)),
  );
}

export function nameTerm(term: Term): string {
  switch (term.kind) {
    case 'permanent':
      return say('Permanently');
    case 'hours':
      return say('For {count, plural, one {# hour} other {# hours}}, then it is taken back', {
        count: term.hours,
      });
    case 'days':
      return say('For {count, plural, one {# day} other {# days}}, then it is taken back', {
        count: term.days,
      });
    case 'until':
      return say('Until {time}, then it is taken back', { time: dateAndTime(term.at) });
    case 'workItem':
      return untilWorkItem(term.issueKey, term.at);
  }
}

/** Of access that ends with a work item. */
export const untilWorkItem = (key: string, at: Instant): string =>
  say('Until {key} is done, at the latest {time}, then it is taken back', {
    key,
    time: dateAndTime(at),
  });
