import type { Person } from '#domain/action/person';
import type { Connection, CredentialProblem } from '#domain/connection/connection';
import type { Result } from '#domain/lib/result';

export interface Credential {
  /** As parseInstanceUrl gives it. */
  readonly instanceUrl: string;
  readonly email: string;
  readonly token: string;
}

export interface ProbedSite {
  readonly cloudId: string;
  readonly siteName: string;
  readonly actsAs: Person;
  readonly tokenKind: Connection['tokenKind'];
}

/** Tries a credential against the site without storing it. */
export interface SiteProbe {
  /**
   * With `known`: what the address is known to be. Refused as `otherSite` or `siteMoved` where it is not
   * that site any more.
   */
  probe(credential: Credential, known?: KnownSite): Promise<Result<ProbedSite, CredentialProblem>>;
  /** The same for the stored token of a connection. */
  probeStored(connection: Connection): Promise<Result<ProbedSite, CredentialProblem>>;
  /** A short look: is it the site that was connected, and does it still take the stored token. */
  look(connection: Connection): Promise<Result<null, CredentialProblem>>;
  /** Only whether the address is still that of the connected site; asked without the token. */
  identify(connection: Connection): Promise<Result<null, CredentialProblem>>;
}

export type KnownSite = Pick<Connection, 'instanceUrl' | 'cloudId'>;
