import type { Bundle } from '#domain/policy/bundle';

/** A bundle as it is being edited. */
export type BundleDraft = Bundle;

export const newBundle = (id: string): BundleDraft => ({
  id,
  name: '',
  description: '',
  owner: undefined,
  contents: [],
});
