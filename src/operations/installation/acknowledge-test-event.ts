import type { Outbox } from '#ports/outbox';

/** Says of a promise that it was delivered, and nothing else: there was nothing to do. */
export async function acknowledgeTestEvent(
  { outbox }: { readonly outbox: Outbox },
  outboxId: string,
): Promise<void> {
  await outbox.done(outboxId);
}
