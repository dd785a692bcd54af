import type { IdSource } from '#ports/id-source';

/** Of the runtime's own global: random enough that nobody guesses one. */
export const randomIds: IdSource = { next: () => crypto.randomUUID() };
