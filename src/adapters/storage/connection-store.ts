import { kvs } from '@forge/kvs';
import type { ConnectionStore } from '#ports/connection-store';
import { callStorage } from './call-storage';
import { CONNECTION_FORM } from './forms';
import { connectionKey, ENTITY, organizationKeyKey, tokenKey } from './keys';
import { readRow } from './read-row';

export const connectionStore: ConnectionStore = {
  current: () => readRow(ENTITY.connection, connectionKey(), CONNECTION_FORM),
  keepToken: (credentialId, token) =>
    callStorage(() => kvs.setSecret(tokenKey(credentialId), token)),
  forgetToken: (credentialId) => callStorage(() => kvs.deleteSecret(tokenKey(credentialId))),
  keepOrganizationKey: (keyId, key) =>
    callStorage(() => kvs.setSecret(organizationKeyKey(keyId), key)),
  forgetOrganizationKey: (keyId) => callStorage(() => kvs.deleteSecret(organizationKeyKey(keyId))),
};

/** Only for the client of the connected site: nothing else may hold a token. */
export function readToken(credentialId: string): Promise<string | undefined> {
  return callStorage(() => kvs.getSecret<string>(tokenKey(credentialId)));
}

/** Only for the client of the organization. */
export function readOrganizationKey(keyId: string): Promise<string | undefined> {
  return callStorage(() => kvs.getSecret<string>(organizationKeyKey(keyId)));
}
