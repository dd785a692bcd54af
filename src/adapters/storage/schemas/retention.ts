import { z } from 'zod';
import type { Deleted, Retention } from '#domain/personal/retention';
import { exactly } from './exactly';
import { maybe, record } from './record';

export const retentionSchema = record<Retention>()({
  revision: z.int(),
  keepDays: maybe(z.int()),
  untold: record<Deleted>()({
    requests: z.int(),
    records: z.int(),
    before: z.int(),
  }).exactOptional(),
});
exactly<Retention>()(retentionSchema);
