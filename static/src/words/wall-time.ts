/** `2026-12-09T14:05`, as an `<input type="datetime-local">` has it: what a clock shows then in that zone. */
export function wallTime(instant: number, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const of = (wanted: Intl.DateTimeFormatPartTypes) =>
    parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/**
 * When a clock in that zone shows it; NaN where that is no time. What it shows twice, as clocks are put back, is one
 * of the two; what it skips is an hour beside it.
 */
export function instantAt(shown: string, timeZone: string | undefined): number {
  const asIfUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(asIfUtc)) return Number.NaN;
  const ahead = (instant: number) => Date.parse(`${wallTime(instant, timeZone)}Z`) - instant;
  // A zone is not ahead by the same all year: once more, by what it is ahead then.
  return asIfUtc - ahead(asIfUtc - ahead(asIfUtc));
}
