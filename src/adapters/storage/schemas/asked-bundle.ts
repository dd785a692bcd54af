import { z } from 'zod';
import type { ExistingIds } from '#domain/action/entitlement';
import type { AskedBundle } from '#domain/policy/asked-bundle';
import type { FollowedBundle, FollowedEnd } from '#domain/policy/followed-bundle';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, record } from './record';

const existingIds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), groupId: z.string() }),
  z.object({ kind: z.literal('role'), projectId: z.string(), roleId: z.string() }),
]);
exactly<ExistingIds>()(existingIds);

export const askedBundleFields = {
  bundleId: z.string(),
  levelId: z.string().exactOptional(),
  name: z.string(),
  policyVersion: z.int(),
  contents: list(existingIds),
  insteadOf: z.string().exactOptional(),
};

export const askedBundleSchema = record<AskedBundle>()({
  ...askedBundleFields,
  owner: personSchema.exactOptional(),
});
exactly<AskedBundle>()(askedBundleSchema);

export const followedNameFields = {
  bundleId: z.string(),
  levelId: z.string().exactOptional(),
  name: z.string(),
  policyVersion: z.int(),
};

export const followedBundleSchema = record<FollowedBundle>()({
  ...followedNameFields,
  contents: list(existingIds),
  through: list(existingIds),
  ends: list(
    record<FollowedEnd>()({
      accountId: z.string(),
      requestIds: list(z.string()),
      endsAt: z.int().exactOptional(),
    }),
  ),
});
exactly<FollowedBundle>()(followedBundleSchema);
