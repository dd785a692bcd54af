import type { Platform } from '../../local/platform/platform';
import type { ReadBudget } from '../../src/adapters/atlassian/client/site-client';
import { NO_ADDRESS_BOOK } from '../../src/adapters/atlassian/organization/address-book';
import { siteDirectory } from '../../src/adapters/atlassian/site-directory';
import { systemClock } from '../../src/adapters/forge/system-clock';
import type { Clock } from '../../src/ports/clock';
import type { Directory } from '../../src/ports/directory';
import type { SurveyStore } from '../../src/ports/survey-store';
import { openClient } from './open-client';

/** The directory of the local site as the app reads it, with the good token and no organization's key. */
export function openDirectory(
  platform: Platform,
  {
    clock = systemClock,
    reads,
    surveys,
  }: {
    readonly clock?: Clock;
    readonly reads?: ReadBudget | undefined;
    readonly surveys?: { readonly store: SurveyStore; readonly connectionId: string } | undefined;
  } = {},
): Directory {
  return siteDirectory(openClient(platform, { clock, reads }), clock, NO_ADDRESS_BOOK, surveys);
}
