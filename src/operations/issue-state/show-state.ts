import { DAY, type Instant } from '#domain/lib/time';
import type { Claimed } from '#ports/outbox';
import { SiteFailure } from '#ports/site-failure';
import { APP, recordOf } from '../audit/make-record';
import { showIssueState } from './show-issue-state';
import type { ShowStatesPorts } from './show-states';

export interface ShowStateWork extends Claimed {
  readonly issueId: string;
  /** When it was promised. */
  readonly since: Instant;
}

/** After that long it is left as it is, until something changes there. */
const TRIED_WITHIN = DAY;

/**
 * Where it comes to nothing, it is tried ever more rarely, for a day: what Jira does not take of a work item, as the app may
 * not edit there, it will not take a year later either. The audit says so.
 */
export async function showState(ports: ShowStatesPorts, work: ShowStateWork): Promise<void> {
  try {
    await showIssueState(ports, work.issueId);
  } catch (error) {
    const isOver = ports.clock.now() >= work.since + TRIED_WITHIN;
    if (!(error instanceof SiteFailure) || !isOver) throw error;
    ports.log.warn('A work item can’t be shown as it is', { code: error.code });
    return giveUp(ports, work, error.retryable ? 'unavailable' : 'refused');
  }
  return ports.outbox.done(work.outboxId);
}

async function giveUp(
  ports: ShowStatesPorts,
  { issueId, outboxId }: ShowStateWork,
  problem: 'unavailable' | 'refused',
): Promise<void> {
  const { requests } = await ports.requests.ofIssue(issueId, undefined, 1);
  const at = ports.clock.now();
  const audit = requests.map((one) =>
    recordOf(ports.ids, at, APP, one, [{ kind: 'state.notShown', problem }]),
  );
  // With the promise: it is told once.
  await ports.commit({ audit, outboxDone: [outboxId] });
}
