/** Chance that can be played again: the same seed, the same numbers (mulberry32). */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  below(limit: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  some<T>(from: readonly T[], least: number, most: number): T[];
}

export function openDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new Error('Nothing to pick from');
    return one;
  };
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick,
    some(from, least, most) {
      const left = [...from];
      const wanted = Math.min(left.length, least + below(most - least + 1));
      return Array.from({ length: wanted }, () => left.splice(below(left.length), 1)).flat();
    },
  };
}
