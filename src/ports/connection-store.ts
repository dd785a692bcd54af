import type { Connection } from '#domain/connection/connection';

export interface ConnectionStore {
  current(): Promise<Connection | undefined>;
  /**
   * Keeps a token as a secret under the connection's id. Before the connection is committed, so that
   * no connection is ever without its token.
   */
  keepToken(connectionId: string, token: string): Promise<void>;
  forgetToken(connectionId: string): Promise<void>;
  /** The same for an organization's API key, under the organization's id. */
  keepOrganizationKey(organizationId: string, key: string): Promise<void>;
  forgetOrganizationKey(organizationId: string): Promise<void>;
}
