import { z } from 'zod';
import type { Bundle, Level } from '#domain/policy/bundle';
import { existingEntitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, maybe, record } from './record';

export const levelSchema = record<Level>()({
  id: z.string(),
  name: z.string(),
  contents: list(existingEntitlementSchema),
});
exactly<Level>()(levelSchema);

export const bundleSchema = record<Bundle>()({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  owner: maybe(personSchema),
  contents: list(existingEntitlementSchema),
  // A bundle that was saved before there were levels has none.
  levels: list(levelSchema).default([]),
});
exactly<Bundle>()(bundleSchema);
