/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Past every pause, every lease and every time to decide: by then all that waits is due. */
export const FAR_AHEAD = 365 * DAY;
