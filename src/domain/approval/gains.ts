import type { Verb } from '../action/action';
import type { Ask } from '../action/ask';
import { type Entitlement, entitlementKey } from '../action/entitlement';
import { mailboxKey, type PersonSubject, type Subject, subjectKey } from '../action/subject';

/** What is known of one person at one moment: all the ways in which an ask can mean them. */
export interface Reach {
  readonly accountId: string;
  /** Other accounts that are seen to have one of their addresses, with or without a tag. */
  readonly accounts?: ReadonlySet<string>;
  /** By `mailboxKey`: the addresses that are theirs. Undefined: the site could not say whose they are. */
  readonly addresses: ReadonlySet<string> | undefined;
  /** Of somebody whose address the site hides, those that it may be. */
  readonly perhaps?: ReadonlySet<string>;
  /** Ids of the groups they are in. Undefined: could not be read. */
  readonly groups: ReadonlySet<string> | undefined;
}

/** What is not known counts as something: nobody decides on a guess. */
export type Gain = 'nothing' | 'something' | 'unknown';

/**
 * By `placeKey`, who has what for good already: giving it gives nothing. Undefined: could not be read.
 */
export type Held = ReadonlySet<string> | undefined;

/** One way in which an ask would give somebody an entitlement. */
export interface Way {
  /** As whom the ask names them: themselves, their address, or a group that they are in. */
  readonly as: Subject;
  readonly entitlement: Entitlement;
  readonly known: boolean;
}

/**
 * Whether these changes of an ask would give somebody something they don't have for good: named by
 * an account of theirs, by an address that is theirs, or by a group that they are in, or come into by the same ask.
 * What is taken from others gives nothing, and neither does what they hold already. `changes`:
 * positions in `Ask.changes`.
 */
export function gainOf(ask: Ask, changes: readonly number[], reach: Reach, held: Held): Gain {
  const ways = gainsOf(waysToReach(ask, changes, reach), reach, held);
  if (ways.some(({ known }) => known)) return 'something';
  return ways.length === 0 ? 'nothing' : 'unknown';
}

/** The ways that would give somebody what they don't hold. */
export function gainsOf(ways: readonly Way[], { accountId }: Reach, held: Held): readonly Way[] {
  if (held === undefined) return ways.map((way) => ({ ...way, known: false }));
  return ways.filter(
    ({ as, entitlement }) =>
      !held.has(placeKey(as, entitlement)) &&
      !held.has(placeKey(accountSubject(accountId), entitlement)),
  );
}

/** Everything that these changes are about for somebody, whether they hold it or not. */
export function waysToReach(ask: Ask, changes: readonly number[], reach: Reach): readonly Way[] {
  const joined = groupsJoined(ask, reach);
  return changes.flatMap((position) => {
    const change = ask.changes[position];
    if (change === undefined || !GIVES[change.verb]) return [];
    return change.subjects.flatMap((at) => {
      const as = ask.subjects[at];
      const meant = as === undefined ? 'nobody' : whoIs(as, reach, joined);
      if (as === undefined || meant === 'nobody') return [];
      return [{ as, entitlement: change.entitlement, known: meant === 'them' }];
    });
  });
}

/** One string for a subject's place in an entitlement. */
export function placeKey(subject: Subject, entitlement: Entitlement): string {
  return `${entitlementKey(entitlement)} ${subjectKey(subject)}`;
}

/** Somebody as a subject of their own; what they are called does not matter here. */
export function accountSubject(accountId: string): PersonSubject {
  return { kind: 'person', accountId, displayName: accountId };
}

const GIVES: Readonly<Record<Verb, boolean>> = { add: true, create: true, remove: false };

function whoIs(
  subject: Subject,
  { accountId, accounts, addresses, perhaps, groups }: Reach,
  joined: ReadonlySet<string>,
): 'them' | 'nobody' | 'unknown' {
  switch (subject.kind) {
    case 'person':
      return subject.accountId === accountId || accounts?.has(subject.accountId) === true
        ? 'them'
        : 'nobody';
    case 'newPerson':
      return orPerhaps(isIn(addresses, mailboxKey(subject.email)), perhaps, subject.email);
    case 'group':
      return joined.has(subject.groupId) ? 'them' : isIn(groups, subject.groupId);
    // Creating a group puts nobody into it: its first members are a change of their own.
    case 'newGroup':
      return 'nobody';
  }
}

function isIn(set: ReadonlySet<string> | undefined, key: string): 'them' | 'nobody' | 'unknown' {
  if (set === undefined) return 'unknown';
  return set.has(key) ? 'them' : 'nobody';
}

function orPerhaps(
  meant: 'them' | 'nobody' | 'unknown',
  perhaps: ReadonlySet<string> | undefined,
  email: string,
): 'them' | 'nobody' | 'unknown' {
  return meant === 'nobody' && perhaps?.has(mailboxKey(email)) === true ? 'unknown' : meant;
}

/** The groups that the same ask would put somebody into: what it gives these, it gives them. */
function groupsJoined(ask: Ask, reach: Reach): ReadonlySet<string> {
  const joined = new Set<string>();
  for (const { verb, entitlement, subjects } of ask.changes) {
    if (verb !== 'add' || entitlement.kind !== 'group') continue;
    const them = subjects.some((at) => {
      const subject = ask.subjects[at];
      return subject !== undefined && whoIs(subject, reach, joined) !== 'nobody';
    });
    if (them) joined.add(entitlement.groupId);
  }
  return joined;
}
