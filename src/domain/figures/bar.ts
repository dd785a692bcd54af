/** One bar of a chart: how many requests it stands for, and the first of them. */
export interface Bar<Of> {
  readonly of: Of;
  readonly count: number;
  /** The newest, at most BAR_IDS: what the bar opens. */
  readonly requestIds: readonly string[];
}

/** So many requests a bar opens. */
export const BAR_IDS = 25;

export const barOf = <Of>(of: Of, requestIds: readonly string[]): Bar<Of> => ({
  of,
  count: requestIds.length,
  requestIds: requestIds.slice(0, BAR_IDS),
});

/** The longest bars first; of the same length, in the order in which they came. */
export function longest<Of>(bars: Iterable<Bar<Of>>, most: number): readonly Bar<Of>[] {
  return [...bars].sort((one, other) => other.count - one.count).slice(0, most);
}
