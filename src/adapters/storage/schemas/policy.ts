import { z } from 'zod';
import { FIRST_POLICY, type Policy, type RequestableGroup } from '#domain/policy/policy';
import { groupEntitlementFields } from './entitlement';
import { personSchema } from './person';
import { list, maybe, record } from './record';

export const policySchema = record<Policy>()({
  version: z.int(),
  requestableGroups: list(
    record<RequestableGroup>()({ ...groupEntitlementFields, unlocked: z.boolean() }),
  ),
  rolesOf: z.enum(['issueProject', 'anyProject']),
  // A policy that was saved before accounts and groups could be asked for.
  creation: z.object({ users: z.boolean(), groups: z.boolean() }).default(FIRST_POLICY.creation),
  fallbackApprovers: list(personSchema),
  decideWithinDays: z.int(),
  longestTermDays: maybe(z.int()),
}) satisfies z.ZodType<Policy>;
