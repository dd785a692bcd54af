import type { Grant } from '#domain/grant/grant';
import { giveGrant } from '#domain/holding/give-grant';
import { heldBy } from '#domain/holding/held-by';
import type { Held } from '#domain/holding/holding';
import type { EarlierGrantBlock, EarlierGrants } from '#ports/earlier-grants';
import type { RequestStore } from '#ports/request-store';
import { type ChangeHoldingsPorts, changeHoldings } from './change-holdings';

export interface CarryOverPorts extends ChangeHoldingsPorts {
  readonly earlierGrants: EarlierGrants;
  readonly requests: RequestStore;
}

/** Blocks at a time: what is due first, first. */
const AT_ONCE = 20;

/** Carries grants of earlier versions over to holdings. A sweep that dies in between does it again. */
export async function carryOverGrants(ports: CarryOverPorts): Promise<number> {
  const blocks = await ports.earlierGrants.open(AT_ONCE);
  for (const block of blocks) await carryOver(ports, block);
  return blocks.length;
}

async function carryOver(ports: CarryOverPorts, block: EarlierGrantBlock): Promise<void> {
  const request = await ports.requests.get(block.requestId);
  const size = request?.ask.changes.reduce((sum, { subjects }) => sum + subjects.length, 0) ?? 1;
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
    ({ held, grant }, current) =>
      // Beside what is in force already, as it was: nothing of it is taken to be gone.
      giveGrant(held, current, { grant, how: 'applied', lookedAt: 0 }, ports.clock.now()),
  );
  // What can't be read, or written, is carried over once an admin has mended or removed it: until then the block stays.
  if (unreadable.size + refused.size === 0) await ports.earlierGrants.forget(block);
}
