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
  probe(credential: Credential): Promise<Result<ProbedSite, CredentialProblem>>;
  /** The same for the stored token of a connection. */
  probeStored(connection: Connection): Promise<Result<ProbedSite, CredentialProblem>>;
}
