import type { RequestView } from '#contract/views';

/**
 * When what a request gives is to end. How it stands on record counts, once that is known: what was given later than it was
 * approved ends later, some has ended by now, and what nothing proves to be the app's own ends by no term.
 */
export function whenItEnds({
  access,
  endsAt,
}: Pick<RequestView, 'access' | 'endsAt'>): number | undefined {
  if (access === undefined) return endsAt;
  return access.state === 'active' ? access.until : undefined;
}
