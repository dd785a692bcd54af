/** A list that somebody else told, each item of which was read by itself. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** How many more it has that make no sense. */
  readonly unreadable: number;
}

export const mapListed = <T, U>(
  { items, unreadable }: Listed<T>,
  map: (item: T) => U,
): Listed<U> => ({ items: items.map(map), unreadable });

/** A list of our own, of which nothing is missing. */
export const allListed = <T>(items: readonly T[]): Listed<T> => ({ items, unreadable: 0 });
