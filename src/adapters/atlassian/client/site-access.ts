import { parseCloudId } from '#domain/connection/cloud-id';
import type { Connection } from '#domain/connection/connection';
import { invariant } from '#domain/lib/invariant';
import { Authorization } from '../answer/authorization';

/** Where a site takes calls, and with what. Lives only as long as the call that needs it. */
export interface SiteAccess {
  /** Without a slash at its end; paths begin behind it with /rest. */
  readonly baseUrl: string;
  readonly email: string;
  readonly token: string;
  /** Undefined for a credential that is only tried. */
  readonly connection?: Connection;
}

export interface SiteAddress {
  readonly instanceUrl: string;
  readonly cloudId: string;
  readonly tokenKind: 'unscoped' | 'scoped';
}

/**
 * A token with scopes is taken only by the gateway, one without only by the site itself
 * (doc: Manage API tokens for your Atlassian account).
 */
export function baseUrlOf({ instanceUrl, cloudId, tokenKind }: SiteAddress): string {
  if (tokenKind === 'unscoped') return instanceUrl;
  invariant(parseCloudId(cloudId) === cloudId, 'a cloud id that is none must not go into a path');
  return `https://api.atlassian.com/ex/jira/${cloudId}`;
}

export function basicAuthorization({ email, token }: SiteAccess): Authorization {
  return new Authorization(`Basic ${Buffer.from(`${email}:${token}`, 'utf8').toString('base64')}`);
}
