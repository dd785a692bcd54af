import type { Connection } from '#domain/connection/connection';

export interface ConnectionStore {
  current(): Promise<Connection | undefined>;
  /**
   * Keeps a token as a secret under a name of its own, which the connection's record then holds. Before
   * the record is committed, so that no connection is ever without its token.
   */
  keepToken(credentialId: string, token: string): Promise<void>;
  forgetToken(credentialId: string): Promise<void>;
  /** The same for an organization's API key. */
  keepOrganizationKey(keyId: string, key: string): Promise<void>;
  forgetOrganizationKey(keyId: string): Promise<void>;
}
