import type { ExistingEntitlement } from '../action/entitlement';
import type { Person } from '../action/person';

/**
 * Several groups and roles under one name, to be asked for together. It opens nothing and decides nothing: what is in it
 * is asked for as if each had been chosen by itself.
 */
export interface Bundle {
  readonly id: string;
  readonly name: string;
  /** For whom it is, in a sentence; empty where an admin has said nothing. */
  readonly description: string;
  /** Who answers for it: whoever asks and whoever decides can turn to them. They decide nothing by it. */
  readonly owner: Person | undefined;
  /** As they were called when the policy was saved. */
  readonly contents: readonly ExistingEntitlement[];
}
