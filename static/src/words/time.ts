import { DAY, HOUR, type Instant, MINUTE } from '#domain/lib/time';
import { count } from './listing';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** `3 hours ago`, `in 2 days`; `just now` within a minute. */
export function ago(instant: Instant, now: Instant): string {
  const distance = instant - now;
  const size = Math.abs(distance);
  if (size < MINUTE) return 'just now';
  if (size < HOUR) return relative.format(Math.trunc(distance / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.trunc(distance / HOUR), 'hour');
  if (size < 60 * DAY) return relative.format(Math.trunc(distance / DAY), 'day');
  return relative.format(Math.trunc(distance / (30 * DAY)), 'month');
}

/** `9 Dec 2026`, in the reader's time zone. */
export function date(instant: Instant): string {
  return day.format(instant);
}

/** Date and time, in the reader's time zone. */
export function dateAndTime(instant: Instant): string {
  return moment.format(instant);
}

/** `45 seconds`, `3 minutes`: a wait, rounded up so that nobody comes too early. */
export function wait(seconds: number): string {
  if (seconds < 90) return count(Math.max(1, Math.ceil(seconds)), 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? count(minutes, 'minute') : count(Math.ceil(minutes / 60), 'hour');
}

/** How late something was: `5 minutes`, `2 hours`, `3 days`. */
export function duration(milliseconds: number): string {
  const rounded = (unit: number, name: string) =>
    count(Math.max(1, Math.round(milliseconds / unit)), name);
  if (milliseconds < HOUR) return rounded(MINUTE, 'minute');
  return milliseconds < DAY ? rounded(HOUR, 'hour') : rounded(DAY, 'day');
}
