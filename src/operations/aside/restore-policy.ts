import type { Person } from '#domain/action/person';
import type { Aside } from '#domain/aside/aside';
import { ok, type Result, refuse } from '#domain/lib/result';
import { FIRST_POLICY, ownersAs, type Policy, type RequestableGroup } from '#domain/policy/policy';
import type { PolicyStore } from '#ports/policy-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { makeRecord, personActor } from '../audit/make-record';
import type { EndAsidePorts, EndAsideRefusal } from './end-aside-ports';

/**
 * Puts the newest version of the policy in force again that can be read, as a version of its own. With
 * every group locked: what was unlocked in it may have been locked since, and any Jira admin can restore.
 */
export async function restorePolicy(
  ports: EndAsidePorts,
  { key }: Aside,
  by: Person,
): Promise<Result<null, EndAsideRefusal>> {
  const newest = await ports.policies.newestVersion();
  const from = await newestReadable(ports.policies, newest);
  const version = newest + 1;
  const written = await ports.commit({
    policy: {
      ...from,
      version,
      requestableGroups: from.requestableGroups.map(locked),
      savedBy: by,
    },
    audit: [
      makeRecord(ports.ids, ports.clock.now(), personActor(by), {}, [
        { kind: 'policy.restored', version, from: from.version },
      ]),
    ],
  });
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await ports.asides.forget(key);
  return ok(null);
}

const locked = ({ kind, groupId, name, owners = [] }: RequestableGroup): RequestableGroup => ({
  kind,
  groupId,
  name,
  unlockedFor: [],
  ...ownersAs(owners),
});

/** Where none of them can be read, the first one, which allows next to nothing. */
async function newestReadable(policies: PolicyStore, newest: number): Promise<Policy> {
  for (let version = newest; version > FIRST_POLICY.version; version -= 1) {
    const policy = await ifUnreadable(policies.version(version), undefined);
    if (policy !== undefined) return policy;
  }
  return FIRST_POLICY;
}
