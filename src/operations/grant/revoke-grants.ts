import type { Entitlement } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import { endGrants } from '#domain/grant/end-grants';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { GrantStore } from '#ports/grant-store';
import type { IdSource } from '#ports/id-source';
import { APP, recordOf } from '../audit/make-record';

const TRIES = 5;

/**
 * Ends the open grants of access that was taken away by request. Otherwise their term would one day
 * take it away again, though somebody else may have given it since.
 */
export async function revokeGrants(
  ports: {
    readonly grants: GrantStore;
    readonly commit: Commit;
    readonly clock: Clock;
    readonly ids: IdSource;
  },
  request: AccessRequest,
  entitlement: Entitlement,
  subjects: readonly Subject[],
): Promise<void> {
  if (subjects.length === 0) return;
  const gone = new Set(subjects.map(subjectKey));
  for (const id of await ports.grants.openFor(request.connectionId, entitlement)) {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const block = await ports.grants.get(id);
      const at = ports.clock.now();
      const ended =
        block &&
        endGrants(
          block,
          (grant) => (gone.has(subjectKey(grant.subject)) ? 'revoked' : undefined),
          at,
        );
      if (ended === undefined) break;
      const written = await ports.commit({
        grants: [ended.block],
        audit: [recordOf(ports.ids, at, APP, request, ended.facts)],
      });
      if (written === 'committed') break;
    }
  }
}
