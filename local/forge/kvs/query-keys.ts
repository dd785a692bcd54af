import { z } from 'zod';
import { KvsError } from './kvs-error';
import { type KvsTable, PLAIN } from './kvs-table';
import { checkPageSize } from './limits';
import type { QueryPage } from './query-entity';

const querySchema = z.object({
  // doc: querying key-value pairs: one condition, on the key, by how it begins.
  where: z
    .tuple([
      z.object({
        property: z.literal('key'),
        condition: z.literal('BEGINS_WITH'),
        values: z.array(z.string()).min(1),
      }),
    ])
    .optional(),
  limit: z.unknown().optional(),
  after: z.string().optional(),
});

/** A page of plain keys, in their order. */
export function queryKeys(table: KvsTable, body: unknown): QueryPage {
  const parsed = querySchema.safeParse(body);
  if (!parsed.success) {
    throw new KvsError('QUERY_WHERE_INVALID', 'Only keys can be queried, by how they begin.');
  }
  const { where, limit: asked, after } = parsed.data;
  const limit = checkPageSize(asked, 'LIST_QUERY_LIMIT_EXCEEDED');
  const prefix = where?.[0].values[0] ?? '';
  const afterKey = after === undefined ? '' : Buffer.from(after, 'base64url').toString();
  const found = table.list(PLAIN, prefix, afterKey, limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    stored: page,
    cursor: last && Buffer.from(last.key).toString('base64url'),
    bytes: page.reduce((bytes, one) => bytes + one.bytes, 0),
  };
}
