import type { Deliveries } from '#domain/delivery/deliveries';
import type { DeliveryStore } from '#ports/delivery-store';
import { ifUnreadable } from '#ports/unreadable-record';

/** One after the other could become unreadable before an admin looks; not for ever. */
const RECORDS = 5;

/**
 * What was told so far, for whoever is to tell more. Beside a record that can't be read, and waits for an
 * admin, another one begins: it silences nobody. What stood in the first may be told once more.
 */
export async function readTold(
  { deliveries }: { readonly deliveries: DeliveryStore },
  whose: string,
): Promise<Deliveries> {
  for (let record = 1; record < RECORDS; record += 1) {
    const told = await ifUnreadable(deliveries.of(nameOf(whose, record)), undefined);
    if (told !== undefined) return told;
  }
  return deliveries.of(nameOf(whose, RECORDS));
}

function nameOf(whose: string, record: number): string {
  return record === 1 ? whose : `${whose}.${record}`;
}
