import { type ContextStatus, contextStatusOf } from '#domain/request/context-status';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { findLate } from '../holding/find-late-of';

/** As many as are looked at: the open ones come first. */
const LOOKED_AT = 20;

/** How the access asked for in an issue stands: two reads, for what is beside every issue; one where nothing was given. */
export async function readContextStatus(
  ports: {
    readonly requests: RequestStore;
    readonly holdings: HoldingStore;
    readonly clock: Clock;
  },
  issueId: string,
): Promise<ContextStatus> {
  const page = await ports.requests.ofIssue(issueId, undefined, LOOKED_AT);
  const isWhole = page.cursor === undefined && page.unreadable === 0;
  const [late] = await ifUnreadable(findLate(ports, page.requests), []);
  return contextStatusOf(page.requests, isWhole, ports.clock.now(), late?.about);
}
