import { z } from 'zod';
import type { Begun, StepState } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import { IMPOSSIBLE_REASONS, REFUSED_REASONS, type Verdict } from '#domain/plan/plan';
import { exactly } from './exactly';
import { failureReasonSchema } from './failure-reason';
import { personSchema } from './person';
import { list, record } from './record';

type In<State extends StepState['state']> = Extract<StepState, { state: State }>;
type Says<Word extends Verdict['verdict']> = Extract<Verdict, { verdict: Word }>;

const verdictSchema = z.discriminatedUnion('verdict', [
  record<Says<'change'>>()({
    verdict: z.literal('change'),
    prolongs: z.int().exactOptional(),
  }),
  record<Says<'alreadySo'>>()({ verdict: z.literal('alreadySo') }),
  record<Says<'refused'>>()({
    verdict: z.literal('refused'),
    reason: z.enum(REFUSED_REASONS),
    like: z.string().exactOptional(),
    rule: z.string().exactOptional(),
  }),
  record<Says<'impossible'>>()({
    verdict: z.literal('impossible'),
    reason: z.enum(IMPOSSIBLE_REASONS),
  }),
]);
exactly<Verdict>()(verdictSchema);

const before = z.enum(['held', 'notHeld']);
const begun = { before, at: z.int(), missed: z.literal(true).exactOptional() };
const unproved = z.literal(true).exactOptional();

const stepStateSchema = z.discriminatedUnion('state', [
  record<In<'pending'>>()({ state: z.literal('pending') }),
  record<In<'begun'>>()({ state: z.literal('begun'), ...begun }),
  record<In<'applied'>>()({
    state: z.literal('applied'),
    before,
    at: z.int(),
    verifiedAt: z.int().exactOptional(),
    createdId: z.string().exactOptional(),
    unproved,
    found: z.literal(true).exactOptional(),
  }),
  record<In<'unchanged'>>()({
    state: z.literal('unchanged'),
    at: z.int(),
    prolonged: z.literal(true).exactOptional(),
    claimed: z.literal(true).exactOptional(),
    noted: z.literal(true).exactOptional(),
    createdId: z.string().exactOptional(),
  }),
  record<In<'failed'>>()({
    state: z.literal('failed'),
    reason: failureReasonSchema,
    retryable: z.boolean(),
    siteMessage: z.string().exactOptional(),
    rule: z.string().exactOptional(),
    at: z.int(),
    begun: record<Begun>()(begun).exactOptional(),
    createdId: z.string().exactOptional(),
  }),
  record<In<'manual'>>()({ state: z.literal('manual'), by: personSchema, at: z.int() }),
]);
exactly<StepState>()(stepStateSchema);

export const stepBlockSchema = record<StepBlock>()({
  requestId: z.string(),
  block: z.int(),
  revision: z.int(),
  change: z.int(),
  steps: list(
    record<Step>()({ subject: z.int(), planned: verdictSchema, outcome: stepStateSchema }),
  ),
});
exactly<StepBlock>()(stepBlockSchema);
