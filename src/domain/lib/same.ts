/** Compiles where it holds: `holds<Same<…, …>>()`. */
export function holds<_Proof extends true>(): void {}

/**
 * Whether two types have the same values, both ways and down to the last optional field. A type that
 * only fits into the other is not the same.
 */
export type Same<A, B> = [
  Fit<A, B>,
  Fit<B, A>,
  Fit<Whole<A>, Whole<B>>,
  Fit<Whole<B>, Whole<A>>,
] extends [true, true, true, true]
  ? true
  : false;

type Fit<A, B> = [A] extends [B] ? true : false;

/** With every optional field made plain, and `any` told apart: either would fit unseen. */
type Whole<T> = 0 extends 1 & T
  ? 'any'
  : T extends (...args: never[]) => unknown
    ? T
    : T extends object
      ? { [Field in keyof T]-?: Whole<T[Field]> }
      : T;
