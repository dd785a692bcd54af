import type { Person } from '#domain/action/person';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Policy } from '#domain/policy/policy';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import { makeRecord, personActor } from '../audit/make-record';
import {
  type DraftPolicyPorts,
  draftPolicy,
  type PolicyEdit,
  type SavePolicyRefusal,
} from './draft-policy';

export interface SavePolicyPorts extends DraftPolicyPorts {
  readonly commit: Commit;
  readonly ids: IdSource;
}

/** Saves a new version. Where the site whose groups were looked at is not connected any more, nothing is saved. */
export async function savePolicy(
  ports: SavePolicyPorts,
  edit: PolicyEdit,
  connectionId: string | undefined,
  by: Person,
): Promise<Result<Policy, SavePolicyRefusal>> {
  const draft = await draftPolicy(ports, edit, connectionId, by);
  if (!draft.ok) return draft;
  const { before, after, changes } = draft.value;
  if (changes.length === 0) return ok(before);
  const at = ports.clock.now();
  const written = await ports.commit({
    policy: after,
    audit: [
      makeRecord(ports.ids, at, personActor(by), {}, [
        { kind: 'policy.changed', version: after.version, changes },
      ]),
    ],
  });
  return written === 'conflict' ? refuse({ code: 'changedMeanwhile' }) : ok(after);
}
