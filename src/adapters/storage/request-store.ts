import { kvs } from '@forge/kvs';
import type { StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';
import { callStorage } from './call-storage';
import { REQUEST_FORM, STEPS_FORM } from './forms';
import { readIssueList } from './issue-list';
import { ENTITY, requestKey, stepsKey, submissionKeyKey } from './keys';
import { queryRows } from './query-rows';
import { readRow } from './read-row';
import type { RequestRow } from './rows';
import { readBody } from './stored-body';

export const requestStore: RequestStore = {
  get: readRequest,

  async bySubmissionKey(submissionKey) {
    const row = await callStorage(() =>
      kvs.entity<{ requestId: string }>(ENTITY.submission).get(submissionKeyKey(submissionKey)),
    );
    return row?.requestId;
  },

  async ofIssue(issueId, limit) {
    const { requestIds } = await readIssueList(issueId);
    const requests = await Promise.all(requestIds.slice(0, limit).map(readRequest));
    return requests.filter((request): request is AccessRequest => request !== undefined);
  },

  async blocks(requestId, from, count) {
    const wanted = Array.from({ length: count }, (_, offset) => from + offset);
    const blocks = await Promise.all(
      wanted.map((block) => readRow(ENTITY.steps, stepsKey(requestId, block), STEPS_FORM)),
    );
    return blocks.filter((block): block is StepBlock => block !== undefined);
  },

  async due(state, until, limit) {
    const rows = await queryRows<RequestRow>(ENTITY.request, 'by-state-due', [state], until, limit);
    return rows.map(({ body }) => readBody(REQUEST_FORM, body).id);
  },
};

function readRequest(requestId: string): Promise<AccessRequest | undefined> {
  return readRow(ENTITY.request, requestKey(requestId), REQUEST_FORM);
}
