/** A place to go to, as @forge/bridge's router names it (out/router). */
export interface Location {
  readonly url?: string;
  readonly target?: string;
  readonly issueKey?: string;
  readonly accountId?: string;
  readonly projectKey?: string;
  readonly moduleKey?: string;
}

/** Absolute. The site's own addresses become the local ones that stand for them. */
export function addressOf(location: Location, siteUrl: string): string {
  const { origin } = window.location;
  if (location.url === undefined) return `${origin}${pathOf(location)}`;
  const url = new URL(location.url, origin);
  if (url.origin === new URL(siteUrl).origin)
    return `${origin}${url.pathname}${url.search}${url.hash}`;
  if (url.hostname === 'id.atlassian.com') return `${origin}/manage-profile/security#api-tokens`;
  return url.href;
}

function pathOf({ target, issueKey, accountId, projectKey, moduleKey }: Location): string {
  switch (target) {
    case 'issue':
      return `/browse/${issueKey}`;
    case 'userProfile':
      return `/jira/people/${accountId}`;
    case 'projectSettingsDetails':
      return `/jira/projects/${projectKey}/settings/people`;
    case 'module':
      return `/jira/settings/apps/module/${moduleKey}`;
    default:
      throw new Error(`The local host has no page for the target "${target}".`);
  }
}

const FOLLOWED = new Set(['http:', 'https:', 'mailto:']);

export function followAddress(address: string, how: 'same-tab' | 'new-tab'): void {
  if (!FOLLOWED.has(new URL(address).protocol)) throw new Error(`Not a page: ${address}`);
  if (how === 'new-tab') window.open(address, '_blank', 'noopener');
  else window.location.assign(address);
}
