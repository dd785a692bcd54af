import type { Platform } from '../../local/platform/platform';

/** The store's own door, behind the app's back. */
interface Wire {
  answer(route: string, body: unknown): Response;
}

export type Row = Readonly<Record<string, unknown>>;

/** Keys of one entity that are stored now. */
export function keysOf({ forge }: Platform, entity: string): string[] {
  return forge.kvs.entries().flatMap((entry) => (entry.entity === entity ? [entry.key] : []));
}

export function rowOf({ forge }: Platform, key: string): Row | undefined {
  return forge.kvs.entries().find((entry) => entry.key === key)?.value as Row | undefined;
}

/** Writes a row past the app, as a later version or a damaged disk would leave it. */
export function writeRow(platform: Platform, entityName: string, key: string, value: Row): void {
  const wire = platform.forge.kvs as unknown as Wire;
  const answer = wire.answer('/api/v1/entity/set', { entityName, key, value });
  if (!answer.ok) throw new Error(`The store did not take ${key}`);
}

/** The same of what is of no entity. */
export function writePlain(platform: Platform, key: string, value: Row): void {
  const wire = platform.forge.kvs as unknown as Wire;
  const answer = wire.answer('/api/v1/set', { key, value });
  if (!answer.ok) throw new Error(`The store did not take ${key}`);
}

/** Makes what is stored under a key unreadable, its attributes as they were. Answers how to undo it. */
export function poison(
  platform: Platform,
  entity: string,
  key: string,
  body: unknown = { v: 1, value: { poisoned: true } },
): () => void {
  const before = rowOf(platform, key);
  if (before === undefined) throw new Error(`Nothing is stored under ${key}`);
  // A list of an issue's requests has no body of its own.
  const broken =
    'body' in before ? { ...before, body } : { ...before, requestIds: { poisoned: true } };
  writeRow(platform, entity, key, broken);
  return () => writeRow(platform, entity, key, before);
}

/** The store takes nothing of that entity for now: one transaction with it is refused, and whole. Answers how to undo it. */
export function refuseWrites(
  { forge }: Platform,
  entityName: string,
  status: 400 | 500 = 500,
): () => void {
  const wire = forge.kvs as unknown as Wire;
  const { answer } = wire;
  wire.answer = (route, body) =>
    route === '/api/v1/transaction' && JSON.stringify(body).includes(`"${entityName}"`)
      ? Response.json({ code: 'INTERNAL_SERVER_ERROR', message: 'Try again.' }, { status })
      : answer(route, body);
  return () => {
    wire.answer = answer;
  };
}
