/** Tries what the store does where no document says it. Leaves nothing behind. */
export interface SelfTest {
  /** Whether a condition that an attribute is not there holds for a record that is not there. */
  absenceHolds(): Promise<boolean>;
  /** Whether a key that is there is refused to whoever may only make it anew. */
  refusesSecond(): Promise<boolean>;
}
