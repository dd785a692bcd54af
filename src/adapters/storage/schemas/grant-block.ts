import { z } from 'zod';
import type { EarlierGrantBlock } from '#ports/earlier-grants';
import { subjectSchema } from './ask';
import { existingEntitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { list, maybe, record } from './record';

type EarlierGrant = EarlierGrantBlock['grants'][number];
type In<State extends EarlierGrant['status']['state']> = Extract<
  EarlierGrant['status'],
  { state: State }
>;

/** Grants as they were stored by the block of steps they came from, before there were holdings. */
export const grantBlockSchema = record<EarlierGrantBlock>()({
  id: z.string(),
  revision: z.int(),
  requestId: z.string(),
  connectionId: z.string(),
  entitlement: existingEntitlementSchema,
  grants: list(
    record<EarlierGrant>()({
      subject: subjectSchema,
      grantedAt: z.int(),
      endsAt: maybe(z.int()),
      unproved: z.literal(true).exactOptional(),
      status: z.discriminatedUnion('state', [
        record<In<'active'>>()({ state: z.literal('active') }),
        record<In<'ending'>>()({
          state: z.literal('ending'),
          since: z.int(),
          attempts: z.int(),
        }),
        record<In<'ended'>>()({
          state: z.literal('ended'),
          why: z.enum(['expired', 'revoked', 'superseded']),
          at: z.int(),
          lateBy: z.int().exactOptional(),
        }),
      ]),
    }),
  ),
});
exactly<EarlierGrantBlock>()(grantBlockSchema);
