import { kvs } from '@forge/kvs';
import type { Policy } from '#domain/policy/policy';
import { callStorage } from './call-storage';
import { CURRENT_POLICY_FORMAT, POLICY_FORMAT, POLICY_GROUPS_FORMAT } from './formats';
import { ENTITY, policyPartKey, policyVersionKey } from './keys';
import { unlessReserved } from './new-records';
import { readRow } from './read-row';
import type { RevisedRow } from './rows';
import { bytesOf, ROW_BYTES, splitBySize } from './split-by-size';
import { writeBody } from './stored-body';

/**
 * How a policy is stored: a version once and for all, in parts where its groups are many and their names
 * long; and which version is in force, in a record of its own.
 */
export function policyRows(policy: Policy): { readonly key: string; readonly row: RevisedRow }[] {
  const revision = policy.version;
  const whole = { revision, body: writeBody(POLICY_FORMAT, policy) };
  const at = { key: policyVersionKey(revision), row: whole };
  if (bytesOf(whole) <= ROW_BYTES) return [at];
  const partRow = (groups: Policy['requestableGroups']) => ({
    revision,
    body: writeBody(POLICY_GROUPS_FORMAT, groups),
  });
  const parts = splitBySize(policy.requestableGroups, partRow);
  const rest = { ...policy, requestableGroups: [], parts: parts.length };
  return [
    { ...at, row: { revision, body: writeBody(POLICY_FORMAT, rest) } },
    ...parts.map((groups, part) => ({
      key: policyPartKey(revision, part),
      row: partRow(groups),
    })),
  ];
}

export function currentPolicyRow({ version }: Policy): RevisedRow {
  return { revision: version, body: writeBody(CURRENT_POLICY_FORMAT, { version }) };
}

export async function readPolicyVersion(version: number): Promise<Policy | undefined> {
  const read = await readRow(ENTITY.policy, policyVersionKey(version), POLICY_FORMAT);
  if (read === undefined) return undefined;
  const { parts = 0, ...policy } = read;
  const groups = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      readRow(ENTITY.policy, policyPartKey(version, part), POLICY_GROUPS_FORMAT),
    ),
  );
  // A version without one of its parts is none.
  if (groups.includes(undefined)) return undefined;
  return parts === 0
    ? policy
    : { ...policy, requestableGroups: groups.flatMap((part) => part ?? []) };
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
