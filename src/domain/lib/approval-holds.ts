import { DAY } from './time';

/** An approval gives and takes for so long from when it was given, retries among it; nothing from before that stands against another. */
export const APPROVAL_HOLDS_FOR = 7 * DAY;
