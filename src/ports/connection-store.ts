import type { Connection } from '#domain/connection/connection';
import type { Instant } from '#domain/lib/time';

export interface ConnectionStore {
  /** The connection of a record; undefined where it is not connected any more. */
  of(connectionId: string): Promise<Connection | undefined>;
  /**
   * The one that a person's new ask is for, and that admins look after. What is on record names its own:
   * see `of`.
   */
  chosen(): Promise<Connection | undefined>;
  all(): Promise<readonly Connection[]>;
  /**
   * Keeps a token as a secret under a name of its own, which the connection's record then holds. Before
   * the record is committed, so that no connection is ever without its token.
   */
  keepToken(credentialId: string, token: string): Promise<void>;
  forgetToken(credentialId: string): Promise<void>;
  /** The same for an organization's API key. */
  keepOrganizationKey(keyId: string, key: string): Promise<void>;
  forgetOrganizationKey(keyId: string): Promise<void>;
  /** Every secret that is kept, whether anything names it or not. */
  keptSecrets(): Promise<readonly KeptSecret[]>;
  /** Notes one that an earlier version kept without a note. */
  noteKept(secret: SecretName): Promise<void>;
}

/** Which secret, and never what it is. */
export interface SecretName {
  readonly kind: 'token' | 'organizationKey';
  readonly id: string;
}

export interface KeptSecret extends SecretName {
  readonly keptAt: Instant;
}
