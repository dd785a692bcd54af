import { randomUUID } from 'node:crypto';
import type { IdSource } from '#ports/id-source';

export const randomIds: IdSource = { next: () => randomUUID() };
