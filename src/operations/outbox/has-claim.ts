import type { Claimed, Outbox } from '#ports/outbox';

/** Whether the run that claimed this promise until then has it still: another may have taken it, or done it. */
export async function hasClaim(
  outbox: Pick<Outbox, 'get'>,
  { outboxId, claimedUntil }: Claimed,
): Promise<boolean> {
  return (await outbox.get(outboxId))?.claimedUntil === claimedUntil;
}
