import { endWithWorkItem, waitsFor } from '#domain/holding/end-with-work-item';
import type { AccessRequest } from '#domain/request/access-request';
import { isOpenRequest } from '#domain/request/is-open-request';
import type { WatchedRequest } from '#domain/watched-issue/watched-issue';
import { ifUnreadable } from '#ports/unreadable-record';
import { type ClosePorts, closeRequest } from '../closing/close-request';
import { type ChangeHoldingsPorts, changeHoldings } from '../holding/change-holdings';
import { holdingsOfRequest } from '../holding/holdings-of-request';
import { type PromiseEndsPorts, promiseEnds, promiseJustDue } from '../holding/promise-ends';

export interface EndWithIssuePorts extends ChangeHoldingsPorts, PromiseEndsPorts, ClosePorts {}

/**
 * Has all end that a request gave until the work item was done: it is written as due, and ends as all that is due ends. Answers whether
 * that is all; it is not as long as a run may still give more, or the record of something can't be read or written.
 */
export async function endWithIssue(
  ports: EndWithIssuePorts,
  issueId: string,
  { requestId, over }: WatchedRequest,
): Promise<boolean> {
  const request = await ifUnreadable(ports.requests.get(requestId), 'unreadable');
  if (over === undefined || request === 'unreadable') return false;
  if (request === undefined) return true;
  // What waits could give nothing any more: whoever asked is told, and nobody approves it in vain.
  const waits = request.state === 'awaitingApproval' || request.state === 'scheduled';
  if (isOnlyGiven(request) && waits) {
    const closedFor = over === 'done' ? 'workItemDone' : 'workItemDeleted';
    return (await closeRequest(ports, requestId, closedFor)) === 'closed';
  }
  const of = { issueId, requestId, over };
  // The next slot is promised before anything is on record as due: whoever dies behind that keeps nobody waiting.
  await promiseEnds(ports, ports.clock.now() + 1);
  let isAll = !mayGiveMore(request);
  for await (const known of holdingsOfRequest(ports, request)) {
    const items = [...known.found.values()].map((held) => ({ held }));
    const { unreadable, refused } = await changeHoldings(ports, items, known, (_, current) =>
      current === undefined ? undefined : endWithWorkItem(current, of, ports.clock.now()),
    );
    // What can't be read or written now may wait for the work item all the same.
    if (known.unreadable.size > 0 || unreadable.size > 0 || refused.size > 0) isAll = false;
  }
  await promiseJustDue(ports);
  return isAll;
}

/** Whether anything of the request waits for the work item, or may yet come to. What can't be read may. */
export async function isAnythingWaiting(
  ports: EndWithIssuePorts,
  issueId: string,
  { requestId }: WatchedRequest,
): Promise<boolean> {
  const request = await ifUnreadable(ports.requests.get(requestId), 'unreadable');
  if (request === 'unreadable') return true;
  if (request === undefined) return false;
  if (mayGiveMore(request)) return true;
  for await (const { found, unreadable } of holdingsOfRequest(ports, request)) {
    if (unreadable.size > 0) return true;
    const at = ports.clock.now();
    for (const one of found.values()) if (waitsFor(one, { issueId, requestId }, at)) return true;
  }
  return false;
}

const isOnlyGiven = ({ ask }: AccessRequest): boolean =>
  ask.changes.every(({ verb }) => verb === 'add');

const mayGiveMore = ({ state }: AccessRequest): boolean => isOpenRequest(state);
