import { type AddressOwner, mapOwner } from '#domain/action/address-owner';
import type { Ask } from '#domain/action/ask';
import {
  ENTITLEMENT_KINDS,
  type Entitlement,
  type ExistingEntitlement,
  entitlementKey,
  isExisting,
} from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import { approvedOnRecord } from '#domain/holding/approved-on-record';
import { byPlace } from '#domain/holding/by-place';
import { endingsOf } from '#domain/holding/endings-of';
import { mayHaveMoved } from '#domain/holding/give-grant';
import { givenOnRecord } from '#domain/holding/given-on-record';
import { heldBy } from '#domain/holding/held-by';
import { type Held, holdingId } from '#domain/holding/holding';
import { noRenewalOf } from '#domain/holding/no-renewal';
import { revokedOnRecord } from '#domain/holding/revoked-on-record';
import type { LiveGroup, LiveRole, LiveState } from '#domain/plan/live-state';
import { rulesOfExisting } from '#domain/plan/rules-of';
import type { Clock } from '#ports/clock';
import type { Directory, DirectoryGroup, DirectoryPerson, FoundOnSite } from '#ports/directory';
import type { HoldingStore } from '#ports/holding-store';
import { administersAlone, countActingInRole } from './count-acting';
import { holdersAmong } from './holders-among';
import { idsOf, type LookedUp, type LookUpIds, lookUp } from './look-up';
import { absenceOf, isOneAnswer, mustBeGone, whoHoldsAsFarAsKnown } from './prove-gone';

export interface LivePorts {
  readonly directory: Directory;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

export interface LiveOptions {
  /** What has been looked up of the ask already. */
  readonly known?: LookedUp;
  /** The request that this is read for, so that what it has given itself is its own to prolong. */
  readonly ownRequestId?: string;
  /** Account ids of those who are looked up beside the people of the ask, where there are any. */
  readonly besides?: readonly string[];
  /** Who holds it is not remembered from a moment ago. */
  readonly afresh?: boolean;
  /**
   * Whoever is to be taken away and is not found is asked about by themselves, see `foundAfterAll`; and so is
   * every role and every group that is not there.
   */
  readonly proveGone?: boolean;
  /**
   * Of whom the site does not answer, though it does about others. What is only to be taken is sent for then: the answer
   * to that tells.
   */
  readonly unanswered?: 'fails' | 'held';
  /**
   * Whose holdings are read: of what is held already; of all, before anything is given or taken; or of
   * none, by who has them already.
   */
  readonly records?: 'ofHeld' | 'ofAll' | 'none';
}

/** Asks the site, and the store of holdings, for everything that a plan of this ask stands on. */
export async function readLiveState(
  ports: LivePorts,
  connectionId: string,
  ask: Ask,
  {
    known,
    ownRequestId,
    besides = [],
    afresh = takesAway(ask),
    proveGone = false,
    unanswered = proveGone && takesOnly(ask) ? 'held' : 'fails',
    records = 'ofHeld',
  }: LiveOptions = {},
): Promise<LiveState> {
  const site = known ?? (await lookUp(ports.directory, withPeople(idsOf(ask), besides)));
  const wanted = ask.changes.flatMap(({ entitlement }) => existing(entitlement, site));
  const lookedAt = ports.clock.now();
  const [seen, counted, absences] = await Promise.all([
    holdersAmong(ports.directory, wanted, ask.subjects, afresh, unanswered),
    countWhereItMatters(ports.directory, ask, site),
    proveGone ? absencesOf(ports.directory, ask, site) : NONE_ASKED,
    proveGone ? mustBeGone(ports.directory, groupsMissing(ask, site)) : undefined,
  ]);
  const about = records === 'none' ? [] : heldOf(connectionId, ask, seen, records);
  const { found, unreadable } = await ports.holdings.getMany(about);
  // Somebody made a pass about then: what was seen may no longer be.
  const moved =
    ask.changes.some(({ verb }) => verb === 'add') &&
    [...found.values()].some((one) => mayHaveMoved(one, lookedAt));
  const listed = moved ? await holdersAmong(ports.directory, wanted, ask.subjects, true) : seen;
  const holders = proveGone ? await foundAfterAll(ports.directory, ask, listed) : listed;
  return {
    ...site,
    ...counted,
    owners: accountsOf(site.owners),
    absences,
    holders,
    endings: endingsOf(found.values(), ownRequestId),
    given: givenOnRecord(found.values(), ownRequestId),
    revoked: revokedOnRecord(found.values()),
    approved: approvedOnRecord(found.values(), lookedAt),
    noRenewals: byPlace(found.values(), noRenewalOf),
    unreadable: placesOf(about.filter((one) => unreadable.has(holdingId(one)))),
  };
}

function withPeople(ids: LookUpIds, besides: readonly string[]): LookUpIds {
  return ids.people.length === 0 ? ids : { ...ids, people: [...ids.people, ...besides] };
}

/** The same by account id. */
export function accountsOf(owners: LookedUp['owners']): LiveState['owners'] {
  const ids = (owner: AddressOwner<DirectoryPerson>) => mapOwner(owner, (one) => one.accountId);
  return new Map([...owners].map(([email, owner]) => [email, ids(owner)]));
}

/**
 * Lists of members are read by position: somebody who leaves meanwhile moves the others up, and who
 * stood at the start of a page is on none. One reading must not leave anybody what is to be taken from
 * them, so that the site is asked once more about each who is missing. What nothing proves counts as held: the
 * answer to its removal tells.
 */
async function foundAfterAll(
  directory: Directory,
  ask: Ask,
  listed: LiveState['holders'],
): Promise<LiveState['holders']> {
  const holders = new Map(listed);
  for (const { verb, entitlement, subjects } of ask.changes) {
    const key = entitlementKey(entitlement);
    const held = holders.get(key);
    if (verb !== 'remove' || held === undefined || !isExisting(entitlement)) continue;
    if (isOneAnswer(entitlement) && held.size > 0) continue;
    const missing = subjects
      .flatMap((position) => ask.subjects[position] ?? [])
      .filter((one) => !held.has(subjectKey(one)));
    if (missing.length === 0) continue;
    const known = await whoHoldsAsFarAsKnown(directory, entitlement, missing);
    const found = missing.map(subjectKey).filter((one) => known.get(one) !== false);
    holders.set(key, new Set([...held, ...found]));
  }
  return holders;
}

/** Groups that something is to be taken from, or that are to lose it, and that are not there. */
function groupsMissing({ subjects, changes }: Ask, { groups }: LookedUp): string[] {
  const asked = changes.flatMap(({ verb, entitlement, subjects: about }) =>
    verb === 'remove'
      ? [entitlement, ...about.flatMap((position) => subjects[position] ?? [])]
      : [],
  );
  const ids = asked.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  return [...new Set(ids)].filter((groupId) => !groups.has(groupId));
}

/** Whoever adds what is held asks when it ends; whoever takes it, whether the end can be written. */
function heldOf(
  connectionId: string,
  ask: Ask,
  holders: LiveState['holders'],
  records: 'ofHeld' | 'ofAll',
): Held[] {
  return ask.changes.flatMap(({ verb, entitlement, subjects }) =>
    subjects.flatMap((position) => {
      const subject = ask.subjects[position];
      if (verb === 'create' || subject === undefined) return [];
      const isHeld = holders.get(entitlementKey(entitlement))?.has(subjectKey(subject)) === true;
      const isMeant = isHeld || records === 'ofAll';
      return (isMeant ? heldBy(connectionId, entitlement, subject) : undefined) ?? [];
    }),
  );
}

function placesOf(held: readonly Held[]): LiveState['unreadable'] {
  return new Map(
    [...Map.groupBy(held, ({ entitlement }) => entitlementKey(entitlement))].map(([key, all]) => [
      key,
      new Set(all.map(({ subject }) => subjectKey(subject))),
    ]),
  );
}

function takesOnly({ changes }: Ask): boolean {
  return changes.every(({ verb }) => verb === 'remove');
}

/** What is to be taken is looked at anew: another run may have taken it a moment ago. */
function takesAway({ changes }: Ask): boolean {
  return changes.some(({ verb }) => verb === 'remove');
}

/** What can be held by now: it is there. */
function existing(entitlement: Entitlement, site: LookedUp): ExistingEntitlement[] {
  if (!isExisting(entitlement)) return [];
  switch (rulesOfExisting(entitlement).stateOnSite(site)) {
    case 'open':
    case 'managedElsewhere':
    case 'projectArchived':
      return [entitlement];
    case 'gone':
    case 'notShown':
      return [];
  }
}

const NONE_ASKED: LiveState['absences'] = new Map<string, never>();

/** What is not there is gone only where the site says so. */
async function absencesOf(
  directory: Directory,
  { changes }: Ask,
  site: LookedUp,
): Promise<LiveState['absences']> {
  const missing = changes.flatMap(({ verb, entitlement }) =>
    verb === 'remove' && isExisting(entitlement) && existing(entitlement, site).length === 0
      ? [entitlement]
      : [],
  );
  const absences = await Promise.all(
    missing.map(async (one) => {
      const absence = await absenceOf(directory, one);
      return absence === undefined ? [] : [[entitlementKey(one), absence] as const];
    }),
  );
  return new Map(absences.flat());
}

/** Only who is to go makes it matter who would be left. */
async function countWhereItMatters(
  directory: Directory,
  ask: Ask,
  site: FoundOnSite,
): Promise<Pick<LiveState, 'groups' | 'roles' | 'ownAccount'>> {
  const leaving = new Map<string, readonly Subject[]>();
  for (const { verb, entitlement, subjects } of ask.changes) {
    if (verb !== 'remove') continue;
    const who = subjects.flatMap((position) => ask.subjects[position] ?? []);
    leaving.set(entitlementKey(entitlement), who);
  }
  const mayBeAppThatLeaves = ask.changes.some(
    ({ verb, entitlement }) => verb === 'remove' && ENTITLEMENT_KINDS[entitlement.kind].mayCarryApp,
  );
  const [groups, roles, ownAccount] = await Promise.all([
    Promise.all(
      [...site.groups].map(async ([groupId, group]): Promise<[string, LiveGroup]> => {
        const who = leaving.get(`group:${groupId}`);
        return [groupId, { ...group, ...(await countInGroup(directory, group, who)) }];
      }),
    ),
    Promise.all(
      [...site.roles].map(async ([key, role]): Promise<[string, LiveRole]> => {
        const who = leaving.get(key);
        if (who === undefined || !role.adminRole) return [key, { ...role, acting: undefined }];
        const groupIds = who.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
        const acting = await countActingInRole(directory, role, who.length + 1, groupIds);
        return [key, { ...role, acting }];
      }),
    ),
    mayBeAppThatLeaves ? directory.ownAccount() : undefined,
  ]);
  return { groups: new Map(groups), roles: new Map(roles), ownAccount };
}

async function countInGroup(
  directory: Directory,
  { groupId, protection }: DirectoryGroup,
  leaving: readonly Subject[] | undefined,
): Promise<Pick<LiveGroup, 'acting' | 'administersAlone'>> {
  if (leaving === undefined) return { acting: undefined, administersAlone: undefined };
  const acting = await directory.countActing(groupId, leaving.length + 1);
  const mayBeEmptied = protection.length === 0 && acting.count <= leaving.length;
  return {
    acting,
    administersAlone: mayBeEmptied ? await administersAlone(directory, groupId) : undefined,
  };
}
