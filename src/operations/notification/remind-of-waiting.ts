import { eachOnce, type Person } from '#domain/action/person';
import { awaited, openStages } from '#domain/approval/turns';
import { REMINDER, withoutReminded } from '#domain/delivery/deliveries';
import type { AwaitingApproval } from '#domain/request/access-request';
import { openQuestion } from '#domain/request/open-question';
import { PlatformFailure } from '#ports/platform-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { stillWaitingMessage } from '#words/still-waiting-message';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { readTold } from './read-told';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/**
 * Reminds people that requests wait for their decision, in one message: those of them whose turn it is by now, of those that wait by
 * now. It stands in the work item of the first, and names no other. Whoever does not decide there by now may not see that work item: they
 * are reminded anew, of what they decide. So is everybody of a request that can't be looked up just now: it keeps nobody from the others.
 */
export async function remindOfWaiting(
  ports: TellPorts & ApproverPorts,
  { requestIds, ...work }: Omit<TellWork, 'requestId'> & { readonly requestIds: readonly string[] },
): Promise<void> {
  const now = ports.clock.now();
  const waiting: Waiting[] = [];
  const failed = new Map<string, Failed>();
  for (const id of requestIds) {
    const stored = await ifUnreadable(ports.requests.get(id), undefined);
    if (stored?.state !== 'awaitingApproval' || now >= stored.timesOutAt) continue;
    if (openQuestion(stored) !== undefined) continue;
    const found = await waitingFor(ports, stored, work.outboxId).catch(asFailed);
    if ('error' in found) failed.set(id, found);
    else waiting.push(found);
  }
  const [first, ...others] = waiting.filter(({ to }) => to.length > 0);
  const [failure] = failed.values();
  if (first === undefined && failure !== undefined) throw failure.error;
  if (first === undefined) return ports.outbox.done(work.outboxId);
  for (const id of failed.keys()) {
    await remindAnew(ports, id, 'everybody', work.outboxId).catch(asFailed);
  }
  const { to } = first;
  const isTold = ({ accountId }: Person) => to.some((one) => one.accountId === accountId);
  for (const { request, to: people } of others) {
    const left = people.filter((one) => !isTold(one));
    if (left.length > 0) await remindAnew(ports, request.id, left, work.outboxId);
  }
  const requests = [first, ...others.filter((one) => one.to.some(isTold))];
  return tellOnce(ports, { ...work, requestId: first.request.id }, first.request, {
    about: `${REMINDER}${work.outboxId}`,
    to,
    message: stillWaitingMessage(
      first.request,
      to,
      requests.every((one) => one === first)
        ? { timesOutIn: first.request.timesOutAt - now }
        : 'several',
    ),
    audited: true,
  });
}

/** Somebody else may tell of something else of it at the same time. */
const TRIES = 4;

/** By the next sweep, which is to find it also where this one dies between. */
async function remindAnew(
  ports: TellPorts,
  requestId: string,
  meant: readonly Person[] | 'everybody',
  promised: string,
): Promise<void> {
  const dueNow = () => ports.requests.postpone(requestId, ports.clock.now(), 'remindAt');
  await dueNow();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const told = await readTold(ports, requestId);
    const people = meant === 'everybody' ? (told.reminded ?? []).flatMap(({ to }) => to) : meant;
    const written = await ports.commit({ deliveries: withoutReminded(told, { promised, people }) });
    if (written === 'conflict') continue;
    // A sweep that came between has seen that they were reminded.
    return dueNow();
  }
}

interface Failed {
  readonly error: unknown;
}

/** Where the store does not answer for now, nobody is told yet of any. */
function asFailed(error: unknown): Failed {
  if (error instanceof PlatformFailure && error.retryable) throw error;
  return { error };
}

interface Waiting {
  readonly request: AwaitingApproval;
  readonly to: ReturnType<typeof awaited>;
}

/** Of those who are to be reminded by this promise, whose turn it is by now. */
async function waitingFor(
  ports: TellPorts & ApproverPorts,
  stored: AwaitingApproval,
  promised: string,
): Promise<Waiting> {
  const { reminded = [] } = await readTold(ports, stored.id);
  const ids = new Set(
    reminded.flatMap((one) =>
      one.promised === promised ? one.to.map(({ accountId }) => accountId) : [],
    ),
  );
  const { request } = await withCurrentApprovers(ports, stored);
  const whoseTurn = eachOnce(openStages(request.approvals).flatMap(awaited));
  return { request, to: whoseTurn.filter(({ accountId }) => ids.has(accountId)) };
}
