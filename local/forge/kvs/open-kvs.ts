import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PlatformClock } from '../../machine/clock';
import { emptyLog, inTransaction } from '../../machine/database';
import type { ForgeFaults, ForgeManifest, LocalKvs } from '../forge';
import { checkAttributes, type Entity, readEntities } from './entities';
import { badRequest, KEY_NOT_FOUND, KvsError } from './kvs-error';
import { KvsTable, PLAIN, SECRETS, type Space, type Stored } from './kvs-table';
import { checkKey, checkValue } from './limits';
import { Meter } from './meter';
import { metadataOptions, publicRecord } from './public-record';
import { type QueryPage, queryEntity } from './query-entity';
import { queryKeys } from './query-keys';
import { runBatch } from './run-batch';
import { expireTimeOf, setOptions, type TtlOptions } from './set-options';
import { transact } from './transact';

export interface OpenKvs extends LocalKvs {
  /** One request of the wire: the route and its JSON body. */
  answer(route: string, body: unknown): Response;
  /** Forgets all of it, as the app is taken off the site. */
  clear(): void;
}

const keyed = z.object({ key: z.unknown().optional(), entityName: z.string().optional() });
const getBody = keyed.extend({ options: metadataOptions.optional() });
const setBody = keyed.extend({ value: z.unknown().optional(), options: setOptions.optional() });
const queryOptions = z.object({ options: metadataOptions.optional() });

/** Forge's key-value storage of one installation, behind the routes that @forge/kvs 1.6.5 calls. */
export function openKvs(
  database: DatabaseSync,
  clock: PlatformClock,
  manifest: ForgeManifest,
  faults: Pick<ForgeFaults, 'queryLag' | 'absenceMeetsNothing'>,
): OpenKvs {
  const now = () => clock.now();
  const entities = new Map(readEntities(manifest).map((entity) => [entity.name, entity]));
  const table = new KvsTable(database, now, entities, () => faults.queryLag);
  const meter = new Meter(now);

  const routes: Readonly<Record<string, (body: unknown) => Response>> = {
    '/api/v1/get': (body) => get(PLAIN, body),
    '/api/v1/set': (body) => set(PLAIN, body),
    '/api/v1/delete': (body) => remove(PLAIN, body),
    '/api/v1/secret/get': (body) => get(SECRETS, body),
    '/api/v1/secret/set': (body) => set(SECRETS, body),
    '/api/v1/secret/delete': (body) => remove(SECRETS, body),
    '/api/v1/entity/get': (body) => get(entityOf(body).name, body),
    '/api/v1/entity/set': (body) => set(entityOf(body).name, body),
    '/api/v1/entity/delete': (body) => remove(entityOf(body).name, body),
    '/api/v1/query': (body) => page(body, () => queryKeys(table, body)),
    '/api/v1/entity/query': (body) => page(body, () => queryEntity(table, entityOf(body), body)),
    '/api/v1/transaction': (body) => {
      meter.check('writeUnits');
      meter.add('writeUnits', transact(table, entityNamed, now(), body, faults));
      return empty();
    },
    '/api/v1/batch/get': (body) => {
      meter.check('readUnits');
      let bytes = 0;
      const answer = runBatch('get', body, ({ key, entityName, options }) => {
        const stored = find(spaceOf(entityName), key, entityName);
        bytes += stored.bytes;
        return publicRecord(stored, options?.metadataFields);
      });
      meter.add('readUnits', bytes);
      return answer;
    },
    '/api/v1/batch/set': (body) => {
      meter.check('writeUnits');
      let bytes = 0;
      const answer = inTransaction(database, () =>
        runBatch('set', body, ({ key, entityName, value, options }) => {
          bytes += write(spaceOf(entityName), key, value, options);
          return {};
        }),
      );
      meter.add('writeUnits', bytes);
      return answer;
    },
    '/api/v1/batch/delete': (body) => {
      meter.check('writeUnits');
      const answer = inTransaction(database, () =>
        runBatch('delete', body, ({ key, entityName }) => {
          checkKey(key, entityName);
          table.delete(spaceOf(entityName), key);
          return {};
        }),
      );
      meter.add('writeUnits', 0);
      return answer;
    },
  };

  function entityNamed(name: string): Entity {
    const entity = entities.get(name);
    if (entity === undefined) {
      throw new KvsError('SCHEMA_NOT_FOUND', 'The schema provided does not exist', 404);
    }
    return entity;
  }

  function entityOf(body: unknown): Entity {
    const { entityName } = keyed.parse(body);
    if (entityName === undefined) throw badRequest('entityName');
    return entityNamed(entityName);
  }

  function spaceOf(entityName: string | undefined): Space {
    return entityName === undefined ? PLAIN : entityNamed(entityName).name;
  }

  function find(space: Space, key: unknown, entityName: string | undefined): Stored {
    checkKey(key, entityName);
    const stored = table.get(space, key);
    if (stored === undefined) throw KEY_NOT_FOUND;
    return stored;
  }

  function get(space: Space, body: unknown): Response {
    const { key, entityName, options } = getBody.parse(body);
    checkKey(key, entityName);
    meter.check('readUnits');
    const stored = table.get(space, key);
    meter.add('readUnits', stored?.bytes ?? 0);
    if (stored === undefined) throw KEY_NOT_FOUND;
    return Response.json(publicRecord(stored, options?.metadataFields));
  }

  /** Answers the bytes written. */
  function write(
    space: Space,
    key: unknown,
    value: unknown,
    options: TtlOptions | undefined,
  ): number {
    const entity = entities.get(space);
    checkKey(key, entity?.name);
    if (entity !== undefined) checkAttributes(entity, value);
    const text = checkValue(value);
    table.set(space, key, text, expireTimeOf(options, now()));
    return Buffer.byteLength(text);
  }

  function set(space: Space, body: unknown): Response {
    const { key, entityName, value, options } = setBody.parse(body);
    checkKey(key, entityName);
    const { keyPolicy, returnValue, returnMetadataFields } = options ?? {};
    if (keyPolicy === 'FAIL_IF_EXISTS' && returnValue !== undefined) {
      throw new KvsError(
        'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
        'A value is returned only where it may be overwritten.',
      );
    }
    meter.check('writeUnits');
    const before = options === undefined ? undefined : table.get(space, key);
    if (keyPolicy === 'FAIL_IF_EXISTS' && before !== undefined) {
      const message = 'Provided key already exists and cannot be overwritten';
      throw new KvsError('KEY_CONFLICT', message, 409);
    }
    meter.add(
      'writeUnits',
      change(space, () => write(space, key, value, options)),
    );
    const answer = returnValue === 'LATEST' ? table.get(space, key) : before;
    return returnValue === undefined || answer === undefined
      ? empty()
      : Response.json(publicRecord(answer, returnMetadataFields));
  }

  /** What was a secret is gone from the disk once the change is made: within it, the log can't be emptied. */
  function change<T>(space: Space, work: () => T): T {
    const result = inTransaction(database, work);
    if (space === SECRETS) emptyLog(database);
    return result;
  }

  function remove(space: Space, body: unknown): Response {
    const { key, entityName } = keyed.parse(body);
    checkKey(key, entityName);
    meter.check('writeUnits');
    meter.add('writeUnits', 0);
    const isGone = change(space, () => table.delete(space, key));
    if (!isGone) throw KEY_NOT_FOUND;
    return empty();
  }

  function page(body: unknown, query: () => QueryPage): Response {
    const { options } = queryOptions.parse(body);
    meter.check('readUnits');
    const { stored, cursor, bytes } = query();
    meter.add('readUnits', bytes);
    const data = stored.map((one) => publicRecord(one, options?.metadataFields));
    return Response.json({ data, cursor });
  }

  return {
    metered: meter.total,
    clear: () => table.clear(),
    entries: () =>
      table
        .all()
        .filter(({ space }) => space !== SECRETS)
        .map(({ space, stored: { key, value } }) => ({
          entity: space === PLAIN ? undefined : space,
          key,
          value,
        })),
    secretKeys: () =>
      table.all().flatMap(({ space, stored }) => (space === SECRETS ? [stored.key] : [])),
    answer(route, body) {
      meter.called(route);
      const answer = routes[route];
      try {
        if (answer === undefined) throw new KvsError('NOT_FOUND', `There is no ${route}.`, 404);
        return answer(body);
      } catch (error) {
        const refused = error instanceof z.ZodError ? badRequest(error.message) : error;
        if (!(refused instanceof KvsError)) throw refused;
        const { code, message, status } = refused;
        return Response.json({ code, message }, { status });
      }
    },
  };
}

function empty(): Response {
  return new Response(null, { status: 204 });
}
