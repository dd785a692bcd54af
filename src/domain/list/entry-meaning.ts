import type { Person } from '../action/person';

/** Whom one entry of a list means. Nothing is said of anybody who isn't named by it. */
export type EntryMeaning =
  /** `foundBy`: the address that finds them alone, and that nothing shows to be theirs. */
  | {
      readonly found: 'person';
      readonly person: Person;
      readonly foundBy?: string;
      /** Found by a name that somebody inactive has too. */
      readonly hasInactiveNamesake?: true;
    }
  /** Several people have this name: one has to be picked. */
  | { readonly found: 'several'; readonly people: readonly Person[] }
  | { readonly found: 'inactive'; readonly person: Person }
  /** Nobody active has this name, and several who are inactive do. */
  | { readonly found: 'severalInactive' }
  /** An address that no account of the site has: one could be created. */
  | { readonly found: 'newPerson'; readonly email: string }
  /** An address that may be that of several, or of somebody whom the answer left out. */
  | { readonly found: 'addressNotKnown' }
  /** An account id that the site does not know. */
  | { readonly found: 'noSuchAccount' }
  | { readonly found: 'nobody' };
