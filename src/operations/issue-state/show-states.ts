import type { Log } from '#ports/log';
import type { Claimed } from '#ports/outbox';
import { ifUnreadable } from '#ports/unreadable-record';
import { eachAlone } from '../sweep/each-alone';
import { type PromiseStatePorts, promiseState } from './promise-state';
import { type ShowIssueStatePorts, showIssueState } from './show-issue-state';

export type ShowStatesPorts = ShowIssueStatePorts & PromiseStatePorts & { readonly log: Log };

/** The work items of these requests, each by itself: where one can't be shown, that has a promise of its own. */
export async function showStates(
  ports: ShowStatesPorts,
  work: Claimed & { readonly requestIds: readonly string[] },
): Promise<void> {
  const requests = await Promise.all(
    work.requestIds.map((id) => ifUnreadable(ports.requests.get(id), undefined)),
  );
  const issueIds = new Set(requests.flatMap((request) => request?.issue.id ?? []));
  const left: string[] = [];
  await eachAlone(
    ports,
    [...issueIds],
    (issueId) => showIssueState(ports, issueId).then(() => true),
    async (issueId) => {
      left.push(issueId);
    },
  );
  for (const issueId of left) await promiseState(ports, issueId);
  return ports.outbox.done(work.outboxId);
}
