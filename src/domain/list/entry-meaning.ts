import type { Person } from '../action/person';

/** Whom one entry of a list means. Nothing is said of anybody who isn't named by it. */
export type EntryMeaning =
  | { readonly found: 'person'; readonly person: Person }
  /** Several people have this name: one has to be picked. */
  | { readonly found: 'several'; readonly people: readonly Person[] }
  | { readonly found: 'inactive'; readonly person: Person }
  /** An address that no account of the site has: one could be created. */
  | { readonly found: 'newPerson'; readonly email: string }
  | { readonly found: 'nobody' };
