import type { Host } from '../host';

/**
 * Pictures of people are at the site's address, which no browser reaches here: on the way to a page of
 * the app they become the frame server's, and the site's again on the way back. In production they come
 * from hosts that Forge's policy lets in by itself.
 */
export const toFrame = (host: Host, json: string): string =>
  json.replaceAll(`"${host.platform.atlassian.siteUrl}/avatars/`, `"${host.frameOrigin}/avatars/`);

export const toSite = (host: Host, json: string): string =>
  json.replaceAll(`"${host.frameOrigin}/avatars/`, `"${host.platform.atlassian.siteUrl}/avatars/`);
