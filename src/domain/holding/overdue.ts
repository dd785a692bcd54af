import type { StuckCause } from '../grant/stuck-cause';
import { DAY, type Instant, MINUTE } from '../lib/time';
import { type Holding, latestEnd, type ToldOverdue } from './holding';

/** An end that is later than this is overdue: the queue and the sweep had their chance. */
export const OVERDUE_AFTER = 10 * MINUTE;
const APPROVER_AND_ADMINS_TOLD_AFTER = 15 * MINUTE;
const WORK_ITEM_TOLD_AFTER = DAY;
const AUDITED_EVERY = DAY;
const NEVER = Number.POSITIVE_INFINITY;

/** Since when access should be gone and is not, where that is longer than an end may take. */
export function overdueSince(holding: Holding, at: Instant): Instant | undefined {
  const end = latestEnd(holding);
  return end !== undefined && end + OVERDUE_AFTER <= at ? end : undefined;
}

/** What has never been tried, or never to an end, has just not been come to. */
export function overdueCause({ work }: Pick<Holding, 'work'>): StuckCause {
  return work.state === 'stuck' ? work.cause : 'notReached';
}

/** What is to be told of overdue access now; `told` is to be kept with it. */
export interface OverdueNotice {
  readonly audit: boolean;
  readonly approver: boolean;
  readonly workItem: boolean;
  readonly told: ToldOverdue | undefined;
}

/** Once to the approver, once to the work item, and to the audit every day. */
export function overdueNotice(holding: Holding, at: Instant): OverdueNotice {
  const since = overdueSince(holding, at);
  const { told } = holding;
  if (since === undefined) return { audit: false, approver: false, workItem: false, told };
  const audit = told === undefined || told.audit + AUDITED_EVERY <= at;
  const approver = told?.approver === undefined && since + APPROVER_AND_ADMINS_TOLD_AFTER <= at;
  const workItem = told?.workItem === undefined && since + WORK_ITEM_TOLD_AFTER <= at;
  return {
    audit,
    approver,
    workItem,
    told: {
      ...told,
      audit: audit ? at : told.audit,
      ...(approver ? { approver: at } : {}),
      ...(workItem ? { workItem: at } : {}),
    },
  };
}

/**
 * When there is next something to tell of access that should have ended, if it is still there then. It is
 * still to come where `told` is what the notice of this moment says.
 */
export function nextNoticeAt(
  holding: Pick<Holding, 'grants'>,
  told: ToldOverdue | undefined,
): Instant | undefined {
  const end = latestEnd(holding);
  if (end === undefined) return undefined;
  return Math.min(
    told === undefined ? end + OVERDUE_AFTER : told.audit + AUDITED_EVERY,
    told?.approver === undefined ? end + APPROVER_AND_ADMINS_TOLD_AFTER : NEVER,
    told?.workItem === undefined ? end + WORK_ITEM_TOLD_AFTER : NEVER,
  );
}
