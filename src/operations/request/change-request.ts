import type { Person } from '#domain/action/person';
import type { StepBlock } from '#domain/effects/step-block';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestRefusal } from '#domain/request/request-refusal';
import type { Transition } from '#domain/request/transition';
import type { Clock } from '#ports/clock';
import type { Commit, Writes } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { WorkItem, WorkQueue } from '#ports/work-queue';
import { personActor, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

export interface ChangePorts {
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

export type ChangeRefusal = RequestRefusal | { readonly code: 'notFound' | 'changedMeanwhile' };

/** A request in its next state, with the blocks of steps that change along with it. */
export interface Changed extends Transition<AccessRequest> {
  readonly blocks?: readonly StepBlock[];
  readonly removedBlocks?: readonly StepBlock[];
  readonly brokenGlass?: Writes['brokenGlass'];
}

/**
 * Writes what a person did to a request: the new state, its audit and the work that follows from it,
 * all or nothing, then hands the work to the queue.
 */
export async function changeRequest(
  ports: ChangePorts,
  by: Person,
  at: Instant,
  changed: Changed,
  follows: readonly WorkItem[],
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const { request, facts, blocks, removedBlocks, brokenGlass } = changed;
  const steps = request.planned.change;
  // Where nothing else follows, that it is another in the lists of people does.
  const next: readonly WorkItem[] =
    follows.length > 0 ? follows : [{ kind: 'project', requestId: request.id }];
  const work = next.map((item) => promiseWork(ports.ids, at, item, steps));
  const written = await ports.commit({
    request,
    audit: [recordOf(ports.ids, at, personActor(by), request, facts)],
    outbox: work,
    ...(blocks === undefined ? {} : { blocks }),
    ...(removedBlocks === undefined ? {} : { removedBlocks }),
    ...(brokenGlass === undefined ? {} : { brokenGlass }),
  });
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await pushPromised(ports, work);
  return ok(request);
}
