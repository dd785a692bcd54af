interface Identified {
  readonly id: string;
}

/** What came, what went, and what stayed, as it was and as it is: in the order in which each stands. */
export function changesById<One extends Identified>(
  before: readonly One[],
  after: readonly One[],
): {
  readonly added: readonly One[];
  readonly removed: readonly One[];
  readonly stayed: readonly (readonly [was: One, is: One])[];
} {
  const was = new Map(before.map((one) => [one.id, one]));
  const is = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !was.has(id)),
    removed: before.filter(({ id }) => !is.has(id)),
    stayed: after.flatMap((one) => {
      const earlier = was.get(one.id);
      return earlier === undefined ? [] : [[earlier, one] as const];
    }),
  };
}
