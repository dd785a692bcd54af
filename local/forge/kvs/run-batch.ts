import { z } from 'zod';
import { badRequest, KvsError } from './kvs-error';
import { BATCH_MAX, PAYLOAD_BYTES_MAX } from './limits';
import { metadataOptions } from './public-record';
import { ttlOptions } from './set-options';
import { checkUnique } from './transact';

const item = z.object({ key: z.unknown().optional(), entityName: z.string().optional() });
export const batchItems = {
  get: item.extend({ options: metadataOptions.optional() }),
  set: item.extend({ value: z.unknown().optional(), options: ttlOptions.optional() }),
  delete: item,
} as const;

/** Each item on its own: what fails is told beside what did not. */
export function runBatch<K extends keyof typeof batchItems>(
  kind: K,
  body: unknown,
  one: (item: z.infer<(typeof batchItems)[K]>) => object,
): Response {
  const parsed = z.array(batchItems[kind]).safeParse(body);
  if (!parsed.success) throw badRequest(parsed.error.message);
  const items = parsed.data as z.infer<(typeof batchItems)[K]>[];
  if (items.length === 0) throw badRequest('the batch is empty');
  if (items.length > BATCH_MAX) {
    throw new KvsError(
      'TOO_MANY_BATCH_ENTITIES',
      `Number of entities to ${kind} was ${items.length}, but you can only ${kind} a maximum of ${BATCH_MAX} entities at a time.`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(items)) > PAYLOAD_BYTES_MAX) {
    throw new KvsError('MAX_SIZE', `A batch has at most ${PAYLOAD_BYTES_MAX} bytes.`);
  }
  checkUnique(items);
  const successfulKeys: object[] = [];
  const failedKeys: object[] = [];
  for (const each of items) {
    const { key, entityName } = each;
    const name = { key, ...(entityName === undefined ? {} : { entityName }) };
    try {
      successfulKeys.push({ ...name, ...one(each) });
    } catch (error) {
      if (!(error instanceof KvsError)) throw error;
      failedKeys.push({ ...name, error: { code: error.code, message: error.message } });
    }
  }
  return Response.json({ successfulKeys, failedKeys });
}
