/** How much there may be of everything: each is picked from its list. */
export interface Size {
  readonly requests: readonly number[];
  /** Of one request. */
  readonly people: readonly number[];
  readonly things: readonly number[];
  readonly days: readonly number[];
  readonly kills: readonly number[];
  readonly outside: readonly number[];
  readonly faults: readonly number[];
  /** About as many calls as workers make of it: something happens at one of them. */
  readonly calls: number;
}

/** A fault is found by how much it is played with, and not by how much it is played in: most of it is small. */
export const SIZES = {
  small: {
    requests: [1, 1, 1, 1, 2],
    people: [1, 1, 1, 2],
    things: [1, 1, 1, 2],
    days: [1],
    kills: [0, 1, 1, 2],
    outside: [0, 0, 1],
    faults: [0, 1, 1, 2],
    calls: 45,
  },
  usual: {
    requests: [1, 2, 3],
    people: [1, 2, 3],
    things: [1, 2, 3],
    days: [1, 2, 3],
    kills: [0, 1, 2, 3],
    outside: [0, 1, 2],
    faults: [0, 1, 2, 3, 4],
    calls: 70,
  },
  large: {
    requests: [3, 4, 5],
    people: [2, 3, 4],
    things: [2, 3, 4],
    days: [1, 2, 3],
    kills: [1, 2, 3, 4, 5],
    outside: [1, 2, 3, 4],
    faults: [2, 3, 4, 5, 6, 7],
    calls: 200,
  },
} as const satisfies Readonly<Record<string, Size>>;

export type SizeName = keyof typeof SIZES;

/** For a number in [0, 1). */
export function sizeFor(share: number): SizeName {
  if (share < 0.85) return 'small';
  return share < 0.98 ? 'usual' : 'large';
}
