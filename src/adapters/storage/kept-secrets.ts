import { kvs, WhereConditions } from '@forge/kvs';
import type { KeptSecret, SecretName } from '#ports/connection-store';
import { callStorage } from './call-storage';
import { keptSecretKey, keptSecretPrefix } from './keys';

/** The store lists no secrets: what is kept is noted beside them, by name. */
export async function noteKept(secret: SecretName): Promise<void> {
  await callStorage(() => kvs.set(keptSecretKey(secret.kind, secret.id), { keptAt: Date.now() }));
}

export async function forgetNote(secret: SecretName): Promise<void> {
  await callStorage(() => kvs.delete(keptSecretKey(secret.kind, secret.id)));
}

const KINDS: readonly SecretName['kind'][] = ['token', 'organizationKey'];
/** Two at most are in use, and what is left over is forgotten: what is beyond a page is left to the next look. */
const PAGE = 100;

export async function keptSecrets(): Promise<readonly KeptSecret[]> {
  const pages = await Promise.all(KINDS.map(keptOf));
  return pages.flat();
}

async function keptOf(kind: SecretName['kind']): Promise<readonly KeptSecret[]> {
  const prefix = keptSecretPrefix(kind);
  const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE);
  const { results } = await callStorage(() => query.getMany());
  return results.map(({ key, value }) => ({
    kind,
    id: key.slice(prefix.length),
    keptAt: keptAtOf(value),
  }));
}

/** A note that can't be read is of a secret all the same, and of no known age. */
function keptAtOf(value: unknown): number {
  const isNote = value instanceof Object && 'keptAt' in value && typeof value.keptAt === 'number';
  return isNote ? Number(value.keptAt) : 0;
}
