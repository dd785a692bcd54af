import { z } from 'zod';
import { FIRST_POLICY, type Policy, type RequestableGroup } from '#domain/policy/policy';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import { groupEntitlementFields } from './entitlement';
import { personSchema } from './person';
import { list, maybe, record } from './record';

/**
 * Earlier versions kept that a group was unlocked and not for what: it counts for a name alone, and for
 * nothing that administers.
 */
const groupSchema = z.preprocess(
  (stored) =>
    stored instanceof Object && 'unlocked' in stored && !('unlockedFor' in stored)
      ? { ...stored, unlockedFor: stored.unlocked === true ? ['reservedName'] : [] }
      : stored,
  record<RequestableGroup>()({
    ...groupEntitlementFields,
    unlockedFor: list(z.enum(UNLOCKABLE_PROTECTIONS)),
  }),
);

export const policySchema = record<Policy>()({
  version: z.int(),
  requestableGroups: list(groupSchema),
  rolesOf: z.enum(['issueProject', 'anyProject']),
  // A policy that was saved before accounts and groups could be asked for.
  creation: z.object({ users: z.boolean(), groups: z.boolean() }).default(FIRST_POLICY.creation),
  fallbackApprovers: list(personSchema),
  decideWithinDays: z.int(),
  longestTermDays: maybe(z.int()),
}) satisfies z.ZodType<Policy>;
