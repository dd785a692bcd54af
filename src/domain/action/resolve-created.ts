import type { Ask, Change } from './ask';
import { type Entitlement, groupNameKey } from './entitlement';
import { emailKey, type Subject } from './subject';

/** What a request has created so far, or found to be there: the ids by which the site knows it. */
export interface CreatedIds {
  /** Account ids by `emailKey`. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Group ids by `groupNameKey`. */
  readonly groups: ReadonlyMap<string, string>;
}

export const NOTHING_CREATED: CreatedIds = { accounts: new Map(), groups: new Map() };

/**
 * The ask in terms of what is there by now: whoever has an account is a person, and a group that was
 * created is a group like any other. Nothing changes its place.
 */
export function resolveCreated(ask: Ask, created: CreatedIds): Ask {
  return {
    subjects: ask.subjects.map((subject) => resolveSubject(subject, created)),
    changes: ask.changes.map(
      (change): Change =>
        change.verb === 'create'
          ? change
          : { ...change, entitlement: resolveEntitlement(change.entitlement, created) },
    ),
  };
}

function resolveSubject(subject: Subject, { accounts }: CreatedIds): Subject {
  if (subject.kind !== 'newPerson') return subject;
  const accountId = accounts.get(emailKey(subject.email));
  if (accountId === undefined) return subject;
  return { kind: 'person', accountId, displayName: subject.displayName };
}

function resolveEntitlement(entitlement: Entitlement, { groups }: CreatedIds): Entitlement {
  if (entitlement.kind !== 'newGroup') return entitlement;
  const groupId = groups.get(groupNameKey(entitlement.name));
  return groupId === undefined ? entitlement : { kind: 'group', groupId, name: entitlement.name };
}
