import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { WatchedIssueStore } from '#ports/watched-issue-store';
import { callConditionally } from './call-storage';
import { WATCHED_FORMAT } from './formats';
import { ENTITY, idOf, watchedKey } from './keys';
import { getRow } from './new-records';
import { queryKeys } from './query-rows';
import { readRow } from './read-row';
import { JOURNAL, type WatchedRow } from './rows';

export const watchedIssueStore: WatchedIssueStore = {
  get: (issueId) => readRow(ENTITY.watched, watchedKey(issueId), WATCHED_FORMAT),

  async due(until, limit) {
    const keys = await queryKeys(ENTITY.watched, 'by-due', [JOURNAL], until, limit);
    return keys.map((key) => idOf(ENTITY.watched, key));
  },

  async postpone(issueId, until) {
    const key = watchedKey(issueId);
    const row = await getRow<WatchedRow>(ENTITY.watched, key);
    if (row === undefined) return;
    // Only the place in the index, and only while nobody writes it: its revision stays.
    const asRead = new Filter<WatchedRow>().and('revision', FilterConditions.equalTo(row.revision));
    await callConditionally(() =>
      kvs
        .transact()
        .set(key, { ...row, dueAt: until }, { entityName: ENTITY.watched, conditions: asRead })
        .execute(),
    );
  },
};
