import { DAY, HOUR, type Instant, MINUTE } from '#domain/lib/time';
import type { Unit } from './language';
import { language, say } from './say';

/** `3 hours ago`, `in 2 days`; `just now` within a minute. */
export function ago(instant: Instant, now: Instant): string {
  const size = Math.abs(instant - now);
  if (size < MINUTE) return say('just now');
  const [value, unit] = distance(size);
  return language().distance(instant < now ? -value : value, unit);
}

function distance(size: number): readonly [number, Unit] {
  if (size < HOUR) return [Math.trunc(size / MINUTE), 'minute'];
  if (size < DAY) return [Math.trunc(size / HOUR), 'hour'];
  if (size < 60 * DAY) return [Math.trunc(size / DAY), 'day'];
  return [Math.trunc(size / (30 * DAY)), 'month'];
}

/** `9 Dec 2026`, in the reader's time zone. */
export const date = (instant: Instant): string => language().date(instant);

/** `9 Dec 2026, 14:05`, in the reader's time zone. */
export const dateAndTime = (instant: Instant): string => language().dateAndTime(instant);

/** `45 seconds`, `3 minutes`: a wait, rounded up so that nobody comes too early. */
export function wait(seconds: number): string {
  if (seconds < 90) return language().amount(Math.max(1, Math.ceil(seconds)), 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90
    ? language().amount(minutes, 'minute')
    : language().amount(Math.ceil(minutes / 60), 'hour');
}

/** How late something was: `5 minutes`, `2 hours`, `3 days`. */
export function duration(milliseconds: number): string {
  const rounded = (size: number, unit: Unit) =>
    language().amount(Math.max(1, Math.round(milliseconds / size)), unit);
  if (milliseconds < HOUR) return rounded(MINUTE, 'minute');
  return milliseconds < DAY ? rounded(HOUR, 'hour') : rounded(DAY, 'day');
}

/** `4 hours`. */
export const hours = (number: number): string => language().amount(number, 'hour');

/** `7 days`. */
export const days = (number: number): string => language().amount(number, 'day');
