import type { PlatformClock } from '../clock';
import type { Access } from './access';
import type { Store } from './store/open-store';

/** One Jira site: what it keeps and who may do what in it. */
export interface Site extends Store {
  readonly cloudId: string;
  readonly siteUrl: string;
  readonly siteName: string;
  readonly clock: PlatformClock;
  readonly access: Access;
}
