import { z } from 'zod';
import { type BreakGlass, GLASS_ROLES } from '#domain/policy/break-glass';
import {
  type Delisted,
  FIRST_POLICY,
  type Policy,
  type RequestableGroup,
} from '#domain/policy/policy';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import { bundleSchema } from './bundle';
import { groupEntitlementFields } from './entitlement';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, maybe, record } from './record';
import { ruleSchema } from './rule';

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
    owners: list(personSchema).exactOptional(),
    unlockedOn: z.string().exactOptional(),
  }),
);

const groupsSchema = list(groupSchema);

const breakGlassSchema = record<BreakGlass>()({
  people: list(personSchema),
  groups: list(z.string()),
  roles: z.enum(GLASS_ROLES),
});
exactly<BreakGlass>()(breakGlassSchema);

const policyFields = {
  version: z.int(),
  requestableGroups: groupsSchema,
  rolesOf: z.enum(['issueProject', 'anyProject']),
  // A policy that was saved before accounts and groups could be asked for.
  creation: z.object({ users: z.boolean(), groups: z.boolean() }).default(FIRST_POLICY.creation),
  fallbackApprovers: list(personSchema),
  // A policy that was saved before they could come in after so many hours never lets them.
  fallbackAfterHours: maybe(z.int()),
  decideWithinDays: z.int(),
  longestTermDays: maybe(z.int()),
  // A policy that was saved before there were rules is one rule, of everything.
  rules: list(ruleSchema).default([]),
  // Nor were there bundles.
  bundles: list(bundleSchema).default([]),
  // A policy that was saved before it could be: nobody breaks the glass.
  breakGlass: maybe(breakGlassSchema),
  delisted: list(record<Delisted>()({ groupId: z.string(), at: z.int() })).exactOptional(),
  savedBy: personSchema.exactOptional(),
};

/** `parts`: so many records beside it hold the groups; `bundleParts`: so many others the bundles. */
export type StoredPolicy = Policy & { readonly parts?: number; readonly bundleParts?: number };

export const policySchema = record<StoredPolicy>()({
  ...policyFields,
  parts: z.int().exactOptional(),
  bundleParts: z.int().exactOptional(),
});
exactly<StoredPolicy>()(policySchema);

export const policyGroupsSchema = groupsSchema;
export const policyBundlesSchema = list(bundleSchema);

/** The version in force; in a record of an earlier time, the policy itself. */
export const currentPolicySchema = z.union([
  record<Policy>()(policyFields),
  z.object({ version: z.int() }),
]);
