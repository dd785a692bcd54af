import { eachOnce, type Person } from '#domain/action/person';
import { awaited, openStages } from '#domain/approval/turns';
import { type Deliveries, noteReminded } from '#domain/delivery/deliveries';
import { pauseAfter } from '#domain/lib/growing-pause';
import type { Instant } from '#domain/lib/time';
import type { AwaitingApproval } from '#domain/request/access-request';
import { type DueReminders, dueReminders } from '#domain/request/reminders';
import type { DeliveryStore } from '#ports/delivery-store';
import { PlatformFailure } from '#ports/platform-failure';
import type { RequestStore } from '#ports/request-store';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { APP, recordOf } from '../audit/make-record';
import { readTold } from '../notification/read-told';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { eachAlone } from '../sweep/each-alone';
import type { ChangePorts } from './change-request';

/** In one sweep; the next goes on with what is left. */
const IN_ONE_SWEEP = 200;
/** Looked up beside each other: whose turn it is takes several answers of Jira, one after the other. */
const AT_ONCE = 10;
/** So many requests are noted in one transaction, with an audit record of each: there is room for records in parts. */
const TOGETHER = 8;

type ReminderPorts = ChangePorts &
  ApproverPorts & { readonly requests: RequestStore; readonly deliveries: DeliveryStore };

/** A request of which people are to be reminded; what was told of it so far, and who of them is not noted there yet. */
interface Due extends DueReminders {
  readonly request: AwaitingApproval;
  deliveries: Deliveries;
  readonly left: Set<string>;
}

/**
 * Promises to remind those who were asked to decide and have not. What one person is to be reminded of in one sweep is one message,
 * as it is for all who are to be reminded of the same. That they are reminded is noted in one transaction with the promise: whoever dies,
 * or looks at the same time, has nobody reminded twice. The request stays as it is: whoever has it before them decides on it.
 */
export async function promiseReminders(
  ports: ReminderPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const at = ports.clock.now();
  const ids = await ports.requests.toRemind(at, IN_ONE_SWEEP);
  const looked = new Map<string, Due>();
  await eachAlone(
    ports,
    ids,
    async (id) => {
      const found = mayGoOn() ? await look(ports, id, at) : undefined;
      if (found !== undefined) looked.set(id, found);
      return found !== undefined;
    },
    (id) => putOff(ports, id, at),
    AT_ONCE,
  );
  const due = ids.flatMap((id) => looked.get(id) ?? []);
  let messages = 0;
  for (const { people, requests } of inMessages(due)) {
    messages += await promiseOne(ports, people, requests, at);
  }
  // Until then it is found again, and nobody is left to be reminded.
  const done = due.filter(({ left }) => left.size === 0);
  await eachAlone(
    ports,
    done.map(({ request }) => request.id),
    async (id) => {
      const next = done.find(({ request }) => request.id === id)?.nextAt ?? at;
      await ports.requests.postpone(id, next, 'remindAt');
      return true;
    },
  );
  return messages;
}

/** What can't be looked up or written now stands in nobody’s way. */
const putOff = (ports: ReminderPorts, id: string, at: Instant) =>
  ports.requests.postpone(id, at + pauseAfter(at, at), 'remindAt');

/** Asked of those who decide by now. Where nobody is to be reminded, the next look is put on record, and nothing else. */
async function look(ports: ReminderPorts, id: string, at: Instant): Promise<Due | undefined> {
  const request = await ports.requests.get(id);
  if (request?.state !== 'awaitingApproval') return undefined;
  const today = await withCurrentApprovers(ports, request);
  const whoseTurn = openStages(today.request.approvals).flatMap(awaited);
  const deliveries = await readTold(ports, id);
  const found = dueReminders(request, deliveries, whoseTurn, at);
  if (found.to.length > 0) {
    const left = new Set(found.to.map(({ accountId }) => accountId));
    return { ...found, request, deliveries, left };
  }
  await ports.requests.postpone(id, found.nextAt, 'remindAt');
  return undefined;
}

interface Reminder {
  readonly people: Person[];
  readonly requests: readonly Due[];
}

/** Together, who is to be reminded of just the same requests. */
function inMessages(due: readonly Due[]): readonly Reminder[] {
  const messages = new Map<string, Reminder>();
  for (const person of eachOnce(due.flatMap(({ to }) => to))) {
    const requests = due.filter(({ left }) => left.has(person.accountId));
    const key = requests.map(({ request }) => request.id).join(' ');
    const message = messages.get(key) ?? { people: [], requests };
    message.people.push(person);
    messages.set(key, message);
  }
  return [...messages.values()];
}

/** Answers how many messages: more than one only where somebody wrote one of the requests meanwhile, or the store does not take it. */
async function promiseOne(
  ports: ReminderPorts,
  people: readonly Person[],
  requests: readonly Due[],
  at: Instant,
): Promise<number> {
  const written = await write(ports, people, requests.slice(0, TOGETHER), at).catch(
    (error: unknown) => {
      if (!(error instanceof PlatformFailure)) throw error;
      return undefined;
    },
  );
  // Of more, the message says what it says of these.
  const left = written === undefined ? requests : requests.slice(TOGETHER);
  const alone = await eachAlone(
    ports,
    left.map(({ request }) => request.id),
    async (id) => {
      const one = left.filter(({ request }) => request.id === id);
      if ((await write(ports, people, one, at, written)) !== undefined) return true;
      await putOff(ports, id, at);
      return false;
    },
    (id) => putOff(ports, id, at),
  );
  return written === undefined ? alone : 1;
}

/** Notes that people are reminded of requests, and promises to do so, unless that is promised already: all or nothing. */
async function write(
  ports: ReminderPorts,
  people: readonly Person[],
  requests: readonly Due[],
  at: Instant,
  promised?: string,
): Promise<string | undefined> {
  const requestIds = requests.map(({ request }) => request.id);
  const work = promiseWork(ports.ids, at, { kind: 'remindOfWaiting', requestIds });
  const id = promised ?? work.id;
  const noted = requests.map(({ deliveries }) =>
    noteReminded(deliveries, { to: people, at, promised: id }),
  );
  const facts = [{ kind: 'request.reminded', to: people }] as const;
  const written = await ports.commit({
    deliveries: noted,
    audit: requests.map(({ request }) => recordOf(ports.ids, at, APP, request, facts)),
    ...(promised === undefined ? { outbox: [work] } : {}),
  });
  if (written === 'conflict') return undefined;
  if (promised === undefined) await pushPromised(ports, [work]);
  for (const [place, one] of requests.entries()) {
    one.deliveries = noted[place] ?? one.deliveries;
    for (const { accountId } of people) one.left.delete(accountId);
  }
  return id;
}
