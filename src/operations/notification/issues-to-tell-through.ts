import { FAR_AHEAD } from '#domain/lib/time';
import type { AuditTrail } from '#ports/audit-trail';
import type { Clock } from '#ports/clock';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

export interface IssuePorts {
  readonly requests: RequestStore;
  readonly trail: AuditTrail;
  readonly clock: Clock;
}

const OF_EACH_STATE = 10;

/**
 * Issues in which the app was used, by id or key, some more than once: those of work that waits first, then
 * those of what has happened last. Each is looked up only once it is asked for.
 */
export async function* issuesToTellThrough(
  ports: IssuePorts,
  firstRequest: string | undefined,
): AsyncGenerator<string> {
  if (firstRequest !== undefined) yield* issueOf(ports, firstRequest);
  const until = ports.clock.now() + FAR_AHEAD;
  for (const state of ['applying', 'approved', 'awaitingApproval'] as const) {
    for (const id of await ports.requests.due(state, until, OF_EACH_STATE)) {
      yield* issueOf(ports, id);
    }
  }
  const { records } = await ports.trail.search({});
  for (const { issueKey } of records) if (issueKey !== undefined) yield issueKey;
}

/** One that can't be read is set aside by whoever reads it, and keeps nobody from the others. */
async function* issueOf(
  { requests }: Pick<IssuePorts, 'requests'>,
  requestId: string,
): AsyncGenerator<string> {
  const request = await ifUnreadable(requests.get(requestId), undefined);
  if (request !== undefined) yield request.issue.id;
}
