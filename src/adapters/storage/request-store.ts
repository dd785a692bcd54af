import { Filter, FilterConditions, kvs, Sort } from '@forge/kvs';
import type { StepBlock } from '#domain/effects/step-block';
import { REVIEWED_IN } from '#domain/request/judge-review';
import type { RequestStore } from '#ports/request-store';
import { askedSince } from './asked-since';
import { callConditionally, callStorage } from './call-storage';
import { STEPS_FORMAT } from './formats';
import { brokenGlassKey, ENTITY, idOf, requestKey, stepsKey, submissionKeyKey } from './keys';
import { getRow } from './new-records';
import { pageFrom } from './page-from';
import { queryKeys } from './query-rows';
import { readRequest } from './read-request';
import { readRow } from './read-row';
import { requestsOfIssue } from './requests-of-issue';
import { NEVER, type RequestRow } from './rows';

export const requestStore: RequestStore = {
  get: readRequest,

  async bySubmissionKey(submissionKey) {
    const key = submissionKeyKey(submissionKey);
    const row = await getRow<{ readonly requestId: string }>(ENTITY.submission, key);
    return row?.requestId;
  },

  async brokenGlass(place) {
    const key = brokenGlassKey(place);
    const row = await getRow<{ readonly requestId: string }>(ENTITY.submission, key);
    return row?.requestId;
  },

  async toReview(until, limit) {
    // What is reviewed has a time of the next reminder: all else in these states has none, and stands at the end of the index.
    const last = until ?? NEVER - 1;
    const found = await Promise.all(
      REVIEWED_IN.map((state) =>
        queryKeys(ENTITY.request, 'by-state-remind', [state], last, limit),
      ),
    );
    return idsOf(found.flat());
  },

  ofIssue: requestsOfIssue,

  async blocks(requestId, from, count) {
    const wanted = Array.from({ length: count }, (_, offset) => from + offset);
    const blocks = await Promise.all(
      wanted.map((block) => readRow(ENTITY.steps, stepsKey(requestId, block), STEPS_FORMAT)),
    );
    return blocks.filter((block): block is StepBlock => block !== undefined);
  },

  async due(state, until, limit) {
    return idsOf(await queryKeys(ENTITY.request, 'by-state-due', [state], until, limit));
  },

  async toRemind(until, limit) {
    return idsOf(
      await queryKeys(ENTITY.request, 'by-state-remind', ['awaitingApproval'], until, limit),
    );
  },

  async undecided(since, limit) {
    return idsOf(
      await queryKeys(ENTITY.request, 'by-state-undecided', ['awaitingApproval'], since, limit),
    );
  },

  async waiting(state, cursor, limit) {
    const query = kvs
      .entity<unknown>(ENTITY.request)
      .query()
      .index('by-state-due', { partition: [state] })
      .sort(Sort.ASC)
      .limit(limit);
    if (cursor !== undefined) query.cursor(cursor);
    const { results, nextCursor } = await callStorage(() => query.getMany());
    return { ids: idsOf(results.map(({ key }) => key)), cursor: nextCursor };
  },

  async newest(of, cursor, limit) {
    const query = () => {
      const entity = kvs.entity<unknown>(ENTITY.request).query();
      const found =
        'state' in of
          ? entity.index('by-state-created', { partition: [of.state] })
          : entity.index('by-standing-created', { partition: [of.standing] });
      return found.sort(Sort.DESC).limit(limit);
    };
    const { results, nextCursor } = await pageFrom(cursor, (from) =>
      (from === undefined ? query() : query().cursor(from)).getMany(),
    );
    return { ids: idsOf(results.map(({ key }) => key)), cursor: nextCursor };
  },

  askedSince,

  async postpone(requestId, until, of = 'dueAt') {
    const key = requestKey(requestId);
    const row = await getRow<RequestRow>(ENTITY.request, key);
    if (row === undefined) return;
    // Only the place in the index, and only while nobody writes the request: its revision stays.
    const asRead = new Filter<RequestRow>().and('revision', FilterConditions.equalTo(row.revision));
    await callConditionally(() =>
      kvs
        .transact()
        .set(key, { ...row, [of]: until }, { entityName: ENTITY.request, conditions: asRead })
        .execute(),
    );
  },
};

const idsOf = (keys: readonly string[]) => keys.map((key) => idOf(ENTITY.request, key));
