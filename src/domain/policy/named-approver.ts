/** Whom a change is about: the id says which, the name is for people to read. */
export interface NamedApprover {
  readonly accountId: string;
  readonly displayName: string;
}
