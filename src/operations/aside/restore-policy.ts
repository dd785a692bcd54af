import type { Person } from '#domain/action/person';
import type { Aside } from '#domain/aside/aside';
import { ok, type Result, refuse } from '#domain/lib/result';
import { FIRST_POLICY, type Policy } from '#domain/policy/policy';
import { restored } from '#domain/policy/restored';
import type { PolicyStore } from '#ports/policy-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { makeRecord, personActor } from '../audit/make-record';
import type { EndAsidePorts, EndAsideRefusal } from './end-aside-ports';

/** Puts the newest version of the policy in force again that can be read, as a version of its own. */
export async function restorePolicy(
  ports: EndAsidePorts,
  { key }: Aside,
  by: Person,
): Promise<Result<null, EndAsideRefusal>> {
  const newest = await ports.policies.newestVersion();
  const from = await newestReadable(ports.policies, newest);
  const version = newest + 1;
  const at = ports.clock.now();
  const written = await ports.commit({
    policy: { ...restored(from, { isNewest: from.version === newest, at }), version, savedBy: by },
    audit: [
      makeRecord(ports.ids, at, personActor(by), {}, [
        { kind: 'policy.restored', version, from: from.version },
      ]),
    ],
  });
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await ports.asides.forget(key);
  return ok(null);
}

/** Where none of them can be read, the first one, which allows next to nothing. */
async function newestReadable(policies: PolicyStore, newest: number): Promise<Policy> {
  for (let version = newest; version > FIRST_POLICY.version; version -= 1) {
    const policy = await ifUnreadable(policies.version(version), undefined);
    if (policy !== undefined) return policy;
  }
  return FIRST_POLICY;
}
