import { z } from 'zod';
import { type Aside, RECORD_KINDS, type Trouble } from '#domain/aside/aside';
import { exactly } from './exactly';
import { record } from './record';

type Of<Kind extends Trouble['trouble']> = Extract<Trouble, { trouble: Kind }>;

export const asideSchema = record<Aside>()({
  key: z.string(),
  kind: z.enum(RECORD_KINDS),
  trouble: z.discriminatedUnion('trouble', [
    record<Of<'unreadable'>>()({ trouble: z.literal('unreadable'), why: z.string() }),
    record<Of<'failing'>>()({ trouble: z.literal('failing'), why: z.string(), times: z.int() }),
  ]),
  since: z.int(),
  nextAt: z.int(),
});
exactly<Aside>()(asideSchema);
