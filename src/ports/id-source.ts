export interface IdSource {
  /** A new id, unguessable, of letters, digits and hyphens. */
  next(): string;
}
