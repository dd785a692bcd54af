import { z } from 'zod';
import {
  TELLING_PROBLEMS,
  TELLING_WAYS,
  type Telling,
  type TellingOutcome,
  type Told,
} from '#domain/notification/telling';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, record } from './record';

type Of<Outcome extends TellingOutcome['outcome']> = Extract<TellingOutcome, { outcome: Outcome }>;

const failed = { problem: z.enum(TELLING_PROBLEMS), tries: z.int(), at: z.int() };

const outcomeSchema = z.discriminatedUnion('outcome', [
  record<Of<'told'>>()({ outcome: z.literal('told'), by: z.enum(TELLING_WAYS), at: z.int() }),
  record<Of<'notYet'>>()({ outcome: z.literal('notYet'), ...failed }),
  record<Of<'givenUp'>>()({ outcome: z.literal('givenUp'), ...failed }),
]);
exactly<TellingOutcome>()(outcomeSchema);

export const tellingSchema = record<Telling>()({
  requestId: z.string(),
  revision: z.int(),
  told: list(
    record<Told>()({
      about: z.string(),
      to: list(personSchema),
      since: z.int(),
      outcome: outcomeSchema,
    }),
  ),
});
exactly<Telling>()(tellingSchema);
