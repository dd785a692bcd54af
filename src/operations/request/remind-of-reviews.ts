import type { Instant } from '#domain/lib/time';
import { daysOpen, isToReview, REVIEW_REMINDED_EVERY } from '#domain/request/judge-review';
import type { RequestStore } from '#ports/request-store';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { eachAlone } from '../sweep/each-alone';
import type { ChangePorts } from './change-request';

/** In one sweep; the next goes on with what is left. */
const IN_ONE_SWEEP = 50;

type RemindPorts = ChangePorts & { readonly requests: RequestStore };

/** Promises to remind whoever is to review what was taken before anybody decided, and has not: once a day. */
export async function remindOfReviews(
  ports: RemindPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const at = ports.clock.now();
  const ids = await ports.requests.toReview(at, IN_ONE_SWEEP);
  return eachAlone(
    ports,
    ids,
    async (id) => (mayGoOn() ? remind(ports, id, at) : false),
    (id) => ports.requests.postpone(id, at + REVIEW_REMINDED_EVERY, 'remindAt'),
  );
}

/** One promise a day, however often it is found: its id says of which day it is. */
async function remind(ports: RemindPorts, requestId: string, at: Instant): Promise<boolean> {
  const request = await ports.requests.get(requestId);
  if (request === undefined || !isToReview(request)) return false;
  const days = daysOpen(request, at);
  const promised = promiseWork(ports.ids, at, { kind: 'remindOfReview', requestId, days });
  const work = { ...promised, id: `review.${requestId}.${days}` };
  if ((await ports.commit({ outbox: [work] })) === 'committed') await pushPromised(ports, [work]);
  await ports.requests.postpone(requestId, at + REVIEW_REMINDED_EVERY, 'remindAt');
  return true;
}
