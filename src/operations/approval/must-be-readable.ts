import type { Approval } from '#domain/approval/approval';
import { awayUnknownIn } from '#domain/approval/resolve-approvals';
import type { StandIns } from '#ports/stand-ins';

/**
 * Throws UnreadableRecord where stages wait for somebody of whom it can't be read who decides in their place: theirs, or that of
 * whoever does. Not where it has been mended meanwhile.
 */
export async function mustBeReadable(
  { standIns }: { readonly standIns: Pick<StandIns, 'of'> },
  approvals: readonly Approval[],
): Promise<void> {
  for (const { accountId } of awayUnknownIn(approvals)) {
    const own = await standIns.of(accountId);
    if (own !== undefined) await standIns.of(own.deputy.accountId);
  }
}
