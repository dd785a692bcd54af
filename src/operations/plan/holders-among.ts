import type { ExistingEntitlement } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Directory } from '#ports/directory';

/** Who of the subjects holds what, live: by `entitlementKey`, their keys. New ones hold nothing yet. */
export async function holdersAmong(
  directory: Pick<Directory, 'holders'>,
  entitlements: readonly ExistingEntitlement[],
  subjects: readonly Subject[],
  afresh = false,
  unanswered: 'fails' | 'held' = 'fails',
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const keys = new Map<string, string>();
  const among = { accountIds: [] as string[], groupIds: [] as string[] };
  for (const subject of subjects) {
    if (subject.kind === 'person') among.accountIds.push(subject.accountId);
    else if (subject.kind === 'group') among.groupIds.push(subject.groupId);
    else continue;
    keys.set(subject.kind === 'person' ? subject.accountId : subject.groupId, subjectKey(subject));
  }
  if (entitlements.length === 0) return new Map();
  const holders = await directory.holders(entitlements, among, afresh, unanswered);
  return new Map(
    [...holders].map(([entitlement, ids]) => [
      entitlement,
      new Set([...ids].flatMap((id) => keys.get(id) ?? [])),
    ]),
  );
}
