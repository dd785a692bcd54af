import type { RequestView } from '#contract/views';

/**
 * What is shown stays in its place, each as it was read last. What is new comes before it, where it was read before all
 * of it; else below, so that nothing moves under a pointer.
 */
export function merge(
  shown: readonly RequestView[],
  read: readonly RequestView[],
): readonly RequestView[] {
  const fresh = new Map(read.map((one) => [one.id, one]));
  const known = new Set(shown.map(({ id }) => id));
  const isKnown = ({ id }: RequestView) => known.has(id);
  const firstKnown = read.findIndex(isKnown);
  const added = [...fresh.values()].filter((one) => !isKnown(one));
  const isBefore = (one: RequestView) => read.indexOf(one) < firstKnown;
  return [
    ...added.filter(isBefore),
    ...shown.map((one) => later(one, fresh.get(one.id))),
    ...added.filter((one) => !isBefore(one)),
  ];
}

/** An answer that was under way may be older than what is shown. */
function later(shown: RequestView, read: RequestView | undefined): RequestView {
  return read === undefined || read.revision < shown.revision ? shown : read;
}
