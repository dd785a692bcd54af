// A form that older records do not have: a default here, or a new version in `../formats.ts`.
import { z } from 'zod';
import { CLOSED_FOR } from '#domain/audit/closed-for';
import { REVIEW_VERDICTS } from '#domain/audit/review-verdict';
import { FIRST_STEPS_PER_BLOCK } from '#domain/effects/make-step-blocks';
import type { StepCounts } from '#domain/effects/step';
import type { PlanCounts } from '#domain/plan/plan';
import type { AccessRequest, IssueRef, Lease } from '#domain/request/access-request';
import type { ApprovedLess, LeftOut } from '#domain/request/approved-less';
import type { Pause, PauseCause } from '#domain/request/pause';
import type { Question } from '#domain/request/question';
import type { ClosedReview, Review } from '#domain/request/review';
import { approvalSchema } from './approval';
import { askSchema, subjectSchema } from './ask';
import { askedBundleSchema, followedBundleSchema } from './asked-bundle';
import { entitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, record } from './record';
import { termSchema } from './term';

type In<State extends AccessRequest['state']> = Extract<AccessRequest, { state: State }>;

const lessSchema = record<ApprovedLess>()({
  by: personSchema,
  at: z.int(),
  reason: z.string(),
  leftOut: list(
    record<LeftOut>()({
      verb: z.enum(['add', 'remove', 'create']),
      entitlement: entitlementSchema,
      count: z.int(),
      subjects: list(subjectSchema),
    }),
  ),
  levels: list(z.object({ before: z.string(), after: z.string() })).exactOptional(),
  term: z.object({ before: termSchema, after: termSchema }).exactOptional(),
});
exactly<ApprovedLess>()(lessSchema);

const questionSchema = record<Question>()({
  by: personSchema,
  at: z.int(),
  text: z.string(),
  timesOutAt: z.int(),
  answer: z.object({ at: z.int(), text: z.string() }).exactOptional(),
});
exactly<Question>()(questionSchema);

const reviewSchema = record<Review>()({
  by: list(personSchema),
  remindAt: z.int(),
  closed: record<ClosedReview>()({
    by: personSchema,
    at: z.int(),
    verdict: z.enum(REVIEW_VERDICTS),
    note: z.string(),
  }).exactOptional(),
});
exactly<Review>()(reviewSchema);

const core = {
  id: z.string(),
  revision: z.int(),
  connectionId: z.string(),
  issue: record<IssueRef>()({
    cloudId: z.string(),
    id: z.string(),
    key: z.string(),
    projectId: z.string(),
    projectKey: z.string(),
  }),
  requester: personSchema,
  ask: askSchema,
  stepsPerBlock: z.int().min(1).default(FIRST_STEPS_PER_BLOCK),
  justification: z.string(),
  term: termSchema,
  startsAt: z.int().exactOptional(),
  policyVersion: z.int(),
  planned: record<PlanCounts>()({
    change: z.int(),
    alreadySo: z.int(),
    refused: z.int(),
    impossible: z.int(),
  }),
  approvals: list(approvalSchema),
  bundles: list(askedBundleSchema).exactOptional(),
  follows: followedBundleSchema.exactOptional(),
  less: list(lessSchema).exactOptional(),
  questions: list(questionSchema).exactOptional(),
  review: reviewSchema.exactOptional(),
  createdAt: z.int(),
  since: z.int(),
};

const decided = {
  ...core,
  approvedAt: z.int(),
  approvalValidUntil: z.int(),
  nobodyElseBy: z.int().exactOptional(),
};

const progress = record<StepCounts>()({
  pending: z.int(),
  applied: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  manual: z.int(),
  retryable: z.int(),
});

/** As an object, so that a cause that is missing here is a type error. */
const PAUSE_CAUSES: { readonly [Cause in PauseCause]: Cause } = {
  notConnected: 'notConnected',
  otherConnection: 'otherConnection',
  connectionFailing: 'connectionFailing',
  siteUnavailable: 'siteUnavailable',
  rateLimited: 'rateLimited',
  othersFirst: 'othersFirst',
  notYetVisible: 'notYetVisible',
  appFailed: 'appFailed',
};

const pauseSchema = record<Pause>()({
  cause: z.enum(PAUSE_CAUSES),
  since: z.int(),
  nextTryAt: z.int(),
  tries: z.int(),
});
exactly<Pause>()(pauseSchema);

export const requestSchema = z.discriminatedUnion('state', [
  record<In<'awaitingApproval'>>()({
    ...core,
    state: z.literal('awaitingApproval'),
    timesOutAt: z.int(),
    remindedAt: z.int().exactOptional(),
    remindAt: z.int().exactOptional(),
  }),
  record<In<'scheduled'>>()({
    ...decided,
    state: z.literal('scheduled'),
    startsAt: z.int(),
    pause: pauseSchema.exactOptional(),
  }),
  record<In<'approved'>>()({ ...decided, state: z.literal('approved') }),
  record<In<'applying'>>()({
    ...decided,
    state: z.literal('applying'),
    lease: record<Lease>()({ epoch: z.int(), until: z.int() }),
    progress,
    pause: pauseSchema.exactOptional(),
  }),
  record<In<'completed'>>()({ ...decided, state: z.literal('completed'), progress }),
  record<In<'needsAttention'>>()({
    ...decided,
    state: z.literal('needsAttention'),
    progress,
    stopped: z.object({ reference: z.string() }).exactOptional(),
  }),
  record<In<'declined'>>()({ ...core, state: z.literal('declined') }),
  record<In<'withdrawn'>>()({
    ...core,
    state: z.literal('withdrawn'),
    closedFor: z.enum(CLOSED_FOR).exactOptional(),
  }),
  record<In<'timedOut'>>()({ ...core, state: z.literal('timedOut') }),
]);
exactly<AccessRequest>()(requestSchema);
