import { z } from 'zod';
import {
  DELIVERY_PROBLEMS,
  DELIVERY_WAYS,
  type Deliveries,
  type Delivery,
  type DeliveryOutcome,
  type Reminded,
} from '#domain/delivery/deliveries';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, record } from './record';

type Of<Outcome extends DeliveryOutcome['outcome']> = Extract<
  DeliveryOutcome,
  { outcome: Outcome }
>;

const failed = { problem: z.enum(DELIVERY_PROBLEMS), tries: z.int(), at: z.int() };

const outcomeSchema = z.discriminatedUnion('outcome', [
  record<Of<'told'>>()({ outcome: z.literal('told'), by: z.enum(DELIVERY_WAYS), at: z.int() }),
  record<Of<'notYet'>>()({ outcome: z.literal('notYet'), ...failed }),
  record<Of<'givenUp'>>()({ outcome: z.literal('givenUp'), ...failed }),
]);
exactly<DeliveryOutcome>()(outcomeSchema);

export const deliveriesSchema = record<Deliveries>()({
  of: z.string(),
  revision: z.int(),
  told: list(
    record<Delivery>()({
      about: z.string(),
      to: list(personSchema),
      since: z.int(),
      outcome: outcomeSchema,
    }),
  ),
  reminded: list(
    record<Reminded>()({ to: list(personSchema), at: z.int(), promised: z.string() }),
  ).exactOptional(),
});
exactly<Deliveries>()(deliveriesSchema);

const ofRequest = z.looseObject({ requestId: z.string() });

/** Version 1 was of requests only. */
export function nameWhose(old: unknown): unknown {
  const { requestId, ...rest } = ofRequest.parse(old);
  return { ...rest, of: requestId };
}
