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
  /**
   * Names the secret that goes with this email. Every token that is kept has a name of its own, so
   * that a record never means another's token. Earlier records kept theirs under the connection's id.
   */
  readonly credentialId: string;
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

/**
 * Whether the connection works, as far as its own answers show.
 *
 * `suspect`: one call was rejected. That alone proves nothing: edges and tests of strength answer so
 * too, and only a second, independent look decides. `failing`: that look was rejected as well.
 */
export type ConnectionHealth =
  | { readonly state: 'working'; readonly checkedAt: Instant }
  | ({ readonly state: 'suspect' } & Doubt)
  | ({
      readonly state: 'failing';
      /** Names this failure, so that admins are told of it once; earlier records have none. */
      readonly failure?: string;
    } & Doubt);

interface Doubt {
  readonly since: Instant;
  readonly checkedAt: Instant;
  readonly problem: CredentialProblem;
  /** How often it was looked since; the pauses between the looks grow with it. */
  readonly looks: number;
  /** When the app looks again by itself. */
  readonly nextLookAt: Instant;
}

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
  /** The address is that of another site by now. */
  | { readonly code: 'otherSite'; readonly host: string }
  /** The very same site, at this new address: it was renamed. */
  | { readonly code: 'siteMoved'; readonly to: string }
  | { readonly code: 'rateLimited'; readonly retryAfterSeconds: number | undefined }
  | { readonly code: 'networkFailure' }
  | { readonly code: 'unexpectedAnswer'; readonly status: number };
