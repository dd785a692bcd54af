import type { Change } from '#domain/action/ask';
import type { Directory } from '#ports/directory';
import type { ThereBefore } from '../effects/effect-for';

/** What is on the list was there; what is not, was not, where the list is whole. */
export async function whatWasThere(
  { directory }: { readonly directory: Pick<Directory, 'allAccounts' | 'allGroups'> },
  { entitlement }: Pick<Change, 'entitlement'>,
): Promise<ThereBefore> {
  if (entitlement.kind !== 'account') {
    const groupIds = await directory.allGroups();
    return (id) => (groupIds === undefined ? 'notKnown' : groupIds.has(id) ? 'so' : 'notSo');
  }
  const { accountIds, isWhole } = await directory.allAccounts();
  return (id) => {
    if (accountIds.has(id)) return 'so';
    return isWhole ? 'notSo' : 'notKnown';
  };
}
