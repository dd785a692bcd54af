import type { z } from 'zod';
import { existingIds } from '#domain/action/entitlement';
import type { Bundle } from '#domain/policy/bundle';
import type { savePolicyInput } from './inputs';

type BundleInput = NonNullable<z.input<typeof savePolicyInput>['bundles']>[number];

/** A bundle as it is sent: what is in it and its owner by their ids. */
export function bundleInputOf({ owner, contents, levels, ...bundle }: Bundle): BundleInput {
  return {
    ...bundle,
    owner: owner?.accountId ?? null,
    contents: contents.map(existingIds),
    levels: levels.map((level) => ({ ...level, contents: level.contents.map(existingIds) })),
  };
}
