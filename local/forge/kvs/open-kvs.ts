import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PlatformClock } from '../../clock';
import type { ForgeManifest, LocalKvs } from '../forge';
import { conditionSchema } from './conditions';
import { checkAttributes, type Entity, readEntities } from './entities';
import { KvsError } from './kvs-error';
import { KvsTable, type Stored } from './kvs-table';
import {
  BATCH_MAX,
  checkKey,
  checkLimit,
  checkValue,
  UNIT,
  WRITE_UNITS_PER_MINUTE,
} from './limits';
import { queryEntity } from './query-entity';
import { expireTimeOf, setOptions } from './set-options';
import { transact } from './transact';

export interface OpenKvs extends LocalKvs {
  /** One request of the wire: the route and its JSON body. */
  answer(route: string, body: unknown): Response;
}

const SECRETS = '\u0000secret';

const keyed = z.object({ key: z.unknown(), entityName: z.string().optional() });
const setBody = keyed.extend({ value: z.unknown(), options: setOptions.optional() });
const batchOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(BATCH_MAX);

/** Forge's key-value storage of one installation, behind the routes that @forge/kvs 1.6.5 calls. */
export function openKvs(
  database: DatabaseSync,
  clock: PlatformClock,
  manifest: ForgeManifest,
): OpenKvs {
  const table = new KvsTable(database, () => clock.now());
  const entityNamed = readEntities(manifest);
  const metered = { writeUnits: 0, readUnits: 0, calls: {} as Record<string, number> };
  let minute = { since: clock.now(), units: 0 };

  const routes: Readonly<Record<string, (body: unknown) => Response>> = {
    '/api/v1/get': (body) => get('', body),
    '/api/v1/set': (body) => set('', undefined, body),
    '/api/v1/delete': (body) => remove('', undefined, body),
    '/api/v1/secret/get': (body) => get(SECRETS, body),
    '/api/v1/secret/set': (body) => set(SECRETS, undefined, body),
    '/api/v1/secret/delete': (body) => remove(SECRETS, undefined, body),
    '/api/v1/entity/get': (body) => get(entityOf(body).name, body),
    '/api/v1/entity/set': (body) => set(entityOf(body).name, entityOf(body), body),
    '/api/v1/entity/delete': (body) => remove(entityOf(body).name, entityOf(body), body),
    '/api/v1/query': query,
    '/api/v1/entity/query': (body) => {
      const { stored, cursor, bytes } = queryEntity(table, entityOf(body), body);
      read(bytes);
      return Response.json({ data: stored.map(publicForm), cursor });
    },
    '/api/v1/transaction': (body) => {
      refuseWhenTooFast();
      database.exec('BEGIN IMMEDIATE');
      try {
        wrote(transact(table, entityNamed, clock.now(), body));
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
      return empty();
    },
    '/api/v1/batch/get': (body) =>
      batch(keyed, body, ({ key, entityName }) => {
        checkKey(key);
        const stored = table.get(spaceOf(entityName), key);
        read(stored?.bytes ?? 0);
        if (stored === undefined) throw notFound();
        return publicForm(stored);
      }),
    '/api/v1/batch/set': (body) =>
      batch(setBody, body, (item) => {
        const entity = item.entityName === undefined ? undefined : entityNamed(item.entityName);
        write(entity?.name ?? '', entity, item);
        return { key: item.key };
      }),
    '/api/v1/batch/delete': (body) =>
      batch(keyed, body, ({ key, entityName }) => {
        checkKey(key);
        table.delete(
          spaceOf(entityName),
          key,
          entityName === undefined ? undefined : entityNamed(entityName),
        );
        wrote(0);
        return { key };
      }),
  };

  function entityOf(body: unknown): Entity {
    return entityNamed((body as { entityName?: unknown } | null)?.entityName);
  }

  function spaceOf(entityName: string | undefined): string {
    return entityName === undefined ? '' : entityNamed(entityName).name;
  }

  function get(space: string, body: unknown): Response {
    const { key } = keyed.parse(body);
    checkKey(key);
    const stored = table.get(space, key);
    read(stored?.bytes ?? 0);
    if (stored === undefined) throw notFound();
    return Response.json(publicForm(stored));
  }

  function write(space: string, entity: Entity | undefined, item: z.infer<typeof setBody>): void {
    checkKey(item.key);
    if (entity !== undefined) checkAttributes(entity, item.value);
    const text = checkValue(item.value);
    refuseWhenTooFast();
    table.set(space, item.key, text, expireTimeOf(item.options, clock.now()), entity);
    wrote(Buffer.byteLength(text));
  }

  function set(space: string, entity: Entity | undefined, body: unknown): Response {
    const item = setBody.parse(body);
    checkKey(item.key);
    const before = table.get(space, item.key);
    if (item.options?.keyPolicy === 'FAIL_IF_EXISTS' && before !== undefined) {
      throw new KvsError('KEY_CONFLICT', 'The key exists already.', 409);
    }
    write(space, entity, item);
    if (item.options?.returnValue === undefined) return empty();
    const answer = item.options.returnValue === 'PREVIOUS' ? before : table.get(space, item.key);
    return answer === undefined ? empty() : Response.json(publicForm(answer));
  }

  function remove(space: string, entity: Entity | undefined, body: unknown): Response {
    const { key } = keyed.parse(body);
    checkKey(key);
    refuseWhenTooFast();
    wrote(0);
    if (!table.delete(space, key, entity)) throw notFound();
    return empty();
  }

  function query(body: unknown): Response {
    const parsed = z
      .object({
        where: z.array(conditionSchema).optional(),
        limit: z.unknown().optional(),
        after: z.string().optional(),
      })
      .parse(body);
    const [where] = parsed.where ?? [];
    if (where !== undefined && (where.property !== 'key' || where.condition !== 'BEGINS_WITH')) {
      throw new KvsError('QUERY_WHERE_INVALID', 'Only keys can be queried, by how they begin.');
    }
    const limit = checkLimit(parsed.limit);
    const prefix = where === undefined ? '' : String(where.values[0]);
    const after =
      parsed.after === undefined ? '' : Buffer.from(parsed.after, 'base64url').toString();
    const found = table.list('', prefix, after, limit + 1);
    const page = found.slice(0, limit);
    read(page.reduce((bytes, one) => bytes + one.bytes, 0));
    const last = found.length > limit ? page.at(-1) : undefined;
    return Response.json({
      data: page.map(publicForm),
      cursor: last && Buffer.from(last.key).toString('base64url'),
    });
  }

  /** Each item on its own: what fails is told beside what did not. */
  function batch<T extends z.ZodObject<{ key: z.ZodUnknown }>>(
    item: T,
    body: unknown,
    one: (item: z.infer<T>) => object,
  ): Response {
    const items = batchOf(item).safeParse(body);
    if (!items.success) throw new KvsError('INVALID_BATCH', items.error.message);
    const successfulKeys: object[] = [];
    const failedKeys: object[] = [];
    for (const each of items.data) {
      const { key, entityName } = each as { key: unknown; entityName?: string };
      try {
        successfulKeys.push({ ...one(each), ...(entityName === undefined ? {} : { entityName }) });
      } catch (error) {
        if (!(error instanceof KvsError)) throw error;
        failedKeys.push({ key, entityName, error: { code: error.code, message: error.message } });
      }
    }
    return Response.json({ successfulKeys, failedKeys });
  }

  function read(bytes: number): void {
    metered.readUnits += Math.max(1, Math.ceil(bytes / UNIT));
  }

  function wrote(bytes: number): void {
    const units = Math.max(1, Math.ceil(bytes / UNIT));
    metered.writeUnits += units;
    minute.units += units;
  }

  function refuseWhenTooFast(): void {
    if (clock.now() - minute.since >= 60_000) minute = { since: clock.now(), units: 0 };
    if (minute.units >= WRITE_UNITS_PER_MINUTE) {
      throw new KvsError('TOO_MANY_REQUESTS', 'Too many requests.', 429);
    }
  }

  return {
    metered,
    entries: () =>
      table
        .all()
        .filter(({ space }) => space !== SECRETS)
        .map(({ space, stored: { key, value } }) => ({
          entity: space === '' ? undefined : space,
          key,
          value,
        })),
    secretKeys: () =>
      table.all().flatMap(({ space, stored }) => (space === SECRETS ? [stored.key] : [])),
    answer(route, body) {
      metered.calls[route] = (metered.calls[route] ?? 0) + 1;
      const answer = routes[route];
      if (answer === undefined) return errorAnswer('NOT_FOUND', `There is no ${route}.`, 404);
      try {
        return answer(body);
      } catch (error) {
        if (error instanceof KvsError) return errorAnswer(error.code, error.message, error.status);
        if (error instanceof z.ZodError) return errorAnswer('INVALID_REQUEST', error.message, 400);
        throw error;
      }
    },
  };
}

function publicForm({ key, value, createdAt, updatedAt, expireTime }: Stored) {
  return {
    key,
    value,
    createdAt,
    updatedAt,
    ...(expireTime === undefined ? {} : { expireTime: new Date(expireTime).toISOString() }),
  };
}

function notFound(): KvsError {
  return new KvsError('KEY_NOT_FOUND', 'The key was not found.', 404);
}

function errorAnswer(code: string, message: string, status: number): Response {
  return Response.json({ code, message }, { status });
}

function empty(): Response {
  return new Response(null, { status: 204 });
}
