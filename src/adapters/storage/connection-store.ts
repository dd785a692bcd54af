import { kvs } from '@forge/kvs';
import type { ConnectionStore } from '#ports/connection-store';
import { callStorage } from './call-storage';
import { CONNECTION_FORM } from './forms';
import { connectionKey, ENTITY, organizationKeyKey, tokenKey } from './keys';
import { readRow } from './read-row';

export const connectionStore: ConnectionStore = {
  current: () => readRow(ENTITY.connection, connectionKey(), CONNECTION_FORM),
  keepToken: (connectionId, token) =>
    callStorage(() => kvs.setSecret(tokenKey(connectionId), token)),
  forgetToken: (connectionId) => callStorage(() => kvs.deleteSecret(tokenKey(connectionId))),
  keepOrganizationKey: (organizationId, key) =>
    callStorage(() => kvs.setSecret(organizationKeyKey(organizationId), key)),
  forgetOrganizationKey: (organizationId) =>
    callStorage(() => kvs.deleteSecret(organizationKeyKey(organizationId))),
};

/** Only for the client of the connected site: nothing else may hold a token. */
export function readToken(connectionId: string): Promise<string | undefined> {
  return callStorage(() => kvs.getSecret<string>(tokenKey(connectionId)));
}

/** Only for the client of the organization. */
export function readOrganizationKey(organizationId: string): Promise<string | undefined> {
  return callStorage(() => kvs.getSecret<string>(organizationKeyKey(organizationId)));
}
