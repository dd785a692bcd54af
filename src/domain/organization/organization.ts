import type { Person } from '../action/person';
import type { Instant } from '../lib/time';

/** The organization whose API key was added to the connection. The key itself is elsewhere, as a secret. */
export interface ConnectedOrganization {
  readonly id: string;
  readonly name: string;
  /** Names the secret, a fresh name for each key. Earlier records kept theirs under the id. */
  readonly keyId: string;
  readonly connectedAt: Instant;
  readonly connectedBy: Person;
}

/**
 * Why an organization's API key does not serve. Each has its own words and its own remedy on the
 * screen. `retryAfterSeconds` where Atlassian said when to come back.
 */
export type OrganizationProblem =
  | { readonly code: 'badOrganizationId' }
  | { readonly code: 'personalToken' }
  | { readonly code: 'keyRejected' }
  /** A key with scopes: those for directories can't all be chosen. */
  | { readonly code: 'keyNotAllowed' }
  | { readonly code: 'noSuchOrganization' }
  | {
      readonly code: 'otherOrganization';
      readonly name: string;
      readonly sites: readonly string[];
    }
  | { readonly code: 'rateLimited'; readonly retryAfterSeconds: number | undefined }
  | { readonly code: 'networkFailure' }
  | { readonly code: 'unexpectedAnswer'; readonly status: number };
