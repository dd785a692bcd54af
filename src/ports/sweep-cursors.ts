/** Where a duty that looks at a part of many in each sweep goes on with the next. */
export interface SweepCursors {
  /** Undefined: from the beginning. */
  read(name: string): Promise<string | undefined>;
  write(name: string, cursor: string | undefined): Promise<void>;
}
