import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { SurveyRecord, SurveyStore } from '#ports/survey-store';
import { callStorage } from './call-storage';
import { surveyKey } from './keys';
import type { Row } from './rows';
import { list } from './schemas/record';
import { formatOf, readBody, writeBody } from './stored-body';

const SURVEY_FORMAT = formatOf<SurveyRecord>()({
  name: 'survey',
  version: 1,
  schema: z.object({
    at: z.number(),
    answers: z.record(
      z.string(),
      z.object({
        found: list(z.int()),
        size: z.int(),
        total: z.int(),
        hidesSomebody: z.boolean().default(false),
        accountIds: list(z.string()).exactOptional(),
        first: z.string().exactOptional(),
      }),
    ),
  }),
});
const KEPT = { ttl: { unit: 'MINUTES', value: 10 } } as const;

/** Two invocations that ask the same at once write the same, or the one a little less. */
export const surveyStore: SurveyStore = {
  async read(question) {
    const row = await callStorage(() => kvs.get<Row>(surveyKey(question)));
    return row === undefined ? undefined : readBody(SURVEY_FORMAT, row.body);
  },
  write: (question, record) =>
    callStorage(() =>
      kvs.set(surveyKey(question), { body: writeBody(SURVEY_FORMAT, record) }, KEPT),
    ),
};
