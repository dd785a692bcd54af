import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { WorkItem } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { nameOf } from '../sweep/each-alone';
import { type ProjectPorts, project } from './project';

export interface ProjectFirstPorts extends ProjectPorts {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/**
 * Whatever is promised because a request has changed puts it into its lists first: no transaction that changes one
 * holds a row, or a promise, more for it. Where that fails, the work goes on, and the lists have a promise of their own,
 * tried again with growing pauses and told where other work that fails is. Answers the work item in which it has changed.
 */
export async function projectFirst(
  ports: ProjectFirstPorts,
  item: WorkItem,
): Promise<string | undefined> {
  const requestId = changedRequest(item);
  if (requestId === undefined) return undefined;
  let issueId: string | undefined;
  const seen = ({ issue }: AccessRequest) => {
    issueId = issue.id;
  };
  try {
    await project(ports, requestId, { seen });
  } catch (error) {
    ports.log.warn('A request could not be put into its lists', {
      requestId,
      error: nameOf(error),
    });
    await promiseLists(ports, requestId).catch((again: unknown) =>
      // Then the work itself has no store either, and is tried again as a whole; the round mends the rest.
      ports.log.warn('Nor could that be promised', { requestId, error: nameOf(again) }),
    );
  }
  return issueId;
}

/** One promise for each request, however often it fails: a conflict says that it is there. */
async function promiseLists(ports: ProjectFirstPorts, requestId: string): Promise<void> {
  const promise = promiseWork(ports.ids, ports.clock.now(), { kind: 'project', requestId });
  await ports.commit({ outbox: [{ ...promise, id: `lists.${requestId}` }] });
}

function changedRequest(item: WorkItem): string | undefined {
  switch (item.kind) {
    case 'provision':
    case 'startRequest':
    case 'notifyApprovers':
    case 'notifyLetIn':
    case 'notifyByPolicy':
    case 'notifyBrokenGlass':
    case 'notifyReviewed':
    case 'notifyOutcome':
    case 'notifyLess':
    case 'notifyQuestion':
    case 'notifyAnswer':
    case 'notifyWithdrawn':
      return item.requestId;
    // Its own work, or about nothing that a list says.
    case 'notifyReturned':
    case 'notifyBeforeEnd':
    case 'notifyTakenBack':
    case 'notifyRenewal':
    case 'remindApprovers':
    case 'remindOfWaiting':
    case 'remindOfReview':
    case 'project':
    case 'showStates':
    case 'showState':
    case 'checkLists':
    case 'endDue':
    case 'lookAtIssue':
    case 'notifyOverdue':
    case 'notifyMissing':
    case 'endAll':
    case 'tryQueue':
    case 'notifyAdmins':
      return undefined;
  }
}
