import type { ListName } from '#domain/projection/projection-row';
import type { AccessRequest } from '#domain/request/access-request';
import { judgeReview } from '#domain/request/judge-review';
import { judgeVerb } from '#domain/request/judge-verb';
import type { Projections } from '#ports/projections';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { type ListedRequest, type ListPorts, listedTogether } from '../request/list-issue-requests';

export type ListOwnPorts = ListPorts & { readonly projections: Projections };

/** Whoever looks at what is theirs: who they are and what they see is the platform's and Jira's to say. */
export interface Viewer {
  readonly accountId: string;
  sees(issueId: string): Promise<boolean>;
}

export interface OwnRequests {
  readonly requests: readonly ListedRequest[];
  /** Left out, as it is not known that the viewer sees their work item. */
  readonly hidden: number;
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/** Of a page: however many requests there have ever been. */
const SHOWN = 20;
/** A page of rows that are all behind has nothing to show: then the next ones are looked at, and no more than these. */
const PAGES = 3;

/**
 * What waits for somebody's decision, the soonest to time out first. Rows only name candidates: each request is read,
 * with those who may decide it now, and is shown to whom the panel would let decide.
 */
export async function listToDecide(
  ports: ListOwnPorts,
  viewer: Viewer,
  cursor: string | undefined,
): Promise<OwnRequests> {
  let at = cursor;
  let page: OwnRequests = { requests: [], hidden: 0, unreadable: 0, cursor: undefined };
  for (let turn = 0; turn < PAGES; turn += 1) {
    const found = await pageOf(ports, viewer, 'toDecide', at, SHOWN);
    const waiting = await readSeen(ports, viewer, found.ids, isWaiting);
    const listed = await listedTogether(ports, waiting.seen);
    page = {
      requests: listed.filter(({ request }) => maySay(request, viewer, ports.clock.now())),
      hidden: page.hidden + waiting.hidden,
      unreadable: page.unreadable + waiting.unreadable,
      cursor: found.cursor,
    };
    if (page.requests.length > 0 || found.cursor === undefined) return page;
    at = found.cursor;
  }
  return page;
}

const isWaiting = ({ state }: AccessRequest) => state === 'awaitingApproval';

const maySay = (request: AccessRequest, { accountId }: Viewer, at: number) =>
  judgeVerb(request, 'approve', accountId, at).allowed ||
  judgeVerb(request, 'decline', accountId, at).allowed;

/** What others took before anybody decided and they are to review, the longest ago first. */
export async function listReviews(
  ports: ListOwnPorts,
  viewer: Viewer,
  cursor: string | undefined,
): Promise<OwnRequests> {
  const { ids, cursor: next } = await pageOf(ports, viewer, 'toReview', cursor, SHOWN);
  const isTheirs = (request: AccessRequest) =>
    judgeReview(request, { accountId: viewer.accountId, isAdmin: false }).allowed;
  const { seen, hidden, unreadable } = await readSeen(ports, viewer, ids, isTheirs);
  return { requests: await listedTogether(ports, seen), hidden, unreadable, cursor: next };
}

/** What somebody has asked for: that which is not over first, and each the newest first. */
export async function listAsked(
  ports: ListOwnPorts,
  viewer: Viewer,
  cursor: string | undefined,
): Promise<OwnRequests> {
  const { ids, cursor: next } = await askedPage(ports, viewer, cursor);
  const isTheirs = ({ requester }: AccessRequest) => requester.accountId === viewer.accountId;
  const { seen, hidden, unreadable } = await readSeen(ports, viewer, ids, isTheirs);
  return { requests: await listedTogether(ports, seen), hidden, unreadable, cursor: next };
}

/** Of the list that the cursor names; where the first ends on a page, the second goes on there. */
async function askedPage(ports: ListOwnPorts, viewer: Viewer, cursor: string | undefined) {
  if (cursor?.startsWith(OVER) === true) {
    return overPage(ports, viewer, cursor.slice(OVER.length), SHOWN);
  }
  const open = await pageOf(ports, viewer, 'asked', cursor, SHOWN);
  if (open.cursor !== undefined) return open;
  const left = SHOWN - open.ids.length;
  if (left <= 0) return { ids: open.ids, cursor: OVER };
  const over = await overPage(ports, viewer, '', left);
  return { ids: [...open.ids, ...over.ids], cursor: over.cursor };
}

const OVER = 'over|';

async function overPage(ports: ListOwnPorts, viewer: Viewer, cursor: string, limit: number) {
  const over = await pageOf(ports, viewer, 'askedOver', cursor === '' ? undefined : cursor, limit);
  return { ids: over.ids, cursor: over.cursor && `${OVER}${over.cursor}` };
}

function pageOf(
  { projections }: ListOwnPorts,
  { accountId }: Viewer,
  list: ListName,
  cursor: string | undefined,
  limit: number,
) {
  return projections.page({ list, accountId }, cursor, limit);
}

interface Seen {
  readonly seen: readonly AccessRequest[];
  readonly hidden: number;
  readonly unreadable: number;
}

/** Each request by itself, strictly; those that are the viewer's to see. */
async function readSeen(
  { requests }: ListOwnPorts,
  viewer: Viewer,
  ids: readonly string[],
  isMeant: (request: AccessRequest) => boolean,
): Promise<Seen> {
  const read = await Promise.all(
    [...new Set(ids)].map((id) => ifUnreadable(requests.get(id), 'unreadable')),
  );
  const meant = read.filter(
    (one): one is AccessRequest => one !== undefined && one !== 'unreadable' && isMeant(one),
  );
  const issues = [...new Set(meant.map(({ issue }) => issue.id))];
  const sights = await Promise.all(issues.map((id) => seesForSure(viewer, id)));
  const shown = new Set(issues.filter((_, place) => sights[place]));
  const seen = meant.filter(({ issue }) => shown.has(issue.id));
  const unreadable = read.filter((one) => one === 'unreadable').length;
  return { seen, hidden: meant.length - seen.length, unreadable };
}

/** Where Jira does not say of one, the others are shown. */
export async function seesForSure(viewer: Viewer, issueId: string): Promise<boolean> {
  try {
    return await viewer.sees(issueId);
  } catch (error) {
    if (error instanceof SiteFailure) return false;
    throw error;
  }
}
