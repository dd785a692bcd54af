import { kvs } from '@forge/kvs';
import type { Connection } from '#domain/connection/connection';
import type { ConnectionStore, SecretName } from '#ports/connection-store';
import { callStorage } from './call-storage';
import { CONNECTION_FORMAT } from './formats';
import { forgetNote, keptSecrets, noteKept } from './kept-secrets';
import { connectionKey, ENTITY, organizationKeyKey, tokenKey } from './keys';
import { readRow } from './read-row';

export const connectionStore: ConnectionStore = {
  async of(connectionId) {
    const connection = await readOnly();
    return connection?.id === connectionId ? connection : undefined;
  },
  chosen: readOnly,
  async all() {
    const connection = await readOnly();
    return connection === undefined ? [] : [connection];
  },
  keepToken: (id, token) => keep({ kind: 'token', id }, token),
  forgetToken: (id) => forget({ kind: 'token', id }),
  keepOrganizationKey: (id, key) => keep({ kind: 'organizationKey', id }, key),
  forgetOrganizationKey: (id) => forget({ kind: 'organizationKey', id }),
  keptSecrets,
  noteKept,
};

/** One is kept at a time, under a key that all versions of the app know. */
function readOnly(): Promise<Connection | undefined> {
  return readRow(ENTITY.connection, connectionKey(), CONNECTION_FORMAT);
}

/** Only for the client of the connected site: nothing else may hold a token. */
export function readToken(credentialId: string): Promise<string | undefined> {
  return readSecret(tokenKey(credentialId));
}

/** Only for the client of the organization. */
export function readOrganizationKey(keyId: string): Promise<string | undefined> {
  return readSecret(organizationKeyKey(keyId));
}

/** What is kept there and is no text is as good as gone: it is to be given anew. */
async function readSecret(key: string): Promise<string | undefined> {
  const secret = await callStorage(() => kvs.getSecret<unknown>(key));
  return typeof secret === 'string' ? secret : undefined;
}

/** The note is there before the secret is, and goes after it: no secret is ever without one. */
async function keep(secret: SecretName, text: string): Promise<void> {
  await noteKept(secret);
  await callStorage(() => kvs.setSecret(secretKey(secret), text));
}

async function forget(secret: SecretName): Promise<void> {
  await callStorage(() => kvs.deleteSecret(secretKey(secret)));
  await forgetNote(secret);
}

function secretKey({ kind, id }: SecretName): string {
  return kind === 'token' ? tokenKey(id) : organizationKeyKey(id);
}
