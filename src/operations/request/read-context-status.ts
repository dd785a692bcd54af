import { type ContextStatus, contextStatusOf } from '#domain/request/context-status';
import type { Clock } from '#ports/clock';
import type { RequestStore } from '#ports/request-store';

/** As many as are looked at: the open ones come first. */
const LOOKED_AT = 20;

/** How the access asked for in an issue stands: one read, for what is beside every issue. */
export async function readContextStatus(
  { requests, clock }: { readonly requests: RequestStore; readonly clock: Clock },
  issueId: string,
): Promise<ContextStatus> {
  const page = await requests.ofIssue(issueId, undefined, LOOKED_AT);
  const isWhole = page.cursor === undefined && page.unreadable === 0;
  return contextStatusOf(page.requests, isWhole, clock.now());
}
