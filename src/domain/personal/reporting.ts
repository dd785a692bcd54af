import { pauseOfTry } from '../lib/growing-pause';
import { DAY, type Instant, MINUTE, SECOND } from '../lib/time';

/** How reporting to Atlassian stands. */
export interface Reporting {
  /** How often each account is reported: Atlassian may say otherwise. */
  readonly cycle: number;
  readonly last?: LastReport;
  readonly failing?: FailingReport;
  /** Accounts whose data was erased so far. */
  readonly erased: number;
}

export interface LastReport {
  readonly at: Instant;
  readonly accounts: number;
}

export interface FailingReport {
  readonly since: Instant;
  readonly tries: number;
  readonly nextTryAt: Instant;
  readonly problem: 'refused' | 'unavailable';
}

/** doc: User privacy guide: by default, the cycle is seven days. */
const CYCLE = 7 * DAY;
export const NOT_REPORTED: Reporting = { cycle: CYCLE, erased: 0 };

const FIRST_PAUSE = 5 * MINUTE;
const LONGEST_PAUSE = DAY;
/** A report may be that late before anybody has to see to it. */
const TOLD_AFTER = DAY;

/** What it took to fail once more. `retryAfter`: as the answer asked for, which may be anything. */
export function failedReport(
  { failing }: Reporting,
  problem: FailingReport['problem'],
  retryAfter: number | undefined,
  at: Instant,
): FailingReport {
  const tries = (failing?.tries ?? 0) + 1;
  const askedFor = Math.ceil(Math.min(retryAfter ?? 0, CYCLE));
  const pause = Math.max(askedFor, pauseOfTry(tries - 1, FIRST_PAUSE, LONGEST_PAUSE));
  return { since: failing?.since ?? at, tries, nextTryAt: at + pause, problem };
}

/** One that Atlassian does not take, though it takes the others: again after as long. */
export function pauseOfRefused(tries: number): number {
  return pauseOfTry(tries, DAY, CYCLE);
}

export function isToTellOf({ since }: FailingReport, at: Instant): boolean {
  return since + TOLD_AFTER <= at;
}

const SHORTEST_CYCLE = DAY;
const LONGEST_CYCLE = 90 * DAY;
/** As days, a year; as seconds, one too. */
const MOST_DAYS = 366;
const MOST_SECONDS = (MOST_DAYS * DAY) / SECOND;

/**
 * How long a cycle is by the header of an answer. No document says how it is written: a number may be days,
 * seconds or milliseconds, and the others are unlikely for it; or it is a duration of ISO 8601. Undefined where
 * it is none of these.
 */
export function readCycle(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  const [, days, hours] = /^P(?:(\d{1,3})D)?(?:T(\d{1,4})H)?$/i.exec(text) ?? [];
  if (days !== undefined || hours !== undefined)
    return bounded(Number(days ?? 0) * DAY + Number(hours ?? 0) * 60 * MINUTE);
  if (!/^\d{1,12}$/.test(text) || Number(text) === 0) return undefined;
  const number = Number(text);
  if (number <= MOST_DAYS) return bounded(number * DAY);
  return bounded(number <= MOST_SECONDS ? number * SECOND : number);
}

const bounded = (cycle: number) => Math.min(LONGEST_CYCLE, Math.max(SHORTEST_CYCLE, cycle));
