import { createdBy } from '#domain/effects/created-by';
import { areSameRows, type ProjectionRow, rowsOf } from '#domain/projection/projection-row';
import type { AccessRequest } from '#domain/request/access-request';
import type { Projections } from '#ports/projections';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

export interface ProjectPorts {
  readonly requests: RequestStore;
  readonly projections: Projections;
}

export interface ProjectOptions {
  /** Also where nothing has changed, each row is looked at. */
  readonly looks?: boolean;
  /** Who has done something about it that its record does not say. */
  readonly also?: readonly string[];
  /** Who is called otherwise from now on, as their account was closed. */
  readonly renamed?: (accountId: string) => string;
  /** Is handed the request, for whoever would read it again. */
  readonly seen?: (request: AccessRequest) => void;
}

/** Others who write the same request's rows write the same rows: somebody comes to an end. */
const TRIES = 5;

/**
 * Puts a request into the lists that its record says, and out of all others: by what the record says then, whatever
 * has set it going. So events that come twice, late or in another order end in the same rows. Answers whether anything
 * was written.
 */
export async function project(
  { requests, projections }: ProjectPorts,
  requestId: string,
  {
    looks = false,
    also = [],
    renamed = (accountId) => accountId,
    seen = () => {},
  }: ProjectOptions = {},
): Promise<boolean> {
  let wrote = false;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // The rows first: whoever writes them in between, from a later record, is noticed as these are written.
    const before = await projections.read(requestId);
    const request = await ifUnreadable(requests.get(requestId), 'unreadable');
    // Set aside already: it stays where it was found last, and the next round sees to it once it is mended.
    if (request === 'unreadable') return wrote;
    if (request !== undefined) seen(request);
    const rows =
      request === undefined
        ? []
        : withAudited(request, rowsOf(request, await accountsMade(requests, request)), {
            before: auditedIn(before.rows),
            also,
            renamed,
          });
    const isSame = before.isUnsure !== true && areSameRows(before.rows, rows);
    if (isSame && (!looks || (await projections.areStored(requestId, rows)))) return wrote;
    const known = isSame ? { ...before, isUnsure: true as const } : before;
    if ((await projections.write(known, rows)) === 'conflict') continue;
    wrote = true;
    const after = await ifUnreadable(requests.get(requestId), 'unreadable');
    if (after === 'unreadable' || after?.revision === request?.revision) return wrote;
  }
  throw new Error('The lists of a request were written by others again and again.');
}

/**
 * The audit keeps what somebody has decided, also where no stage asks them any more and the record does not name them: so
 * whoever is in that list stays in it.
 */
function withAudited(
  request: AccessRequest,
  rows: readonly ProjectionRow[],
  {
    before,
    also,
    renamed,
  }: Pick<Required<ProjectOptions>, 'also' | 'renamed'> & { readonly before: readonly string[] },
): readonly ProjectionRow[] {
  const named = new Set(auditedIn(rows));
  const stays = before.filter((accountId) => !named.has(accountId)).map(renamed);
  const others = new Set([...stays, ...also].filter((accountId) => !named.has(accountId)));
  const more = [...others].map(
    (accountId) => ({ list: 'audited', accountId, at: request.createdAt }) as const,
  );
  return [...rows, ...more];
}

function auditedIn(rows: readonly ProjectionRow[]): readonly string[] {
  return rows.flatMap((row) => (row.list === 'audited' ? row.accountId : []));
}

/** What is to be created comes first among the changes, and so do its steps. */
async function accountsMade(requests: RequestStore, request: AccessRequest): Promise<string[]> {
  const addresses = request.ask.subjects.filter(({ kind }) => kind === 'newPerson').length;
  if (addresses === 0 || !('progress' in request)) return [];
  const blocks = Math.ceil(addresses / request.stepsPerBlock);
  const first = await ifUnreadable(requests.blocks(request.id, 0, blocks), []);
  return [...createdBy(request.ask, first).accounts.values()];
}
