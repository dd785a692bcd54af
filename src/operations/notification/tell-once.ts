import type { Person } from '#domain/action/person';
import type { AuditFact } from '#domain/audit/audit-event';
import {
  type DeliveryProblem,
  type DeliveryWay,
  deliveryOf,
  failedTry,
  isOver,
} from '#domain/delivery/deliveries';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import { type Notifier, PublicComment } from '#ports/notifier';
import type { Claimed } from '#ports/outbox';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import { APP, recordOf } from '../audit/make-record';
import { type KeepPorts, keepDelivery } from './keep-delivery';
import { readTold } from './read-told';

export interface TellPorts extends KeepPorts {
  readonly requests: RequestStore;
  readonly notifier: Notifier;
  readonly ids: IdSource;
  readonly log: Log;
}

/** The promise that a telling fulfils. */
export interface TellWork extends Claimed {
  readonly requestId: string;
  /** By which a comment is found that a try left behind, where it is not the promise's id. */
  readonly mark?: string;
}

export interface WhatToTell {
  /** What it is and to whom: it is told once. */
  readonly about: string;
  readonly to: readonly Person[];
  readonly message: Message;
  /** Whether the audit says who was told, and who could not be. */
  readonly audited: boolean;
}

/**
 * Tells people once, by the first way that an answer says has worked: a comment that mentions them, else
 * an email. Both at once would be three notifications for one event, as Jira sends its own for a
 * mention. Where neither works it is tried again, ever more rarely, for a day, and shows on the request.
 */
export async function tellOnce(
  ports: TellPorts,
  work: TellWork,
  request: AccessRequest,
  { about, to, message, audited }: WhatToTell,
): Promise<void> {
  const { outboxId, mark = outboxId } = work;
  const deliveries = await readTold(ports, request.id);
  const before = deliveryOf(deliveries, about);
  if (before !== undefined && isOver(before)) return ports.outbox.done(outboxId);
  const way = await firstWay(ports, [
    ['comment', () => ports.notifier.comment(request.issue.id, mark, message)],
    ['email', () => ports.notifier.email(request.issue.id, to, message)],
  ]);
  const at = ports.clock.now();
  await keepDelivery(ports, { about, work }, deliveries, (tried) => {
    // By another promise meanwhile: whoever was told stays told.
    if (tried !== undefined && isOver(tried) && 'problem' in way) {
      return { delivery: tried, audit: [], nextAt: undefined };
    }
    const { outcome, nextAt } =
      'by' in way
        ? { outcome: { outcome: 'told' as const, by: way.by, at }, nextAt: undefined }
        : failedTry(tried, way.problem, at);
    const facts: AuditFact[] = [];
    if (way.wasPublic !== undefined) facts.push({ kind: 'comment.public', ...way.wasPublic });
    if (audited && 'by' in way) facts.push({ kind: 'approver.notified', to, by: way.by });
    if (audited && 'problem' in way && tried === undefined) {
      facts.push({ kind: 'approver.notTold', to, problem: way.problem });
    }
    return {
      delivery: { about, to, since: tried?.since ?? at, outcome },
      audit: facts.length > 0 ? [recordOf(ports.ids, at, APP, request, facts)] : [],
      nextAt,
    };
  });
}

type Way = ({ readonly by: DeliveryWay } | { readonly problem: DeliveryProblem }) & {
  /** That customers could read a comment, and whether they still can. */
  readonly wasPublic: Pick<PublicComment, 'takenBack'> | undefined;
};

async function firstWay(
  ports: Pick<TellPorts, 'log'>,
  ways: readonly (readonly [DeliveryWay, () => Promise<void>])[],
): Promise<Way> {
  let problem: DeliveryProblem = 'refused';
  let wasPublic: Way['wasPublic'];
  for (const [by, tell] of ways) {
    try {
      await tell();
      return { by, wasPublic };
    } catch (error) {
      if (error instanceof PublicComment) {
        wasPublic = { takenBack: error.takenBack };
        ports.log.warn('A comment was public', { takenBack: String(error.takenBack) });
        continue;
      }
      if (!(error instanceof SiteFailure)) throw error;
      ports.log.warn('A way of telling people failed', { by, code: error.code });
      if (error.retryable) problem = 'unavailable';
    }
  }
  return { problem, wasPublic };
}
