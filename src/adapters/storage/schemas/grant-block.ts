import { z } from 'zod';
import type { Grant, GrantBlock, GrantState } from '#domain/grant/grant';
import { subjectSchema } from './ask';
import { standingEntitlementSchema } from './entitlement';
import { list, maybe, record } from './record';

type In<State extends GrantState['state']> = Extract<GrantState, { state: State }>;

const grantStateSchema = z.discriminatedUnion('state', [
  record<In<'active'>>()({ state: z.literal('active') }),
  record<In<'ending'>>()({ state: z.literal('ending'), since: z.int(), attempts: z.int() }),
  record<In<'ended'>>()({
    state: z.literal('ended'),
    why: z.enum(['expired', 'revoked', 'superseded']),
    at: z.int(),
    lateBy: z.int().exactOptional(),
  }),
]) satisfies z.ZodType<GrantState>;

export const grantBlockSchema = record<GrantBlock>()({
  id: z.string(),
  revision: z.int(),
  requestId: z.string(),
  connectionId: z.string(),
  entitlement: standingEntitlementSchema,
  grants: list(
    record<Grant>()({
      subject: subjectSchema,
      grantedAt: z.int(),
      endsAt: maybe(z.int()),
      status: grantStateSchema,
      unproved: z.literal(true).exactOptional(),
    }),
  ),
}) satisfies z.ZodType<GrantBlock>;
