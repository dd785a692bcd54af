import { DAY, HOUR, type Instant, MINUTE } from '#domain/lib/time';
import { count } from './listing';

// By hand rather than by Intl, whose first formatter is slow to make and stands before the first view.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `3 hours ago`, `in 2 days`; `just now` within a minute. */
export function ago(instant: Instant, now: Instant): string {
  const size = Math.abs(instant - now);
  if (size < MINUTE) return 'just now';
  const words = distance(size);
  return instant < now ? `${words} ago` : `in ${words}`;
}

function distance(size: number): string {
  if (size < HOUR) return count(Math.trunc(size / MINUTE), 'minute');
  if (size < DAY) return count(Math.trunc(size / HOUR), 'hour');
  if (size < 60 * DAY) return count(Math.trunc(size / DAY), 'day');
  return count(Math.trunc(size / (30 * DAY)), 'month');
}

/** `9 Dec 2026`, in the reader's time zone. */
export function date(instant: Instant): string {
  const local = new Date(instant);
  return `${local.getDate()} ${MONTHS[local.getMonth()]} ${local.getFullYear()}`;
}

/** `9 Dec 2026, 14:05`, in the reader's time zone. */
export function dateAndTime(instant: Instant): string {
  const local = new Date(instant);
  const minutes = String(local.getMinutes()).padStart(2, '0');
  return `${date(instant)}, ${local.getHours()}:${minutes}`;
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
