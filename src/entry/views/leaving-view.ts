import type { LeavingRunView, OutlivingLine, OutlivingView } from '#contract/views';
import { type Holding, lastingGrant, latestEnd } from '#domain/holding/holding';
import { latenessOf } from '#domain/holding/lateness-of';
import type { LeavingRun } from '#domain/leaving/leaving-run';
import type { Instant } from '#domain/lib/time';
import type { OutlivingPage } from '#operations/leaving/list-outliving';
import { workItemView } from './grant-view';

export function leavingRunView({
  beganAt,
  ended,
  closed,
  failed,
  unreadable,
  endedAt,
}: LeavingRun): LeavingRunView {
  return { beganAt, ended, closed, failed, unreadable, endedAt };
}

export function outlivingView(
  { outliving, unreadable, cursor }: OutlivingPage,
  now: Instant,
): OutlivingView {
  const items = outliving.map(({ holding, keptBy }) => ({ ...lineOf(holding, now), keptBy }));
  return { items, unreadable, cursor };
}

function lineOf(holding: Holding, now: Instant): Omit<OutlivingLine, 'keptBy'> {
  const { subject, entitlement, work } = holding;
  const stuck = work.state === 'stuck' ? work : undefined;
  const endsAt = latestEnd(holding);
  const isLate = stuck !== undefined || latenessOf(holding, now) !== undefined;
  const isActive = endsAt === undefined || endsAt > now;
  return {
    subject,
    entitlement,
    endsAt,
    workItem: workItemView(holding).workItem,
    standing: isLate ? 'late' : isActive ? 'active' : 'ending',
    cause: stuck?.cause,
    siteMessage: stuck?.siteMessage,
    issueKey: lastingGrant(holding)?.issueKey ?? '',
  };
}
