import {
  askedAs,
  type BundleOfPerson,
  type BundleOrLevel,
  bundleOfPeople,
  heldThrough,
} from '#domain/holding/held-by-bundle';
import { holdingId } from '#domain/holding/holding';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { Projections } from '#ports/projections';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

export interface BundleHoldersPorts {
  readonly projections: Pick<Projections, 'ofBundle'>;
  readonly requests: Pick<RequestStore, 'get'>;
  readonly holdings: Pick<HoldingStore, 'getMany'>;
  readonly clock: Clock;
}

export interface BundleHoldersPage {
  readonly people: readonly BundleOfPerson[];
  /** Requests, or what somebody has by one, that can't be read: whether that is of the bundle is not known. */
  readonly unreadable: number;
  /** Asked for the members of a group, or for accounts that the request created: who has it is not said by a record of theirs. */
  readonly notPeople: number;
  /** Where it goes on: behind a page of the list, or behind a request of it. */
  readonly next: BundleHoldersPlace | undefined;
}

export interface BundleHoldersPlace {
  readonly cursor?: string;
  readonly behind?: string;
}

/** Requests that are looked at in one call, and holdings after which it goes on in another. */
const REQUESTS = 20;
const HOLDINGS = 2_000;

/**
 * Who has a bundle, or one of its levels, by requests that were approved by its name and have given something that is in force: a part
 * of them at a time. What is of no approved request of it is not looked at.
 */
export async function listBundleHolders(
  ports: BundleHoldersPorts,
  connectionId: string,
  of: BundleOrLevel,
  {
    cursor,
    behind,
  }: { readonly cursor?: string | undefined; readonly behind?: string | undefined },
): Promise<BundleHoldersPage> {
  const at = ports.clock.now();
  const page = await ports.projections.ofBundle(of.bundleId, at, cursor, REQUESTS);
  const ids = behindOf(page.ids, behind);
  const people: BundleOfPerson[] = [];
  let [unreadable, notPeople, looked] = [0, 0, 0];
  for (const [place, id] of ids.entries()) {
    const request = await ifUnreadable(ports.requests.get(id), 'unreadable');
    if (request === 'unreadable') unreadable += 1;
    else if (request !== undefined && request.connectionId === connectionId) {
      const asked = askedAs(request, of);
      if (asked !== undefined && mayHaveGiven(request)) {
        const held = heldThrough(request, asked);
        const read = await ports.holdings.getMany(held);
        looked += held.length;
        unreadable += held.filter((one) => read.unreadable.has(holdingId(one))).length;
        notPeople += request.ask.subjects.filter(({ kind }) => kind !== 'person').length;
        people.push(...bundleOfPeople(request, asked, read.found, at));
      }
    }
    if (looked >= HOLDINGS && place < ids.length - 1) {
      return {
        people,
        unreadable,
        notPeople,
        next: { ...(cursor === undefined ? {} : { cursor }), behind: id },
      };
    }
  }
  const next = page.cursor === undefined ? undefined : { cursor: page.cursor };
  return { people, unreadable, notPeople, next };
}

/** Where that request is not on the page any more, the page is looked at once more: who was found is found again. */
const behindOf = (ids: readonly string[], behind: string | undefined): readonly string[] =>
  behind === undefined ? ids : ids.slice(ids.indexOf(behind) + 1);

const mayHaveGiven = (request: AccessRequest): boolean => 'progress' in request;
