import { z } from 'zod';
import { ACTION_KINDS } from '#domain/action/action';
import { RECORD_KINDS } from '#domain/aside/aside';
import type { AskedFor } from '#domain/audit/asked-for';
import type { Actor, AuditEvent, AuditKind, AuditRecord } from '#domain/audit/audit-event';
import { CLOSED_FOR } from '#domain/audit/closed-for';
import { REVIEW_VERDICTS } from '#domain/audit/review-verdict';
import { ADMIN_NOTICES } from '#domain/delivery/admin-notice';
import { DELIVERY_PROBLEMS, DELIVERY_WAYS } from '#domain/delivery/deliveries';
import { STUCK_CAUSES } from '#domain/grant/stuck-cause';
import { askSchema, subjectSchema } from './ask';
import { askedBundleFields, followedNameFields } from './asked-bundle';
import { entitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { failureReasonSchema } from './failure-reason';
import { endOfGrantSchema } from './holding';
import { personFields, personSchema } from './person';
import { policyChangeSchema } from './policy-change';
import { list, maybe, record } from './record';
import { termSchema } from './term';

type Event<Kind extends AuditKind> = Extract<AuditEvent, { kind: Kind }>;

const actorSchema = z.discriminatedUnion('kind', [
  record<Extract<Actor, { kind: 'person' }>>()({ kind: z.literal('person'), ...personFields }),
  record<Extract<Actor, { kind: 'app' }>>()({ kind: z.literal('app') }),
]);
exactly<Actor>()(actorSchema);

const written = { id: z.string(), at: z.int(), actor: actorSchema };

const lateFields = {
  ...written,
  subject: subjectSchema,
  entitlement: entitlementSchema,
  since: z.int(),
  cause: z.enum(STUCK_CAUSES),
  siteMessage: z.string().exactOptional(),
};

const askedForSchema = record<AskedFor>()({
  ask: askSchema,
  term: termSchema,
  startsAt: z.int().exactOptional(),
  bundles: list(z.object(askedBundleFields)).exactOptional(),
  follows: z.object(followedNameFields).exactOptional(),
});

const auditEventSchema = z.discriminatedUnion('kind', [
  record<Event<'connection.connected'>>()({
    ...written,
    kind: z.literal('connection.connected'),
    instanceUrl: z.string(),
    email: z.string(),
  }),
  record<Event<'connection.disconnected'>>()({
    ...written,
    kind: z.literal('connection.disconnected'),
    instanceUrl: z.string(),
  }),
  record<Event<'connection.failing'>>()({
    ...written,
    kind: z.literal('connection.failing'),
    instanceUrl: z.string(),
    problem: z.string(),
  }),
  record<Event<'connection.working'>>()({
    ...written,
    kind: z.literal('connection.working'),
    instanceUrl: z.string(),
    failedSince: z.int(),
  }),
  record<Event<'organization.connected'>>()({
    ...written,
    kind: z.literal('organization.connected'),
    organizationId: z.string(),
    name: z.string(),
  }),
  record<Event<'organization.disconnected'>>()({
    ...written,
    kind: z.literal('organization.disconnected'),
    organizationId: z.string(),
    name: z.string(),
  }),
  record<Event<'organization.access'>>()({
    ...written,
    kind: z.literal('organization.access'),
    verb: z.enum(['suspend', 'restore']),
    person: personSchema,
    before: z.enum(['active', 'suspended', 'inactive']),
    reason: z.string(),
    outcome: z.enum(['begun', 'applied', 'unchanged', 'failed', 'unconfirmed']),
    siteMessage: z.string().exactOptional(),
  }),
  record<Event<'policy.changed'>>()({
    ...written,
    kind: z.literal('policy.changed'),
    version: z.int(),
    changes: list(policyChangeSchema).default([]),
    summary: list(z.string()).exactOptional(),
  }),
  record<Event<'request.submitted'>>()({
    ...written,
    kind: z.literal('request.submitted'),
    justification: z.string(),
    asked: askedForSchema.exactOptional(),
  }),
  record<Event<'request.approved'>>()({
    ...written,
    kind: z.literal('request.approved'),
    projectId: z.string(),
    standsFor: personSchema.exactOptional(),
    afterHours: z.int().exactOptional(),
    rules: list(z.string()).exactOptional(),
    comment: z.string().exactOptional(),
  }),
  record<Event<'standIn.set'>>()({
    ...written,
    kind: z.literal('standIn.set'),
    to: list(personSchema),
    from: z.int(),
    until: z.int(),
  }),
  record<Event<'standIn.ended'>>()({
    ...written,
    kind: z.literal('standIn.ended'),
    person: personSchema,
    to: list(personSchema),
  }),
  record<Event<'request.question'>>()({
    ...written,
    kind: z.literal('request.question'),
    text: z.string(),
  }),
  record<Event<'request.answer'>>()({
    ...written,
    kind: z.literal('request.answer'),
    text: z.string(),
    to: list(personSchema),
  }),
  record<Event<'request.approvedLess'>>()({
    ...written,
    kind: z.literal('request.approvedLess'),
    reason: z.string(),
    leftOut: z.int(),
    approved: askedForSchema,
    levels: list(z.object({ before: z.string(), after: z.string() })).exactOptional(),
    termBefore: termSchema.exactOptional(),
  }),
  record<Event<'request.declined'>>()({
    ...written,
    kind: z.literal('request.declined'),
    projectId: z.string(),
    standsFor: personSchema.exactOptional(),
    afterHours: z.int().exactOptional(),
    rules: list(z.string()).exactOptional(),
    reason: z.string(),
  }),
  record<Event<'request.reminded'>>()({
    ...written,
    kind: z.literal('request.reminded'),
    to: list(personSchema),
  }),
  record<Event<'request.closed'>>()({
    ...written,
    kind: z.literal('request.closed'),
    closedFor: z.enum(CLOSED_FOR),
  }),
  record<Event<'request.withdrawn'>>()({
    ...written,
    kind: z.literal('request.withdrawn'),
    accountClosed: z.literal(true).exactOptional(),
  }),
  record<Event<'leaving.begun'>>()({
    ...written,
    kind: z.literal('leaving.begun'),
    closesRequests: z.boolean(),
  }),
  record<Event<'leaving.finished'>>()({
    ...written,
    kind: z.literal('leaving.finished'),
    ended: z.int(),
    closed: z.int(),
    failed: z.int(),
  }),
  record<Event<'retention.changed'>>()({
    ...written,
    kind: z.literal('retention.changed'),
    before: z.int().nullable(),
    after: z.int().nullable(),
  }),
  record<Event<'records.deleted'>>()({
    ...written,
    kind: z.literal('records.deleted'),
    requests: z.int(),
    records: z.int(),
    before: z.int(),
  }),
  record<Event<'person.erased'>>()({
    ...written,
    kind: z.literal('person.erased'),
    former: z.string(),
  }),
  record<Event<'request.timedOut'>>()({ ...written, kind: z.literal('request.timedOut') }),
  record<Event<'request.started'>>()({ ...written, kind: z.literal('request.started') }),
  record<Event<'request.askedAgain'>>()({
    ...written,
    kind: z.literal('request.askedAgain'),
    to: list(personSchema),
    without: list(personSchema),
  }),
  record<Event<'request.nobodyElseAsked'>>()({
    ...written,
    kind: z.literal('request.nobodyElseAsked'),
    policyVersion: z.int(),
    by: list(personSchema),
  }),
  record<Event<'request.decidedByPolicy'>>()({
    ...written,
    kind: z.literal('request.decidedByPolicy'),
    policyVersion: z.int(),
    signedBy: personSchema,
    rules: list(z.string()).exactOptional(),
  }),
  record<Event<'request.brokeGlass'>>()({
    ...written,
    kind: z.literal('request.brokeGlass'),
    policyVersion: z.int(),
    signedBy: personSchema,
  }),
  record<Event<'request.reviewed'>>()({
    ...written,
    kind: z.literal('request.reviewed'),
    verdict: z.enum(REVIEW_VERDICTS),
    note: z.string(),
  }),
  record<Event<'request.rerouted'>>()({
    ...written,
    kind: z.literal('request.rerouted'),
    projectId: z.string(),
    afterHours: z.int().exactOptional(),
    rules: list(z.string()).exactOptional(),
    to: list(personSchema),
  }),
  record<Event<'request.retried'>>()({
    ...written,
    kind: z.literal('request.retried'),
    steps: z.int(),
  }),
  record<Event<'request.stopped'>>()({
    ...written,
    kind: z.literal('request.stopped'),
    reference: z.string(),
  }),
  record<Event<'request.finished'>>()({
    ...written,
    kind: z.literal('request.finished'),
    state: z.enum(['completed', 'needsAttention']),
  }),
  record<Event<'approver.notified'>>()({
    ...written,
    kind: z.literal('approver.notified'),
    to: list(personSchema),
    by: z.enum(DELIVERY_WAYS),
  }),
  record<Event<'approver.notTold'>>()({
    ...written,
    kind: z.literal('approver.notTold'),
    to: list(personSchema),
    problem: z.enum(DELIVERY_PROBLEMS),
  }),
  record<Event<'comment.public'>>()({
    ...written,
    kind: z.literal('comment.public'),
    takenBack: z.boolean(),
  }),
  record<Event<'state.notShown'>>()({
    ...written,
    kind: z.literal('state.notShown'),
    problem: z.enum(DELIVERY_PROBLEMS),
  }),
  record<Event<'admins.notified'>>()({
    ...written,
    kind: z.literal('admins.notified'),
    about: z.enum(ADMIN_NOTICES),
    to: list(personSchema),
  }),
  record<Event<'admins.notTold'>>()({
    ...written,
    kind: z.literal('admins.notTold'),
    about: z.enum(ADMIN_NOTICES),
    to: list(personSchema),
    problem: z.enum(DELIVERY_PROBLEMS),
  }),
  record<Event<'delivery.tried'>>()({
    ...written,
    kind: z.literal('delivery.tried'),
    by: z.enum(DELIVERY_WAYS),
    outcome: z.enum(['begun', 'done', 'stays', 'unconfirmed', 'refused']),
  }),
  record<Event<'panel.shown' | 'panel.hidden'>>()({
    ...written,
    kind: z.enum(['panel.shown', 'panel.hidden']),
    projects: z.int(),
    outcome: z.enum(['begun', 'taken', 'unconfirmed', 'refused']),
  }),
  record<Event<'record.removed'>>()({
    ...written,
    kind: z.literal('record.removed'),
    record: z.string(),
    of: z.enum(RECORD_KINDS),
  }),
  record<Event<'policy.restored'>>()({
    ...written,
    kind: z.literal('policy.restored'),
    version: z.int(),
    from: z.int(),
  }),
  record<Event<'effect'>>()({
    ...written,
    kind: z.literal('effect'),
    action: z.enum(ACTION_KINDS),
    subject: subjectSchema,
    entitlement: entitlementSchema,
    outcome: z.enum(['applied', 'unchanged', 'failed', 'manual']),
    reason: failureReasonSchema.exactOptional(),
    unproved: z.literal(true).exactOptional(),
    found: z.literal(true).exactOptional(),
    siteMessage: z.string().exactOptional(),
    rule: z.string().exactOptional(),
  }),
  record<Event<'grant.ended'>>()({
    ...written,
    kind: z.literal('grant.ended'),
    subject: subjectSchema,
    entitlement: entitlementSchema,
    why: endOfGrantSchema,
    lateBy: z.int().exactOptional(),
  }),
  record<Event<'grant.returned'>>()({
    ...written,
    kind: z.literal('grant.returned'),
    subject: subjectSchema,
    entitlement: entitlementSchema,
  }),
  record<Event<'grant.takenBack'>>()({
    ...written,
    kind: z.literal('grant.takenBack'),
    subject: subjectSchema,
    entitlement: entitlementSchema,
    right: z.enum(['approved', 'decides', 'admin']),
  }),
  record<Event<'grant.notToRenew'>>()({
    ...written,
    kind: z.literal('grant.notToRenew'),
    subject: subjectSchema,
    entitlement: entitlementSchema,
    right: z.enum(['approved', 'decides', 'admin']),
    reason: z.string(),
  }),
  record<Event<'grant.mayRenew'>>()({
    ...written,
    kind: z.literal('grant.mayRenew'),
    subject: subjectSchema,
    entitlement: entitlementSchema,
    right: z.enum(['approved', 'decides', 'admin']),
  }),
  record<Event<'grant.overdue'>>()({
    ...lateFields,
    kind: z.literal('grant.overdue'),
  }),
  record<Event<'grant.missing'>>()({
    ...lateFields,
    kind: z.literal('grant.missing'),
  }),
  record<Event<'grant.thereAgain'>>()({
    ...written,
    kind: z.literal('grant.thereAgain'),
    subject: subjectSchema,
    entitlement: entitlementSchema,
    missingSince: z.int(),
  }),
]);
exactly<AuditEvent>()(auditEventSchema);

export const auditRecordSchema = record<AuditRecord>()({
  id: z.string(),
  at: z.int(),
  issueKey: maybe(z.string()),
  requestId: maybe(z.string()),
  events: list(auditEventSchema),
});
exactly<AuditRecord>()(auditRecordSchema);
