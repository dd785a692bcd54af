import { eachOnce, type Person } from '#domain/action/person';
import type { Subject } from '#domain/action/subject';
import {
  asToldBeforeEnd,
  isSoonToTell,
  isToldBy,
  isToTellBeforeEnd,
} from '#domain/holding/before-end';
import { type Holding, holdingId, lastingGrant } from '#domain/holding/holding';
import { MINUTE } from '#domain/lib/time';
import type { AccessRequest } from '#domain/request/access-request';
import type { HoldingStore } from '#ports/holding-store';
import type { HostAsApp } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { beforeEndMessage } from '#words/before-end-message';
import { holdingsOfRequest } from '../holding/holdings-of-request';
import { type NoteRefusedPorts, noteRefused } from '../holding/note-refused';
import { writeHoldings } from '../holding/write-holdings';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

export interface NotifyBeforeEndPorts extends TellPorts, NoteRefusedPorts {
  readonly holdings: HoldingStore;
  readonly hostAsApp: Pick<HostAsApp, 'siteUrl'>;
}

interface BeforeEndWork extends TellWork {
  /** What the holdings say of which telling they are told by. */
  readonly mark: string;
}

/** Of what is due to be told: more than one sweep promises. */
const LOOKED_AT = 2_000;
/** What could not be written down, as the store did not take it or somebody else was at it. */
const TRIED_AGAIN = 10 * MINUTE;
/** One message mentions no more people: the others have one of their own. */
const TOLD_TOGETHER = 100;
/** Whose other ends are looked up, and how many of each. */
const LOOKED_UP = 25;

/**
 * Tells whoever has what a request gave, and whoever asked for it, that it is about to end. That it is told here is written down
 * with the access first, and what is told is what says so: whoever takes over from a run that has died tells of the same, and
 * nobody else of any of it.
 */
export async function notifyBeforeEnd(
  ports: NotifyBeforeEndPorts,
  work: BeforeEndWork,
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const now = ports.clock.now();
  if (request === undefined) {
    await undertake(ports, work, await dueUnder(ports, work, now));
    return ports.outbox.done(work.outboxId);
  }
  const all = await holdingsOf(ports, request);
  const begun = all.filter((one) => isToldBy(one, work.mark, now));
  const isAgain = begun.length > 0;
  const due = dueOf(all, now);
  const own = isAgain ? begun : await undertake(ports, work, due);
  if (own.length === 0) {
    // As long as it is promised, each sweep has the others.
    return due.length === 0
      ? ports.outbox.done(work.outboxId)
      : ports.outbox.defer(work, now, now + TRIED_AGAIN);
  }
  const to = eachOnce([...own.flatMap(({ subject }) => asPerson(subject)), request.requester]);
  const others = await findOthers(ports, work, { request, own, to, isAgain });
  const here = others.filter(({ issueKey }) => issueKey === request.issue.key);
  return tellOnce(ports, work, request, {
    about: `beforeEnd:${work.mark}`,
    to,
    message: beforeEndMessage(request, {
      to,
      ending: [...own, ...here.map(({ holding }) => holding)],
      elsewhere: others.length - here.length,
      siteUrl: await siteUrlOf(ports),
    }),
    audited: false,
  });
}

/** All that is due, with what comes due within a day of it: several ends of a day are one message. */
function dueOf(all: readonly Holding[], at: number): readonly Holding[] {
  if (!all.some((one) => isToTellBeforeEnd(one, at))) return [];
  return all.filter((one) => isSoonToTell(one, at)).slice(0, TOLD_TOGETHER);
}

/** Of a request that is no more nobody knows whom to tell, and where: it is written down all the same, or each sweep would find it. */
async function dueUnder(
  { holdings }: NotifyBeforeEndPorts,
  { requestId }: BeforeEndWork,
  at: number,
): Promise<readonly Holding[]> {
  const due = await holdings.toTell(at, LOOKED_AT);
  return due.filter((one) => lastingGrant(one)?.requestId === requestId);
}

/** What goes on under this request: of anything else, its own request tells. */
async function holdingsOf(
  ports: NotifyBeforeEndPorts,
  request: AccessRequest,
): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for await (const { found } of holdingsOfRequest(ports, request)) holdings.push(...found.values());
  return holdings.filter((one) => lastingGrant(one)?.requestId === request.id);
}

/** Writes down that they are told of by this telling: what somebody else has written meanwhile is looked at anew by the next. */
async function undertake(
  ports: NotifyBeforeEndPorts,
  { mark }: BeforeEndWork,
  holdings: readonly Holding[],
): Promise<readonly Holding[]> {
  const at = ports.clock.now();
  const changes = holdings.map((one) => ({ holding: asToldBeforeEnd(one, mark, at), facts: [] }));
  const { conflicts, refused, busy } = await writeHoldings(ports, changes);
  await noteRefused(ports, refused);
  const left = new Set(
    [...conflicts, ...refused, ...busy].map(({ holding }) => holdingId(holding)),
  );
  return changes.map(({ holding }) => holding).filter((one) => !left.has(holdingId(one)));
}

interface Other {
  readonly holding: Holding;
  readonly issueKey: string;
}

/**
 * What else of theirs comes due within a day, where everybody whom it concerns is told here anyway. Of another work item only how
 * much it is: not everybody who reads this one sees that one.
 */
async function findOthers(
  ports: NotifyBeforeEndPorts,
  work: BeforeEndWork,
  {
    request,
    own,
    to,
    isAgain,
  }: {
    readonly request: AccessRequest;
    readonly own: readonly Holding[];
    readonly to: readonly Person[];
    readonly isAgain: boolean;
  },
): Promise<readonly Other[]> {
  const at = ports.clock.now();
  const isMeant = (one: Holding) =>
    isAgain ? isToldBy(one, work.mark, at) : isSoonToTell(one, at);
  const told = new Set(own.map(holdingId));
  const found: Other[] = [];
  for (const { accountId } of to.slice(0, LOOKED_UP)) {
    const holder = { kind: 'person', accountId, displayName: '' } as const;
    const { holdings } = await ports.holdings.of(holder, 'inForce', undefined, LOOKED_UP);
    for (const holding of holdings) {
      const of = lastingGrant(holding);
      if (of === undefined || told.has(holdingId(holding)) || !isMeant(holding)) continue;
      const asked = await ifUnreadable(ports.requests.get(of.requestId), undefined);
      const isTold = to.some((one) => one.accountId === asked?.requester.accountId);
      if (asked === undefined || asked.id === request.id || !isTold) continue;
      told.add(holdingId(holding));
      found.push({ holding, issueKey: asked.issue.key });
    }
  }
  if (isAgain) return found;
  const taken = await undertake(
    ports,
    work,
    found.map(({ holding }) => holding),
  );
  const ids = new Set(taken.map(holdingId));
  return found.filter(({ holding }) => ids.has(holdingId(holding)));
}

function asPerson(subject: Subject): Person[] {
  if (subject.kind !== 'person') return [];
  const { accountId, displayName } = subject;
  return [{ accountId, displayName }];
}

/** Without it there is no link, and they are told all the same. */
async function siteUrlOf({ hostAsApp, log }: NotifyBeforeEndPorts): Promise<string | undefined> {
  try {
    return await hostAsApp.siteUrl();
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    log.warn('Jira did not tell its address', { code: error.code });
    return undefined;
  }
}
