import { isFormer } from '../action/former';
import { eachOnce, type Person } from '../action/person';
import type { Connection, ConnectionHealth } from '../connection/connection';
import type { LateCauses, Lateness } from '../grant/lateness';
import type { StuckCause } from '../grant/stuck-cause';
import { DAY, type Instant } from '../lib/time';
import type { Policy } from '../policy/policy';
import { type Deliveries, type Delivery, type DeliveryProblem, deliveryOf } from './deliveries';

/** What admins are told by email, and not only where they look. */
export type AdminNotice =
  | { readonly about: 'connectionFailing'; readonly failure: string }
  | {
      readonly about: 'connectionWorking';
      readonly failure: string;
      readonly failedSince: Instant;
    }
  /** Access that should have ended is still there; some of it was given by this request. */
  | { readonly about: 'overdue'; readonly cause: StuckCause; readonly requestId: string }
  /** Access in force was taken away, and can't be given back; some of it was given by this request. */
  | { readonly about: 'missing'; readonly cause: StuckCause; readonly requestId: string }
  /** Stored records can't be read: what they are about waits for an admin, and so may an end. */
  | { readonly about: 'needsALook' }
  /** Atlassian could not be told for a day whose data is stored. */
  | { readonly about: 'reportFailing' }
  /** By this request somebody took access before anybody decided. */
  | { readonly about: 'brokenGlass'; readonly requestId: string }
  /** Approvers were taken out of the policy, which is of this version since: their accounts were closed. */
  | { readonly about: 'approverLeft'; readonly version: number };

export const ADMIN_NOTICES = [
  'connectionFailing',
  'connectionWorking',
  'overdue',
  'missing',
  'needsALook',
  'reportFailing',
  'brokenGlass',
  'approverLeft',
] as const satisfies readonly AdminNotice['about'][];

/** Whose the record is of what admins were told; those of requests are under their ids. */
export const ADMINS = 'admins';

/** However much is overdue, or missing, for one cause, or can't be read, it is one message a day. */
const TOLD_EVERY = DAY;

/** What of a notice says that another is the same. */
type Named =
  | Pick<Extract<AdminNotice, { failure: string }>, 'about' | 'failure'>
  | Pick<Extract<AdminNotice, { about: 'overdue' | 'missing' }>, 'about' | 'cause'>
  | Extract<
      AdminNotice,
      { about: 'needsALook' | 'reportFailing' | 'brokenGlass' | 'approverLeft' }
    >;

/** What it is told as: what has the same name is the same. */
export function nameOfNotice(notice: Named): string {
  switch (notice.about) {
    case 'connectionFailing':
    case 'connectionWorking':
      return `${notice.about}:${notice.failure}`;
    case 'overdue':
    case 'missing':
      return `${notice.about}:${notice.cause}`;
    case 'brokenGlass':
      return `${notice.about}:${notice.requestId}`;
    case 'approverLeft':
      return `${notice.about}:${notice.version}`;
    case 'needsALook':
    case 'reportFailing':
      return notice.about;
  }
}

/** What is told where a connection of such health works by now; undefined where nothing was told of it. */
export function workingNotice(
  before: ConnectionHealth,
): Extract<AdminNotice, { about: 'connectionWorking' }> | undefined {
  if (before.state !== 'failing' || before.failure === undefined) return undefined;
  return { about: 'connectionWorking', failure: before.failure, failedSince: before.since };
}

/** Whether admins have been told of it, so that they are not told again. */
export function isTold(notice: AdminNotice, before: Delivery | undefined, at: Instant): boolean {
  if (before?.outcome.outcome !== 'told') return false;
  switch (notice.about) {
    case 'connectionFailing':
    case 'connectionWorking':
    case 'brokenGlass':
    case 'approverLeft':
      return true;
    case 'overdue':
    case 'missing':
    case 'needsALook':
    case 'reportFailing':
      return at < before.outcome.at + TOLD_EVERY;
  }
}

/**
 * Those of whom the app knows that they look after it: who connected the site, who added the
 * organization's key, who saved the policy in force. Whoever can mend most comes first.
 */
export function knownAdmins(
  connection: Connection | undefined,
  policy: Policy | undefined,
): readonly Person[] {
  const known = [connection?.connectedBy, connection?.organization?.connectedBy, policy?.savedBy];
  const there = known.filter((one) => one !== undefined);
  return eachOnce(there.filter(({ accountId }) => !isFormer(accountId)));
}

/** Something that is so now, and that no admin could be told by email so far. */
export interface AdminsNotReached {
  readonly about: 'connectionFailing' | Lateness;
  readonly problem: DeliveryProblem;
  readonly isTriedAgain: boolean;
}

export function adminsNotReached(
  deliveries: Deliveries,
  health: ConnectionHealth | undefined,
  late: LateCauses,
): readonly AdminsNotReached[] {
  const failure = health?.state === 'failing' ? health.failure : undefined;
  const about = 'connectionFailing' as const;
  const ofConnection = failure === undefined ? [] : notReached(deliveries, { about, failure });
  const firstOf = (about: Lateness) =>
    late[about].flatMap((cause) => notReached(deliveries, { about, cause })).slice(0, 1);
  return [...ofConnection, ...firstOf('overdue'), ...firstOf('missing')];
}

function notReached(
  deliveries: Deliveries,
  notice: Named & { readonly about: AdminsNotReached['about'] },
): AdminsNotReached[] {
  const told = deliveryOf(deliveries, nameOfNotice(notice));
  if (told === undefined || told.outcome.outcome === 'told') return [];
  const { outcome, problem } = told.outcome;
  return [{ about: notice.about, problem, isTriedAgain: outcome === 'notYet' }];
}
