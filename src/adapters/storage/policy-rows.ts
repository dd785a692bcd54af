import { kvs } from '@forge/kvs';
import type { Policy } from '#domain/policy/policy';
import { callStorage } from './call-storage';
import {
  CURRENT_POLICY_FORMAT,
  POLICY_BUNDLES_FORMAT,
  POLICY_FORMAT,
  POLICY_GROUPS_FORMAT,
} from './formats';
import { ENTITY, policyBundlesKey, policyPartKey, policyVersionKey } from './keys';
import { unlessReserved } from './new-records';
import { readRow } from './read-row';
import type { RevisedRow } from './rows';
import type { StoredPolicy } from './schemas/policy';
import { bytesOf, ROW_BYTES, splitBySize } from './split-by-size';
import { writeBody } from './stored-body';

/**
 * How a policy is stored: a version once and for all, in parts where its groups or its bundles are many and their names
 * long; and which version is in force, in a record of its own.
 */
export function policyRows(policy: Policy): { readonly key: string; readonly row: RevisedRow }[] {
  const revision = policy.version;
  const rowOf = (stored: StoredPolicy) => ({ revision, body: writeBody(POLICY_FORMAT, stored) });
  const key = policyVersionKey(revision);
  const whole = rowOf(policy);
  if (bytesOf(whole) <= ROW_BYTES) return [{ key, row: whole }];
  const groupsRow = (groups: Policy['requestableGroups']) => ({
    revision,
    body: writeBody(POLICY_GROUPS_FORMAT, groups),
  });
  const parts = splitBySize(policy.requestableGroups, groupsRow);
  const partRows = parts.map((groups, part) => ({
    key: policyPartKey(revision, part),
    row: groupsRow(groups),
  }));
  const rest = { ...policy, requestableGroups: [], parts: parts.length };
  const row = rowOf(rest);
  if (bytesOf(row) <= ROW_BYTES) return [{ key, row }, ...partRows];
  const bundlesRow = (bundles: Policy['bundles']) => ({
    revision,
    body: writeBody(POLICY_BUNDLES_FORMAT, bundles),
  });
  const bundleParts = splitBySize(policy.bundles, bundlesRow);
  return [
    { key, row: rowOf({ ...rest, bundles: [], bundleParts: bundleParts.length }) },
    ...partRows,
    ...bundleParts.map((bundles, part) => ({
      key: policyBundlesKey(revision, part),
      row: bundlesRow(bundles),
    })),
  ];
}

export function currentPolicyRow({ version }: Policy): RevisedRow {
  return { revision: version, body: writeBody(CURRENT_POLICY_FORMAT, { version }) };
}

export async function readPolicyVersion(version: number): Promise<Policy | undefined> {
  const read = await readRow(ENTITY.policy, policyVersionKey(version), POLICY_FORMAT);
  if (read === undefined) return undefined;
  const { parts = 0, bundleParts = 0, ...policy } = read;
  const [groups, bundles] = await Promise.all([
    readParts(parts, (part) =>
      readRow(ENTITY.policy, policyPartKey(version, part), POLICY_GROUPS_FORMAT),
    ),
    readParts(bundleParts, (part) =>
      readRow(ENTITY.policy, policyBundlesKey(version, part), POLICY_BUNDLES_FORMAT),
    ),
  ]);
  // A version without one of its parts is none.
  if (groups === undefined || bundles === undefined) return undefined;
  return {
    ...policy,
    requestableGroups: parts === 0 ? policy.requestableGroups : groups,
    bundles: bundleParts === 0 ? policy.bundles : bundles,
  };
}

/** What so many records beside a version hold together; undefined where one of them is missing. */
async function readParts<T>(
  count: number,
  read: (part: number) => Promise<readonly T[] | undefined>,
): Promise<readonly T[] | undefined> {
  const parts = await Promise.all(Array.from({ length: count }, (_, part) => read(part)));
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** The highest number that a version was ever stored under; undefined where none was. */
export async function newestPolicyVersion(): Promise<number | undefined> {
  let newest: number | undefined;
  let cursor: string | undefined;
  do {
    const query = kvs.entity<unknown>(ENTITY.policy).query().index('by-key').limit(100);
    const page = await callStorage(() => (cursor ? query.cursor(cursor) : query).getMany());
    for (const { key, value } of page.results) {
      if (unlessReserved(value) === undefined) continue;
      const version = Number(/^policy:version:(\d+)$/.exec(key)?.[1] ?? 0);
      if (version > (newest ?? 0)) newest = version;
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return newest;
}
