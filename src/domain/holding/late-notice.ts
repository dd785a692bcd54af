import type { Lateness } from '../grant/lateness';
import { DAY, type Instant, MINUTE } from '../lib/time';
import { type Holding, latestEnd, type ToldLate } from './holding';
import { missingSince } from './missing';
import { OVERDUE_AFTER, overdueSince } from './overdue';

const APPROVER_AND_ADMINS_TOLD_AFTER = 15 * MINUTE;
const WORK_ITEM_TOLD_AFTER = DAY;
const AUDITED_EVERY = DAY;
const NEVER = Number.POSITIVE_INFINITY;

/** What is to be told of such access now; `told` is to be kept with it. */
export interface LateNotice {
  readonly about: Lateness;
  readonly audit: boolean;
  readonly approver: boolean;
  readonly workItem: boolean;
  readonly told: ToldLate | undefined;
}

/** Once to the approver, once to the work item, and to the audit every day. */
export function lateNotice(holding: Holding, at: Instant): LateNotice {
  const missing = missingSince(holding, at);
  return missing === undefined
    ? noticeOf('overdue', overdueSince(holding, at), holding.told, at)
    : noticeOf('missing', missing, holding.toldMissing, at);
}

function noticeOf(
  about: Lateness,
  since: Instant | undefined,
  told: ToldLate | undefined,
  at: Instant,
): LateNotice {
  if (since === undefined) return { about, audit: false, approver: false, workItem: false, told };
  const audit = told === undefined || told.audit + AUDITED_EVERY <= at;
  const approver = told?.approver === undefined && since + APPROVER_AND_ADMINS_TOLD_AFTER <= at;
  const workItem = told?.workItem === undefined && since + WORK_ITEM_TOLD_AFTER <= at;
  return {
    about,
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

export const isAnythingToTell = ({ audit, approver, workItem }: LateNotice): boolean =>
  audit || approver || workItem;

/** Where a holding keeps it; `before`: what it said of what is overdue. */
export const keptTold = (
  { about, told }: Pick<LateNotice, 'about' | 'told'>,
  before: ToldLate | undefined,
): { readonly told: ToldLate | undefined; readonly toldMissing?: ToldLate } =>
  about === 'overdue'
    ? { told }
    : { told: before, ...(told === undefined ? {} : { toldMissing: told }) };

/**
 * When there is next something to tell of access that is late, or is to end and may be late then, if nothing has changed
 * then. It is still to come where the notice is that of this moment.
 */
export function nextNoticeAt(
  holding: Pick<Holding, 'grants' | 'missingSince'>,
  { about, told }: Pick<LateNotice, 'about' | 'told'>,
): Instant | undefined {
  const since = about === 'missing' ? holding.missingSince : latestEnd(holding);
  if (since === undefined) return undefined;
  const first = about === 'missing' ? since : since + OVERDUE_AFTER;
  return Math.min(
    told === undefined ? first : told.audit + AUDITED_EVERY,
    told?.approver === undefined ? since + APPROVER_AND_ADMINS_TOLD_AFTER : NEVER,
    told?.workItem === undefined ? since + WORK_ITEM_TOLD_AFTER : NEVER,
  );
}
