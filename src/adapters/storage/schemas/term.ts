import { z } from 'zod';
import type { Term } from '#domain/term/term';
import { exactly } from './exactly';

export const termSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('permanent') }),
  z.object({ kind: z.literal('hours'), hours: z.int() }),
  z.object({ kind: z.literal('days'), days: z.int() }),
  z.object({ kind: z.literal('until'), at: z.int() }),
  z.object({
    kind: z.literal('workItem'),
    issueId: z.string(),
    issueKey: z.string(),
    at: z.int(),
  }),
]);
exactly<Term>()(termSchema);
