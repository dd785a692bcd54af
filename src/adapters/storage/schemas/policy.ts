import { z } from 'zod';
import type { Policy, RequestableGroup } from '#domain/policy/policy';
import { groupEntitlementFields } from './entitlement';
import { personSchema } from './person';
import { list, maybe, record } from './record';

export const policySchema = record<Policy>()({
  version: z.int(),
  requestableGroups: list(
    record<RequestableGroup>()({ ...groupEntitlementFields, unlocked: z.boolean() }),
  ),
  rolesOf: z.enum(['issueProject', 'anyProject']),
  fallbackApprovers: list(personSchema),
  decideWithinDays: z.int(),
  longestTermDays: maybe(z.int()),
}) satisfies z.ZodType<Policy>;
