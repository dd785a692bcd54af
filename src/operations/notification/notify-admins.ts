import type { AuditFact } from '#domain/audit/audit-event';
import {
  ADMINS,
  type AdminNotice,
  isTold,
  knownAdmins,
  nameOfNotice,
} from '#domain/delivery/admin-notice';
import {
  type Deliveries,
  type Delivery,
  deliveryOf,
  failedTry,
  isOver,
} from '#domain/delivery/deliveries';
import { pauseOfTry } from '#domain/lib/growing-pause';
import { HOUR, MINUTE } from '#domain/lib/time';
import type { Policy } from '#domain/policy/policy';
import type { ConnectionStore } from '#ports/connection-store';
import type { HoldingStore } from '#ports/holding-store';
import type { KeptPeople } from '#ports/kept-people';
import type { Claimed } from '#ports/outbox';
import type { PolicyStore } from '#ports/policy-store';
import { ifUnreadable } from '#ports/unreadable-record';
import {
  approverLeftMessage,
  brokenGlassAdminMessage,
  failingMessage,
  missingAdminMessage,
  needsALookMessage,
  overdueAdminMessage,
  reportFailingMessage,
  workingMessage,
} from '#words/admin-message';
import { APP, makeRecord } from '../audit/make-record';
import { findLateCause } from '../holding/list-overdue';
import { promiseOf } from '../outbox/promise-admin-notice';
import {
  type Email,
  type Emailed,
  type EmailPorts,
  emailThroughIssue,
} from './email-through-issue';
import { keepDelivery } from './keep-delivery';
import { readTold } from './read-told';
import type { TellPorts } from './tell-once';

export interface NotifyAdminsPorts extends TellPorts, EmailPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly keptPeople: Pick<KeptPeople, 'reporting'>;
  readonly holdings: HoldingStore;
}

export interface AdminWork extends Claimed {
  readonly notice: AdminNotice;
}

/**
 * Tells admins by one email, whatever waits for it. What could not be told is tried again after growing pauses:
 * that the connection fails for as long as it does, anything else for a day.
 */
export async function notifyAdmins(ports: NotifyAdminsPorts, work: AdminWork): Promise<void> {
  const { notice, outboxId } = work;
  const deliveries = await readTold(ports, ADMINS);
  const before = deliveryOf(deliveries, nameOfNotice(notice));
  if (isTold(notice, before, ports.clock.now())) return ports.outbox.done(outboxId);
  const email = await emailOf(ports, notice, deliveries);
  if (email === 'nothing') return ports.outbox.done(outboxId);
  if (email === 'notYet') return waitForFailing(ports, work);
  await keep(ports, work, deliveries, email, await emailThroughIssue(ports, email));
}

/**
 * The email; `nothing` where it is not so any more, or nobody was told what it takes back; `notYet` while that
 * is under way.
 */
async function emailOf(
  ports: NotifyAdminsPorts,
  notice: AdminNotice,
  deliveries: Deliveries,
): Promise<Email | 'nothing' | 'notYet'> {
  // Whoever connected one that can't be read is not known; of the others, and of what is late, it keeps nobody.
  const connection = await ifUnreadable(ports.connections.chosen(), undefined);
  switch (notice.about) {
    case 'connectionFailing': {
      if (connection?.health.state !== 'failing') return 'nothing';
      const { health } = connection;
      if (health.failure !== notice.failure) return 'nothing';
      const to = knownAdmins(connection, await policyInForce(ports, connection.id));
      return { to, message: (readers) => failingMessage(connection, health, readers) };
    }
    case 'connectionWorking': {
      if (connection === undefined || connection.health.state === 'failing') return 'nothing';
      const failing = { about: 'connectionFailing', failure: notice.failure } as const;
      const told = deliveryOf(deliveries, nameOfNotice(failing));
      if (told?.outcome.outcome === 'told') {
        const { failedSince } = notice;
        return {
          to: told.to,
          message: (readers) => workingMessage(connection, failedSince, readers),
        };
      }
      return (await ports.outbox.get(promiseOf(failing))) === undefined ? 'nothing' : 'notYet';
    }
    case 'overdue':
    case 'missing': {
      const { about } = notice;
      const cause = await findLateCause(ports, about, notice.cause);
      if (cause === undefined) return 'nothing';
      const { requestId } = notice;
      return {
        to: knownAdmins(connection, await policyInForce(ports, connection?.id)),
        message: (readers) => messageOfLate[about](cause, readers),
        firstRequest: requestId,
      };
    }
    case 'needsALook': {
      const to = knownAdmins(connection, await policyInForce(ports, connection?.id));
      return { to, message: needsALookMessage };
    }
    case 'reportFailing': {
      const { failing } = await ports.keptPeople.reporting();
      if (failing === undefined) return 'nothing';
      const to = knownAdmins(connection, await policyInForce(ports, connection?.id));
      return { to, message: (readers) => reportFailingMessage(failing.since, readers) };
    }
    case 'brokenGlass': {
      const to = knownAdmins(connection, await policyInForce(ports, connection?.id));
      return { to, message: brokenGlassAdminMessage, firstRequest: notice.requestId };
    }
    case 'approverLeft': {
      const policy = await policyInForce(ports, connection?.id);
      const left = policy?.fallbackApprovers.length ?? 0;
      const to = knownAdmins(connection, policy);
      return { to, message: (readers) => approverLeftMessage(left, readers) };
    }
  }
}

const messageOfLate = { overdue: overdueAdminMessage, missing: missingAdminMessage } as const;

/** Whoever saved a policy that can't be read is not known. */
function policyInForce(
  { policies }: NotifyAdminsPorts,
  connectionId: string | undefined,
): Promise<Policy | undefined> {
  return ifUnreadable(policies.inForce(connectionId), undefined);
}

async function waitForFailing({ outbox, clock }: NotifyAdminsPorts, work: AdminWork) {
  const entry = await outbox.get(work.outboxId);
  if (entry === undefined) return;
  const now = clock.now();
  await outbox.attempted(work, now, now + pauseOfTry(entry.attempts, MINUTE, HOUR));
}

function keep(
  ports: NotifyAdminsPorts,
  work: AdminWork,
  deliveries: Deliveries,
  email: Email,
  sent: Emailed,
): Promise<void> {
  const at = ports.clock.now();
  const { notice } = work;
  const about = nameOfNotice(notice);
  const { about: what } = notice;
  const issue = 'problem' in sent ? {} : { issue: { key: sent.issueKey } };
  return keepDelivery(ports, { about, work }, deliveries, (before) => {
    const tried = unlessOver(before);
    const { to, outcome, nextAt } = outcomeOf(notice, email, sent, tried, at);
    const facts: AuditFact[] = [];
    if (!('problem' in sent)) facts.push({ kind: 'admins.notified', about: what, to });
    else if (tried === undefined) {
      facts.push({ kind: 'admins.notTold', about: what, to, problem: sent.problem });
    }
    return {
      delivery: { about, to, since: tried?.since ?? at, outcome },
      audit: facts.length === 0 ? [] : [makeRecord(ports.ids, at, APP, issue, facts)],
      nextAt,
    };
  });
}

/** What is over was of another time: this is told for the first time. */
function unlessOver(before: Delivery | undefined): Delivery | undefined {
  return before !== undefined && isOver(before) ? undefined : before;
}

function outcomeOf(
  { about }: AdminNotice,
  email: Email,
  sent: Emailed,
  tried: Delivery | undefined,
  at: number,
) {
  if (!('problem' in sent)) {
    const outcome = { outcome: 'told', by: 'email', at } as const;
    return { to: sent.to, outcome, nextAt: undefined };
  }
  const within = about === 'connectionFailing' ? Number.POSITIVE_INFINITY : undefined;
  return { to: email.to, ...failedTry(tried, sent.problem, at, within) };
}
