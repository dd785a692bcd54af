import type { ConnectionHealth } from '#domain/connection/connection';
import { ADMINS, type AdminsNotReached, adminsNotReached } from '#domain/delivery/admin-notice';
import type { LateCauses } from '#domain/grant/lateness';
import type { DeliveryStore } from '#ports/delivery-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { readTold } from './read-told';

/** What no admin could be told by email, of what is so now; looked up only where something is. */
export async function findAdminsNotReached(
  { deliveries }: { readonly deliveries: DeliveryStore },
  health: ConnectionHealth | undefined,
  late: LateCauses,
): Promise<readonly AdminsNotReached[]> {
  if (health?.state !== 'failing' && late.overdue.length + late.missing.length === 0) return [];
  const told = await ifUnreadable(readTold({ deliveries }, ADMINS), undefined);
  return told === undefined ? [] : adminsNotReached(told, health, late);
}
