import type { Verb } from '#domain/action/action';
import { meantBy } from '#domain/action/address-owner';
import type { Ask, Change } from '#domain/action/ask';
import { type Entitlement, type ExistingIds, entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { Product } from '#domain/action/product';
import { shortName } from '#domain/action/short-name';
import {
  emailKey,
  type NewGroupSubject,
  type PersonSubject,
  type Subject,
  subjectKey,
} from '#domain/action/subject';
import { groupsAmong, type LookedUp, type LookUpIds, nameExisting } from '../plan/look-up';

/** What a page sends: ids, addresses and new names, which say nothing until the site was asked. */
export interface AskIds {
  readonly subjects: readonly SubjectId[];
  readonly changes: readonly ChangeIds[];
}

export type SubjectId =
  /** `foundBy`: the address that the list or the search found them by, where none was shown. */
  | { readonly kind: 'person'; readonly accountId: string; readonly foundBy?: string | undefined }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'newPerson'; readonly email: string };

/** `subjects`: positions; without them, a change is about everybody it can be about. */
export type ChangeIds =
  | (ExistingIds & {
      readonly verb: Exclude<Verb, 'create'>;
      readonly subjects?: readonly number[] | undefined;
    })
  | { readonly kind: 'account'; readonly products: readonly Product[] }
  | {
      readonly kind: 'newGroup';
      readonly name: string;
      readonly subjects?: readonly number[] | undefined;
    };

export function lookUpIdsOf({ subjects, changes }: AskIds): LookUpIds {
  const asked = changes.flatMap((one) =>
    one.kind === 'account' || one.kind === 'newGroup' ? [] : [one],
  );
  return {
    people: subjects.flatMap((one) => (one.kind === 'person' ? [one.accountId] : [])),
    existing: [...groupsAmong(subjects), ...asked],
    emails: subjects.flatMap((one) => addressOf(one) ?? []),
    groupNames: changes.flatMap((one) => (one.kind === 'newGroup' ? [one.name] : [])),
  };
}

/** By which somebody is named. */
function addressOf(id: SubjectId): string | undefined {
  switch (id.kind) {
    case 'person':
      return id.foundBy;
    case 'newPerson':
      return id.email;
    case 'group':
      return undefined;
  }
}

/**
 * The ask behind the ids, with the names that the site knows: every subject and every change once,
 * what is to be created before what depends on it. Whoever has an account is that person. What the
 * site doesn't know keeps a name that says so; the plan tells why it can't be done.
 */
export function readAsk(ids: AskIds, site: LookedUp): Ask {
  const positions = new Map<string, number>();
  const subjects: Subject[] = [];
  const moved = ids.subjects.map((id) => place(readSubject(id, site)));

  function place(subject: Subject): number {
    const key = subjectKey(subject);
    const position = positions.get(key) ?? subjects.push(subject) - 1;
    positions.set(key, position);
    return position;
  }

  const everybody = [...new Set(moved)];
  const invited = ids.subjects.flatMap((one, at) => (one.kind === 'newPerson' ? [at] : []));
  const isGroup = (position: number) => subjects[position]?.kind === 'group';
  const changes = new Map<string, Change>();

  function add(change: Change): void {
    const key = `${change.verb} ${entitlementKey(change.entitlement)}`;
    const before = changes.get(key);
    const about = [...new Set([...(before?.subjects ?? []), ...change.subjects])];
    if (about.length > 0) changes.set(key, { ...change, subjects: about });
  }

  const meant = (picked: readonly number[] | undefined, all: readonly number[]) =>
    picked === undefined ? all : picked.flatMap((at) => moved[at] ?? []);

  for (const one of ids.changes) {
    if (one.kind !== 'account') continue;
    const about = invited.flatMap((at) => moved[at] ?? []);
    const { products } = one;
    const entitlement: Entitlement = { kind: 'account', products: [...new Set(products)] };
    add({ verb: 'create', entitlement, subjects: about });
  }
  for (const one of ids.changes) {
    if (one.kind !== 'newGroup') continue;
    const { name } = one;
    const group: NewGroupSubject = { kind: 'newGroup', name, displayName: name };
    add({ verb: 'create', entitlement: { kind: 'newGroup', name }, subjects: [place(group)] });
  }
  for (const one of ids.changes) {
    if (one.kind === 'account') continue;
    if (one.kind === 'newGroup') {
      const people = everybody.filter((position) => !isGroup(position));
      const { kind, name } = one;
      add({ verb: 'add', entitlement: { kind, name }, subjects: meant(one.subjects, people) });
    } else {
      const about = meant(one.subjects, everybody);
      add({ verb: one.verb, entitlement: nameExisting(one, site), subjects: about });
    }
  }
  return { subjects, changes: [...changes.values()] };
}

function readSubject(id: SubjectId, site: LookedUp): Subject {
  switch (id.kind) {
    case 'person':
      return readNamed(id.accountId, id.foundBy, site);
    case 'group': {
      const displayName = site.groups.get(id.groupId)?.name ?? 'Unknown group';
      return { kind: 'group', groupId: id.groupId, displayName };
    }
    case 'newPerson': {
      const email = id.email.trim();
      const meant = meantBy(site.owners.get(emailKey(email)));
      return meant === undefined
        ? { kind: 'newPerson', email, displayName: email }
        : readNamed(meant.accountId, email, site);
    }
  }
}

/**
 * With the address by which they are named, where nothing shows that it is theirs; the plan refuses it where
 * it means somebody else by now.
 */
function readNamed(accountId: string, email: string | undefined, site: LookedUp): PersonSubject {
  const person: PersonSubject = { kind: 'person', ...readPerson(accountId, site) };
  if (email === undefined) return person;
  const foundBy = email.trim();
  const owner = site.owners.get(emailKey(foundBy));
  return owner?.owner === 'known' && owner.person.accountId === accountId
    ? person
    : { ...person, foundBy };
}

/** Without the email address: the app sees more of them than the asker may. */
function readPerson(accountId: string, site: LookedUp): Person {
  const person = site.people.get(accountId);
  return {
    accountId,
    displayName: shortName(person?.displayName ?? 'Unknown person'),
    ...(person?.avatarUrl === undefined ? {} : { avatarUrl: person.avatarUrl }),
  };
}
