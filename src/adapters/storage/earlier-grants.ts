import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { EarlierGrants } from '#ports/earlier-grants';
import { callConditionally } from './call-storage';
import { EARLIER_GRANTS_FORMAT } from './formats';
import { ENTITY, grantsKey } from './keys';
import { queryRows, readFound } from './query-rows';
import { NEVER, type RevisedRow } from './rows';

export const earlierGrants: EarlierGrants = {
  async open(limit) {
    const rows = await queryRows(ENTITY.grants, 'by-status-end', ['open'], NEVER, limit);
    return readFound(ENTITY.grants, EARLIER_GRANTS_FORMAT, rows);
  },

  async forget({ id, revision }) {
    const asRead = new Filter<RevisedRow>().and('revision', FilterConditions.equalTo(revision));
    await callConditionally(() =>
      kvs
        .transact()
        .delete(grantsKey(id), { entityName: ENTITY.grants, conditions: asRead })
        .execute(),
    );
  },
};
