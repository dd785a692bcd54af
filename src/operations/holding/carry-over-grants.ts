import { countActions } from '#domain/action/ask';
import type { Grant } from '#domain/grant/grant';
import { isOverOnRecord } from '#domain/holding/end-if-returned';
import { giveGrant } from '#domain/holding/give-grant';
import { heldBy } from '#domain/holding/held-by';
import type { Held } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { EarlierGrantBlock, EarlierGrants } from '#ports/earlier-grants';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { eachAlone } from '../sweep/each-alone';
import { type ChangeHoldingsPorts, changeHoldings } from './change-holdings';
import { AHEAD } from './promise-ends';

export interface CarryOverPorts extends ChangeHoldingsPorts {
  readonly earlierGrants: EarlierGrants;
  readonly requests: RequestStore;
  readonly log: Log;
}

/** Blocks at a time: what is due first, first. */
const AT_ONCE = 20;

/**
 * Carries grants of earlier versions over to holdings, some in each sweep, and all that end before long: those that stay,
 * for whatever is the matter with them, do not count. A sweep that dies in between does it again.
 */
export async function carryOverGrants(
  ports: CarryOverPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const seen = new Set<string>();
  const soon = ports.clock.now() + AHEAD;
  let carried = 0;
  while (mayGoOn()) {
    const open = await ports.earlierGrants.open(AT_ONCE + seen.size);
    const isMeant = (one: EarlierGrantBlock) =>
      !seen.has(one.id) && (carried < AT_ONCE || endsBefore(one, soon));
    const fresh = new Map(open.filter(isMeant).map((one) => [one.id, one]));
    if (fresh.size === 0) break;
    for (const id of fresh.keys()) seen.add(id);
    carried += await eachAlone(ports, [...fresh.keys()], async (id) => {
      const block = fresh.get(id);
      return block !== undefined && carryOver(ports, block);
    });
  }
  return carried;
}

function endsBefore({ grants }: EarlierGrantBlock, instant: Instant): boolean {
  return grants.some(
    ({ endsAt, status }) => status.state !== 'ended' && (endsAt ?? NEVER) <= instant,
  );
}

const NEVER = Number.POSITIVE_INFINITY;

/** Whether all of it is held elsewhere now. */
async function carryOver(ports: CarryOverPorts, block: EarlierGrantBlock): Promise<boolean> {
  // An end does not wait for the request that it is told of: one that can't be read is like one that is gone.
  const request = await ifUnreadable(ports.requests.get(block.requestId), undefined);
  const size = request === undefined ? 1 : countActions(request.ask);
  const items = block.grants.flatMap(({ subject, grantedAt, endsAt, status, unproved }) => {
    const held = heldBy(block.connectionId, block.entitlement, subject);
    if (held === undefined || status.state === 'ended') return [];
    const grant: Grant = {
      requestId: block.requestId,
      block: Number(block.id.split(':').at(-1) ?? 0),
      issueKey: request?.issue.key ?? '',
      size,
      grantedAt,
      endsAt,
      ...(unproved ? { unproved } : {}),
    };
    return [{ held, grant } satisfies { held: Held; grant: Grant }];
  });
  const known = await ports.holdings.getMany(items.map(({ held }) => held));
  const { unreadable, refused } = await changeHoldings(
    ports,
    items,
    known,
    ({ held, grant }, current) => {
      // By a sweep beside this one, and over since.
      if (isOverOnRecord(current, grant)) return undefined;
      // An approved request has taken it away since, which found nothing of it on record.
      if ((current?.revokedAt ?? 0) > grant.grantedAt) return undefined;
      // Beside what is in force already, as it was: nothing of it is taken to be gone.
      return giveGrant(held, current, { grant, how: 'applied', lookedAt: 0 }, ports.clock.now());
    },
  );
  // What can't be read, or written, is carried over once an admin has mended or removed it: until then the block stays.
  if (unreadable.size + refused.size > 0) return false;
  await ports.earlierGrants.forget(block);
  return true;
}
