import { z } from 'zod';
import type { EndedGrant, EndOfGrant, Grant } from '#domain/grant/grant';
import type { NoRenewal } from '#domain/grant/no-renewal';
import type { StandingApproval } from '#domain/grant/standing-approval';
import { STUCK_CAUSES } from '#domain/grant/stuck-cause';
import { fitsGrants } from '#domain/holding/fits-grants';
import type { Claim, Holding, HoldingWork, ToldBeforeEnd, ToldLate } from '#domain/holding/holding';
import { subjectSchema } from './ask';
import { existingEntitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, maybe, record } from './record';

type In<State extends HoldingWork['state']> = Extract<HoldingWork, { state: State }>;

export const endOfGrantSchema = z.enum([
  'expired',
  'revoked',
  'superseded',
  'outlasted',
  'goneByHand',
  'notGivenBack',
  'notProlonged',
  'leaver',
  'returned',
  'takenBack',
  'workItemDone',
  'workItemDeleted',
]);
exactly<EndOfGrant>()(endOfGrantSchema);

const claimFields = {
  requestId: z.string(),
  block: z.int(),
  issueKey: z.string(),
  size: z.int(),
  grantedAt: z.int(),
  approvedAt: z.int().exactOptional(),
  approvalValidUntil: z.int().exactOptional(),
  endsAt: maybe(z.int()),
  workItemId: z.string().exactOptional(),
};
const grantFields = {
  ...claimFields,
  unproved: z.literal(true).exactOptional(),
  unconfirmed: z.literal(true).exactOptional(),
  leaver: z.literal(true).exactOptional(),
  returned: z.literal(true).exactOptional(),
  takenBack: z.literal(true).exactOptional(),
  workItemOver: z.enum(['done', 'deleted']).exactOptional(),
  termEndsAt: z.int().exactOptional(),
};

const workSchema = z.discriminatedUnion('state', [
  record<In<'over'>>()({ state: z.literal('over') }),
  record<In<'stays'>>()({ state: z.literal('stays') }),
  record<In<'runs'>>()({ state: z.literal('runs'), dueAt: z.int() }),
  record<In<'settling'>>()({
    state: z.literal('settling'),
    until: z.int(),
    sent: z.boolean(),
    tries: z.int(),
    begun: z.int().exactOptional(),
  }),
  record<In<'stuck'>>()({
    state: z.literal('stuck'),
    cause: z.enum(STUCK_CAUSES),
    siteMessage: z.string().exactOptional(),
    tries: z.int(),
    nextTryAt: z.int(),
  }),
]);
exactly<HoldingWork>()(workSchema);

const toldSchema = record<ToldLate>()({
  audit: z.int(),
  approver: z.int().exactOptional(),
  workItem: z.int().exactOptional(),
});

const asWritten = record<Holding>()({
  connectionId: z.string(),
  entitlement: existingEntitlementSchema,
  subject: subjectSchema,
  revision: z.int(),
  grants: list(record<Grant>()(grantFields)),
  ended: list(
    record<EndedGrant>()({
      ...grantFields,
      why: endOfGrantSchema,
      endedAt: z.int(),
      lateBy: z.int().exactOptional(),
    }),
  ),
  claims: list(record<Claim>()(claimFields)).exactOptional(),
  approvals: list(
    record<StandingApproval>()({
      approvedAt: z.int(),
      endsAt: maybe(z.int()),
      workItemId: z.string().exactOptional(),
      found: record<NonNullable<StandingApproval['found']>>()({
        requestId: z.string(),
        at: z.int(),
      }).exactOptional(),
    }),
  ).exactOptional(),
  work: workSchema,
  turnedAt: z.int().exactOptional(),
  revokedAt: z.int().exactOptional(),
  missingSince: z.int().exactOptional(),
  toldMissing: toldSchema.exactOptional(),
  told: toldSchema.exactOptional(),
  toldBeforeEnd: record<ToldBeforeEnd>()({
    endsAt: z.int(),
    upTo: z.int(),
    mark: z.string(),
  }).exactOptional(),
  noRenewal: record<NoRenewal>()({
    by: personSchema,
    at: z.int(),
    reason: z.string(),
    endsAt: z.int(),
    lifted: record<NonNullable<NoRenewal['lifted']>>()({
      by: personSchema,
      at: z.int(),
    }).exactOptional(),
  }).exactOptional(),
});
export const holdingSchema = asWritten.refine(fitsGrants, { path: ['work'] });
exactly<Holding>()(holdingSchema);
