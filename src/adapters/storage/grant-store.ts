import type { GrantBlock } from '#domain/grant/grant';
import { grantBlockId } from '#domain/grant/grant';
import type { GrantStore } from '#ports/grant-store';
import { GRANTS_FORM } from './forms';
import { ENTITY, grantsKey } from './keys';
import { queryRows } from './query-rows';
import { readRow } from './read-row';
import { type GrantsRow, heldKey } from './rows';
import { readBody } from './stored-body';

export const grantStore: GrantStore = {
  get: readGrants,

  async ofRequest(requestId, blocks) {
    const ids = blocks.map((block) => grantBlockId({ requestId, block }));
    const found = await Promise.all(ids.map(readGrants));
    return found.filter((block): block is GrantBlock => block !== undefined);
  },

  async due(until, limit) {
    return idsOf(await queryRows(ENTITY.grants, 'by-status-end', ['open'], until, limit));
  },

  async openFor(connectionId, entitlement) {
    const partition = [heldKey(connectionId, entitlement), 'open'];
    return idsOf(
      await queryRows(
        ENTITY.grants,
        'by-entitlement',
        partition,
        Number.MAX_SAFE_INTEGER,
        Number.POSITIVE_INFINITY,
      ),
    );
  },
};

function readGrants(id: string): Promise<GrantBlock | undefined> {
  return readRow(ENTITY.grants, grantsKey(id), GRANTS_FORM);
}

function idsOf(rows: readonly GrantsRow[]): string[] {
  return rows.map(({ body }) => readBody(GRANTS_FORM, body).id);
}
