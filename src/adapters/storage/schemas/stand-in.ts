import { z } from 'zod';
import type { StandIn } from '#domain/approval/stand-in';
import { exactly } from './exactly';
import { personSchema } from './person';
import { record } from './record';

export const standInSchema = record<StandIn>()({
  person: personSchema,
  deputy: personSchema,
  from: z.int(),
  until: z.int(),
});
exactly<StandIn>()(standInSchema);
