import type { Verb } from '#domain/action/action';
import { productName } from '#domain/action/describe-change';
import type { AccountEntitlement, Entitlement } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import type { Term } from '#domain/term/term';
import { count, listNames } from './listing';

/** `the group frontend`, `the role Developers in Website`, `an account with access to Jira`. */
export function nameEntitlement(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'group':
      return `the group ${entitlement.name}`;
    case 'newGroup':
      return `the new group ${entitlement.name}`;
    case 'role':
      return `the role ${entitlement.name} in ${entitlement.projectName}`;
    case 'account':
      return `an account ${nameProducts(entitlement)}`;
  }
}

export function nameProducts({ products }: Pick<AccountEntitlement, 'products'>): string {
  if (products.length === 0) return 'without access to a product';
  return `with access to ${listNames(products.map(productName))}`;
}

/** What stands first where an entitlement is listed, and what stands beside it in small. */
export function entitlementTitle(entitlement: Entitlement): string {
  return entitlement.kind === 'account' ? 'Account' : entitlement.name;
}

export function entitlementDetail(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'group':
      return 'group';
    case 'newGroup':
      return 'new group';
    case 'role':
      return `role in ${entitlement.projectName}`;
    case 'account':
      return nameProducts(entitlement);
  }
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
  const created = creationsOf(changes, whom, invited === 1 && allShown ? 'an account' : 'accounts');
  const parts = [
    ...(created === '' ? [] : [`create ${created}`]),
    ...(added === '' ? [] : [`add ${whom} to ${added}`]),
    ...(removed === '' ? [] : [`remove ${added === '' ? whom : 'them'} from ${removed}`]),
  ];
  const [first = '', ...rest] = parts;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(', and ');
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
      if (entitlement.kind === 'newGroup') return [`the group ${entitlement.name}`];
      return [isNamedLater ? accounts : `${accounts} for ${whom}`];
    }),
  );
}

function nameSubjects(subjects: readonly Subject[], subjectCount: number): string {
  if (subjectCount > 3) {
    const first = subjects[0]?.displayName;
    return first === undefined
      ? count(subjectCount, 'person', 'people')
      : `${first} and ${subjectCount - 1} others`;
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
  return term.kind === 'permanent'
    ? 'For good'
    : `For ${count(term.days, 'day')}, then it is taken back`;
}
