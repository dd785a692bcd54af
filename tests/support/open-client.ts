import type { Platform } from '../../local/platform/platform';
import { type ReadBudget, SiteClient } from '../../src/adapters/atlassian/client/site-client';
import { Pace } from '../../src/adapters/atlassian/pacing/pace';
import { systemClock } from '../../src/adapters/forge/system-clock';
import type { Clock } from '../../src/ports/clock';

/** One of the local site's tokens, by its label. */
export function tokenOf({ atlassian }: Platform, label = 'Good token') {
  const sample = atlassian.tokens.samples().find((one) => one.label === label);
  if (sample === undefined) throw new Error(`There is no ${label}`);
  const { email, token } = sample;
  return { baseUrl: atlassian.siteUrl, email, token };
}

/** A client of the local site; without `reads`, it may read as much as it takes. */
export function openClient(
  platform: Platform,
  {
    label,
    clock = systemClock,
    reads,
  }: {
    readonly label?: string;
    readonly clock?: Clock;
    readonly reads?: ReadBudget | undefined;
  } = {},
): SiteClient {
  const access = tokenOf(platform, label);
  return new SiteClient({
    open: async () => access,
    pace: new Pace(),
    clock,
    ...(reads === undefined ? {} : { reads }),
  });
}
