import type { Ask } from '../action/ask';
import {
  type ExistingEntitlement,
  type ExistingIds,
  entitlementKey,
  isExisting,
  unnamed,
} from '../action/entitlement';
import type { Person } from '../action/person';
import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';
import type { AskedBundle } from '../policy/asked-bundle';
import type { FollowedBundle } from '../policy/followed-bundle';
import { givenBy } from './given-by';
import { heldBy } from './held-by';
import { type Held, type Holding, holdingId } from './holding';

/** A bundle, or one of its levels, by its ids. */
export interface BundleOrLevel {
  readonly bundleId: string;
  readonly levelId?: string | undefined;
}

/** Something that a request gave somebody by the name of a bundle, and that is in force. */
export interface HeldByBundle {
  readonly entitlement: ExistingEntitlement;
  /** When that ends, at the latest; undefined: it stays. */
  readonly endsAt: Instant | undefined;
  /** It may end before, with a work item. */
  readonly withWorkItem: boolean;
  /** By which other requests it is held, or was approved; what is not proved to be of any is of one without a name. */
  readonly besides: readonly string[];
}

/** What one request by the name of a bundle means to one person. */
export interface BundleOfPerson {
  readonly person: Pick<Person, 'accountId' | 'displayName'>;
  readonly requestId: string;
  readonly issueKey: string;
  /** All that was in it as it was asked for. */
  readonly contents: readonly ExistingIds[];
  readonly held: readonly HeldByBundle[];
  /** The request brought them to what was in it then: by that alone nobody has it. */
  readonly isFollowing?: boolean;
}

/** A request, as far as it says who was to have a bundle by it. */
export interface BundleRequest {
  readonly id: string;
  readonly connectionId: string;
  readonly ask: Ask;
  readonly bundles?: readonly AskedBundle[];
  readonly follows?: FollowedBundle;
}

/** Of the bundles of a request, the one that is meant, as it was then; also where it followed that. */
export function askedAs(
  { bundles = [], follows }: Pick<BundleRequest, 'bundles' | 'follows'>,
  { bundleId, levelId }: BundleOrLevel,
): Pick<AskedBundle, 'contents'> | undefined {
  const all = follows === undefined ? bundles : [...bundles, follows];
  return all.find((one) => one.bundleId === bundleId && one.levelId === levelId);
}

/** Whose holdings say who has it by that request: of people, as a group has a role for whoever is in it by then. */
export function heldThrough(
  { connectionId, ask }: BundleRequest,
  { contents }: Pick<AskedBundle, 'contents'>,
): readonly Held[] {
  const own = new Set(contents.map((ids) => entitlementKey(unnamed(ids))));
  return ask.changes.flatMap(({ verb, entitlement, subjects }) =>
    verb === 'add' && isExisting(entitlement) && own.has(entitlementKey(entitlement))
      ? subjects.flatMap((place) => {
          const subject = ask.subjects[place];
          if (subject?.kind !== 'person') return [];
          return heldBy(connectionId, entitlement, subject) ?? [];
        })
      : [],
  );
}

/** Of what a request gave by the name of a bundle, what its records prove to be in force. */
export function bundleOfPeople(
  request: BundleRequest & { readonly issue: { readonly key: string } },
  asked: Pick<AskedBundle, 'contents'>,
  found: ReadonlyMap<string, Holding>,
  at: Instant,
): readonly BundleOfPerson[] {
  // What another bundle was chosen for as well stays for that one.
  const others = (request.bundles ?? []).filter((one) => one !== asked);
  const keys = new Set(
    others.flatMap(({ contents }) => contents.map((ids) => entitlementKey(unnamed(ids)))),
  );
  const isOfAnother = (entitlement: ExistingEntitlement) => keys.has(entitlementKey(entitlement));
  const byPerson = new Map<string, { person: BundleOfPerson['person']; held: HeldByBundle[] }>();
  for (const one of heldThrough(request, asked)) {
    if (one.subject.kind !== 'person') continue;
    const holding = found.get(holdingId(one));
    const held = holding && heldOf(holding, request.id, at, isOfAnother(one.entitlement));
    if (held === undefined) continue;
    const { accountId, displayName } = one.subject;
    const theirs = byPerson.get(accountId) ?? { person: { accountId, displayName }, held: [] };
    theirs.held.push(held);
    byPerson.set(accountId, theirs);
  }
  return [...byPerson.values()].map(({ person, held }) => ({
    person,
    requestId: request.id,
    issueKey: request.issue.key,
    contents: asked.contents,
    held,
    ...(request.follows === asked ? { isFollowing: true } : {}),
  }));
}

/** Stands for a request of which nothing is on record any more. */
const NOT_KNOWN = '';

/** What a request gave and goes on giving. What is not proved to be there by the app’s own doing is nobody’s by a bundle. */
export function inForceBy(
  { grants }: Pick<Holding, 'grants'>,
  requestId: string,
  at: Instant,
): readonly Grant[] {
  return grants.filter(
    (grant) =>
      grant.requestId === requestId &&
      grant.unproved !== true &&
      grant.returned !== true &&
      grant.workItemOver === undefined &&
      (grant.endsAt === undefined || grant.endsAt > at),
  );
}

/** All by which something is held, or was approved; of what is not known, one without a name. */
export function besidesOf(holding: Holding, at: Instant): readonly string[] {
  const { requestIds, isAll } = givenBy(holding, at);
  const claimed = (holding.claims ?? []).map((claim) => claim.requestId);
  const isProved = holding.grants.every(({ unproved }) => unproved !== true);
  return [...new Set([...requestIds, ...claimed, ...(isAll && isProved ? [] : [NOT_KNOWN])])];
}

function heldOf(
  holding: Holding,
  requestId: string,
  at: Instant,
  isOfAnother: boolean,
): HeldByBundle | undefined {
  const own = inForceBy(holding, requestId, at);
  if (own.length === 0) return undefined;
  const ends = own.flatMap(({ endsAt }) => endsAt ?? []);
  return {
    entitlement: holding.entitlement,
    endsAt: ends.length < own.length ? undefined : Math.max(...ends),
    withWorkItem: own.every(({ workItemId }) => workItemId !== undefined),
    besides: [
      ...besidesOf(holding, at).filter((id) => id !== requestId),
      ...(isOfAnother ? [NOT_KNOWN] : []),
    ],
  };
}
