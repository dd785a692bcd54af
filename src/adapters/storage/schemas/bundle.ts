import { z } from 'zod';
import type { Bundle } from '#domain/policy/bundle';
import { existingEntitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, maybe, record } from './record';

export const bundleSchema = record<Bundle>()({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  owner: maybe(personSchema),
  contents: list(existingEntitlementSchema),
});
exactly<Bundle>()(bundleSchema);
