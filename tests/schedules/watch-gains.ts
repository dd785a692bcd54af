import { emailKey } from '../../src/domain/action/subject';
import type { World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import { GROUPS, NEW_PEOPLE, PRODUCT_GROUP } from './cast';
import { ACCOUNT, everyone, GROUP } from './everyone';

/** A request that was approved: what may be gained by it, and who may not be among those who do. */
export interface Permit {
  readonly asked: AskedRequest;
  readonly approvedBy: string;
}

/** Something that nobody gains by a request any more, whatever was approved. */
export type Barred = (thing: string, asked: AskedRequest) => boolean;

export interface WatchedGains {
  /** What calls gave to somebody without a permit, in words. */
  readonly unlicensed: readonly string[];
  /** From now on such requests may be gained by: they are approved. */
  permit(permit: Permit): void;
  /** From now on, but for what may be under way already. Undefined: nothing is barred. */
  bar(barred: Barred | undefined): void;
  /** A change by somebody else, of which nothing is the app's. It has to happen at once. */
  byOthers(change: () => void): void;
}

/**
 * How many calls workers make for each run that is beside others, from its last look at what it stands on to what
 * it sends, again where it was not taken at first, and until the site has done it: within them, what has just
 * changed is not known to it yet. What changes before the first call is known to all.
 */
const UNDER_WAY_OF_ONE = 40;

/**
 * Who gains at the site, with each call that changes it: of all accounts, and through groups. Every gain has
 * to be of something that a request asked for them, and that somebody approved who does not gain by it.
 * `calls`: how many calls workers have made by now. `requests`: how many may be carried out beside each other.
 */
export function watchGains(world: World, calls: () => number, requests: number): WatchedGains {
  const { atlassian } = world.platform;
  const { directory } = atlassian;
  const underWay = UNDER_WAY_OF_ONE * Math.max(3, requests);
  const permits: Permit[] = [];
  const unlicensed: string[] = [];
  const ids = new Map<string, string>(GROUPS.map((name) => [name, world.groupId(name)]));
  const productGroup = world.groupId(PRODUCT_GROUP);
  /** Whoever has had an address that was asked for. */
  const had = new Map<string, Set<string>>();
  /** At which call somebody got a place: another run may not know of it yet. */
  const since = new Map<string, number>();
  let bar: { readonly barred: Barred; readonly at: number } | undefined;
  let before = everyone(world);

  function noteAddresses(): void {
    for (const address of NEW_PEOPLE) {
      const person = directory.personWithEmail(address);
      if (person !== undefined)
        had.set(address, (had.get(address) ?? new Set()).add(person.accountId));
    }
  }

  const isKnownAlready = (at: number) => at === 0 || calls() > at + underWay;

  /** Every account that comes by a thing with this place, and did not have it before. */
  function gaining(thing: string, id: string): readonly string[] {
    if (directory.person(id) !== undefined) return [id];
    if (thing === GROUP) return [];
    return directory.membersOf(id).filter((accountId) => {
      const cameIn = since.get(`${id}|${accountId}`);
      const isSeen = cameIn === undefined || isKnownAlready(cameIn);
      return isSeen && !hadBefore(thing, accountId);
    });
  }

  const hadBefore = (role: string, accountId: string) =>
    before.has(`${role}|${accountId}`) ||
    [...before].some((place) => {
      const [of = '', through = ''] = place.split('|');
      return of === role && before.has(`${through}|${accountId}`);
    });

  function asksFor({ asked }: Permit, thing: string, id: string): boolean {
    const invited = asked.invite.some((address) => had.get(emailKey(address))?.has(id) === true);
    if (thing === ACCOUNT) return invited;
    if (thing === GROUP) return isCreatedBy(asked, id);
    // The site puts every new account into its product's group.
    if (thing === productGroup) return invited;
    const isAbout =
      invited ||
      asked.people.some((name) => world.person(name).accountId === id) ||
      asked.groups.some((name) => ids.get(name) === id);
    const isAsked =
      asked.add.some((name) => (ids.get(name) ?? name) === thing) || isCreatedBy(asked, thing);
    return isAbout && isAsked;
  }

  function isCreatedBy({ createGroup }: AskedRequest, groupId: string): boolean {
    return (
      createGroup !== undefined &&
      directory.groups().some((group) => group.groupId === groupId && group.name === createGroup)
    );
  }

  function judge(place: string): void {
    const [thing = '', id = ''] = place.split('|');
    const gainers = gaining(thing, id);
    const isBarred = ({ asked }: Permit) =>
      bar !== undefined && isKnownAlready(bar.at) && bar.barred(thing, asked);
    const asked = permits.filter((permit) => asksFor(permit, thing, id));
    const by = asked.filter(({ approvedBy }) => !gainers.includes(approvedBy));
    if (by.some((permit) => !isBarred(permit))) return;
    const why =
      asked.length === 0 ? 'nobody asked' : by.length === 0 ? 'who approved gains' : 'is barred';
    unlicensed.push(`${why}: ${nameOf(thing)} for ${nameOf(id)} at call ${calls()}`);
  }

  const nameOf = (id: string) =>
    directory.person(id)?.displayName ??
    directory.groups().find(({ groupId }) => groupId === id)?.name ??
    id;

  atlassian.onExchange(({ via, method }) => {
    if (via !== 'token' || method === 'GET') return;
    noteAddresses();
    const now = everyone(world);
    const gained = [...now].filter((place) => !before.has(place));
    for (const place of gained) judge(place);
    for (const place of gained) since.set(place, calls());
    before = now;
  });

  return {
    unlicensed,
    permit: (permit) => void permits.push(permit),
    bar(barred) {
      bar = barred === undefined ? undefined : { barred, at: calls() };
    },
    byOthers(change) {
      noteAddresses();
      const was = everyone(world);
      change();
      noteAddresses();
      const is = everyone(world);
      for (const place of is) if (!was.has(place)) since.set(place, calls());
      const kept = [...before].filter((place) => is.has(place) || !was.has(place));
      before = new Set([...kept, ...[...is].filter((place) => !was.has(place))]);
    },
  };
}
