import { SECOND } from '#domain/lib/time';
import { stateOf } from '#domain/promise/promise';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import { ifUnreadable } from '#ports/unreadable-record';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

export interface PromiseStatePorts {
  readonly commit: Commit;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export type PromiseChangedPorts = PromiseStatePorts & {
  readonly queue: WorkQueue;
  readonly log: Log;
};

/** What changes in a work item within so long is shown at once: dozens may ask, or be decided, there. */
const TOGETHER = 5 * SECOND;

/**
 * What has changed in a work item is shown by a promise of its own: where Jira is slow to answer, or does not, nothing else
 * waits for it.
 */
export async function promiseChanged(ports: PromiseChangedPorts, issueId: string): Promise<void> {
  const entry = await promiseState(ports, issueId);
  if (entry === undefined) return;
  await pushPromised(ports, [entry], { delaySeconds: TOGETHER / SECOND });
}

/**
 * One promise for each work item, however much changes there: whoever comes to it shows what is true by then. Answers what
 * is to be pushed; the sweep comes to it as well. What has failed is tried again with the next change.
 */
export async function promiseState(
  ports: PromiseStatePorts,
  issueId: string,
): Promise<OutboxEntry | undefined> {
  const since = ports.clock.now();
  const entry = promiseWork(ports.ids, since, { kind: 'showState', issueId, since });
  for (const id of [`state.${issueId}`, `state.${issueId}.next`, entry.id]) {
    const there = await ifUnreadable(ports.outbox.get(id), undefined);
    const stands = there && stateOf(there, since).state;
    // Whoever is at it may have looked before.
    if (stands === 'underWay') continue;
    if (stands !== undefined) return stands === 'waits' ? undefined : there;
    const promised = { ...entry, id };
    // A conflict says that somebody else has promised it just now.
    return (await ports.commit({ outbox: [promised] })) === 'conflict' ? undefined : promised;
  }
  return undefined;
}
