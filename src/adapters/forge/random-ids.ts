import type { IdSource } from '#ports/id-source';

/** From the runtime's own `crypto`, so that nobody can guess one. */
export const randomIds: IdSource = { next: () => crypto.randomUUID() };
