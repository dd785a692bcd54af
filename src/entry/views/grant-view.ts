import type { GrantView, LateView } from '#contract/views';
import { waitsForWorkItem } from '#domain/grant/ends-no-sooner';
import type { EndedGrant } from '#domain/grant/grant';
import { type Holding, lastingGrant, latestEnd } from '#domain/holding/holding';
import { latenessOf } from '#domain/holding/lateness-of';
import { outlastedSince } from '#domain/holding/outlasted-since';
import { wasReturned, wasTakenBack } from '#domain/holding/returned';
import type { Instant } from '#domain/lib/time';
import type { GrantOfStep } from '#operations/request/list-steps';

/** Access that stays, or that no term takes away by itself, has no state to show. */
export function grantView(of: GrantOfStep, now: Instant): GrantView | undefined {
  if (of === 'unreadable') return { state: 'unreadable' };
  if ('ended' in of) {
    return endedView(of.ended);
  }
  const { grant, holding } = of;
  const late = lateView(holding, now);
  if (late !== undefined) return late;
  const since = outlastedSince(grant, holding);
  if (since !== undefined) return { state: 'superseded', at: since };
  return runningView(grant.unproved ? undefined : grant.endsAt, { grants: [grant] }, now);
}

function endedView({ why, endedAt: at }: EndedGrant): GrantView {
  switch (why) {
    case 'notProlonged':
    case 'notGivenBack':
      return { state: why, at };
    case 'superseded':
    case 'outlasted':
      return { state: 'superseded', at };
    case 'expired':
    case 'revoked':
    case 'goneByHand':
    case 'leaver':
    case 'returned':
    case 'takenBack':
    case 'workItemDone':
    case 'workItemDeleted':
      return { state: 'ended', at, why };
  }
}

/** What somebody holds for a time, as far as the app gave it. */
export function holdingView(holding: Holding, now: Instant): GrantView | undefined {
  const isOurs = holding.grants.some(({ unproved }) => unproved !== true);
  return (
    lateView(holding, now) ?? runningView(isOurs ? latestEnd(holding) : undefined, holding, now)
  );
}

/** There though it should have ended, or not there though it is in force. */
function lateView(holding: Holding, now: Instant): GrantView | undefined {
  const { work } = holding;
  const cause = work.state === 'stuck' ? { cause: work.cause } : {};
  const late = latenessOf(holding, now);
  return late === undefined ? undefined : { state: late.about, at: late.since, ...cause };
}

function runningView(
  endsAt: Instant | undefined,
  of: Pick<Holding, 'grants'>,
  now: Instant,
): GrantView | undefined {
  if (endsAt === undefined) return undefined;
  if (endsAt > now) return { state: 'active', at: endsAt, ...workItemView(of) };
  return {
    state: 'ending',
    at: endsAt,
    ...(wasReturned(of) ? { returned: true } : {}),
    ...(wasTakenBack(of) ? { takenBack: true } : {}),
  };
}

/** Of a holding that is overdue, or missing. */
export function lateLine(holding: Holding, now: Instant): LateView {
  const { subject, entitlement, work } = holding;
  const stuck = work.state === 'stuck' ? work : undefined;
  return {
    subject,
    entitlement,
    since: latenessOf(holding, now)?.since ?? now,
    cause: stuck?.cause,
    siteMessage: stuck?.siteMessage,
    issueKey: lastingGrant(holding)?.issueKey ?? '',
  };
}

/** With which work item the last of these ends, once it is done. */
export function workItemView(of: Pick<Holding, 'grants'>): { readonly workItem?: string } {
  const last = lastingGrant(of);
  return last === undefined || waitsForWorkItem(last) === undefined
    ? {}
    : { workItem: last.issueKey };
}
