import type { PlatformClock } from '../../machine/clock';
import type { EntityProperty, SiteOrganization } from '../atlassian';
import type { Store } from '../store/open-store';
import type { Access } from './access';

/** One Jira site: what it keeps and who may do what in it. */
export interface Site extends Store {
  readonly cloudId: string;
  readonly siteUrl: string;
  readonly siteName: string;
  readonly organization: SiteOrganization;
  readonly clock: PlatformClock;
  readonly access: Access;
  /** Ids of the installed apps' issue panels. */
  readonly panelModules: readonly string[];
  /** Keys of the project permissions that installed apps have brought along. */
  readonly appPermissions: readonly string[];
  /** What installed apps have indexed of properties of issues. */
  readonly entityProperties: readonly EntityProperty[];
  /** When accounts and groups were created by a call, by their ids. */
  readonly created: Map<string, number>;
}
