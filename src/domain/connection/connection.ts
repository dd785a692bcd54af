import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { ConnectedOrganization } from '../organization/organization';

/** One Atlassian Cloud site the app may act on. The token itself is elsewhere, as a secret. */
export interface Connection {
  /** The site's cloud id: the same site connected again is the same connection. */
  readonly id: string;
  readonly revision: number;
  /** `https://NAME.atlassian.net`, nothing behind it. */
  readonly instanceUrl: string;
  readonly cloudId: string;
  readonly siteName: string;
  readonly email: string;
  /** As whom the app acts. */
  readonly actsAs: Person;
  /** Where this kind of token is accepted. */
  readonly tokenKind: 'unscoped' | 'scoped';
  readonly connectedAt: Instant;
  readonly connectedBy: Person;
  readonly health: ConnectionHealth;
  /** Only where an admin added an API key of the organization. */
  readonly organization?: ConnectedOrganization;
}

export type ConnectionHealth =
  | { readonly state: 'working'; readonly checkedAt: Instant }
  | {
      readonly state: 'failing';
      readonly since: Instant;
      readonly checkedAt: Instant;
      readonly problem: CredentialProblem;
    };

/**
 * Why a credential does not serve. Each has its own words and its own remedy on the screen.
 * `retryAfterSeconds` where the site said when to come back.
 */
export type CredentialProblem =
  | { readonly code: 'wrongEmailOrToken' }
  | { readonly code: 'tokenExpiredOrRevoked' }
  | { readonly code: 'organizationKey' }
  | { readonly code: 'scopesMissing'; readonly scopes: readonly string[] }
  | { readonly code: 'notAdministrator'; readonly displayName: string }
  | { readonly code: 'captchaRequired' }
  | { readonly code: 'ipNotAllowed' }
  | { readonly code: 'siteSuspended' }
  | { readonly code: 'noSuchSite'; readonly host: string }
  | { readonly code: 'rateLimited'; readonly retryAfterSeconds: number | undefined }
  | { readonly code: 'networkFailure' }
  | { readonly code: 'unexpectedAnswer'; readonly status: number };
