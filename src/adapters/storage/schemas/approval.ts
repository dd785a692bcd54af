import { z } from 'zod';
import {
  type Approval,
  type Decision,
  TRACE_OUTCOMES,
  type TraceEntry,
} from '#domain/approval/approval';
import { leadsKey } from '#domain/approval/asked-source';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, record } from './record';

type Approved = Extract<Decision, { decision: 'approved' }>;
type Declined = Extract<Decision, { decision: 'declined' }>;
type ByPolicy = Extract<Decision, { decision: 'byPolicy' }>;
type BrokeGlass = Extract<Decision, { decision: 'brokeGlass' }>;

const decisionSchema = z.discriminatedUnion('decision', [
  record<Approved>()({
    decision: z.literal('approved'),
    by: personSchema,
    at: z.int(),
    askedIn: z.string().exactOptional(),
    standsFor: personSchema.exactOptional(),
    afterHours: z.int().exactOptional(),
    comment: z.string().exactOptional(),
  }),
  record<Declined>()({
    decision: z.literal('declined'),
    by: personSchema,
    at: z.int(),
    standsFor: personSchema.exactOptional(),
    afterHours: z.int().exactOptional(),
    reason: z.string(),
  }),
  record<ByPolicy>()({
    decision: z.literal('byPolicy'),
    by: personSchema,
    at: z.int(),
    askedIn: z.string().exactOptional(),
    policyVersion: z.int(),
  }),
  record<BrokeGlass>()({
    decision: z.literal('brokeGlass'),
    by: personSchema,
    at: z.int(),
    askedIn: z.string().exactOptional(),
    policyVersion: z.int(),
  }),
]);
exactly<Decision>()(decisionSchema);

const traceEntrySchema = record<TraceEntry>()({
  tried: z.discriminatedUnion('source', [
    z.object({ source: z.literal('roleProjectLead'), projectKey: z.string() }),
    z.object({ source: z.literal('issueProjectLead'), projectKey: z.string() }),
    z.object({ source: z.literal('named') }),
    z.object({ source: z.literal('member'), group: z.string() }),
    z.object({ source: z.literal('permission'), projectKey: z.string() }),
    z.object({ source: z.literal('groupOwner'), group: z.string().exactOptional() }),
    z.object({
      source: z.literal('fallbackApprover'),
      afterHours: z.int().exactOptional(),
    }),
    z.object({ source: z.literal('standIn'), of: personSchema }),
    z.object({ source: z.literal('issue') }),
  ]),
  person: personSchema.exactOptional(),
  // What earlier versions wrote of everybody whom a request was about.
  outcome: z.preprocess(
    (outcome) => (outcome === 'isSubject' ? 'gains' : outcome),
    z.enum(TRACE_OUTCOMES),
  ),
});
exactly<TraceEntry>()(traceEntrySchema);

export const approvalSchema = record<Approval>()({
  projectId: z.string(),
  asks: z.string(),
  rules: list(z.string()).default([]),
  order: z.int(),
  needed: z.int(),
  changes: list(z.int()),
  approvers: list(personSchema),
  mayDecline: list(personSchema).default([]),
  trace: list(traceEntrySchema),
  askedAt: z.int().exactOptional(),
  decisions: list(decisionSchema),
});
exactly<Approval>()(approvalSchema);

const ofOneStage = z.looseObject({
  approvals: z.array(z.looseObject({ projectId: z.string(), decision: z.unknown().optional() })),
});

/** Version 1 of a request had the lead of a project decide each change, and nobody else. */
export function listDecisions(old: unknown): unknown {
  const request = ofOneStage.parse(old);
  return {
    ...request,
    approvals: request.approvals.map(({ decision, ...stage }) => ({
      ...stage,
      asks: leadsKey(stage.projectId),
      order: 1,
      needed: 1,
      decisions: decision === undefined || decision === null ? [] : [decision],
    })),
  };
}
