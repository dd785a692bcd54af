import { z } from 'zod';
import type { Former } from '#domain/action/former';
import type { KeptPerson, Standing } from '#domain/personal/kept-person';
import { exactly } from './exactly';
import { list, record } from './record';

type In<State extends Standing['state']> = Extract<Standing, { state: State }>;

const formerSchema = record<Former>()({
  accountId: z.string(),
  displayName: z.string(),
  email: z.string(),
});

const standingSchema = z.discriminatedUnion('state', [
  record<In<'known'>>()({ state: z.literal('known'), reportAt: z.int(), tries: z.int() }),
  record<In<'updated'>>()({
    state: z.literal('updated'),
    since: z.int(),
    leftIn: z.int().exactOptional(),
    triedAt: z.int().exactOptional(),
  }),
  record<In<'closed'>>()({
    state: z.literal('closed'),
    since: z.int(),
    former: formerSchema,
    emails: list(z.string()),
    triedAt: z.int().exactOptional(),
  }),
]);
exactly<Standing>()(standingSchema);

export const keptPersonSchema = record<KeptPerson>()({
  accountId: z.string(),
  revision: z.int(),
  dataFrom: z.int(),
  isRefreshed: z.literal(true).exactOptional(),
  foundIn: z.int(),
  standing: standingSchema,
});
exactly<KeptPerson>()(keptPersonSchema);
