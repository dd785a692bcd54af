import { z } from 'zod';
import type { AdminNotice } from '#domain/delivery/admin-notice';
import { STUCK_CAUSES } from '#domain/grant/stuck-cause';
import type { OutboxEntry } from '#ports/outbox';
import type { WorkItem } from '#ports/work-queue';
import { exactly } from './exactly';
import { record } from './record';

const adminNoticeSchema = z.discriminatedUnion('about', [
  z.object({ about: z.literal('connectionFailing'), failure: z.string() }),
  z.object({ about: z.literal('connectionWorking'), failure: z.string(), failedSince: z.int() }),
  z.object({
    about: z.enum(['overdue', 'missing']),
    cause: z.enum(STUCK_CAUSES),
    requestId: z.string(),
  }),
  z.object({ about: z.literal('needsALook') }),
  z.object({ about: z.literal('reportFailing') }),
  z.object({ about: z.literal('brokenGlass'), requestId: z.string() }),
  z.object({ about: z.literal('approverLeft'), version: z.int() }),
]);
exactly<AdminNotice>()(adminNoticeSchema);

const workItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provision'), requestId: z.string() }),
  z.object({ kind: z.literal('startRequest'), requestId: z.string() }),
  z.object({
    kind: z.literal('notifyApprovers'),
    requestId: z.string(),
    order: z.int().exactOptional(),
  }),
  z.object({ kind: z.literal('notifyLetIn'), requestId: z.string() }),
  z.object({ kind: z.literal('notifyByPolicy'), requestId: z.string() }),
  z.object({ kind: z.literal('notifyBrokenGlass'), requestId: z.string() }),
  z.object({ kind: z.literal('remindOfReview'), requestId: z.string(), days: z.int() }),
  z.object({ kind: z.literal('notifyReviewed'), requestId: z.string() }),
  z.object({ kind: z.literal('notifyOutcome'), requestId: z.string() }),
  z.object({ kind: z.literal('endDue'), woken: z.literal(true).exactOptional() }),
  z.object({
    kind: z.enum(['notifyOverdue', 'notifyMissing']),
    requestId: z.string(),
    whom: z.enum(['approver', 'workItem']),
    cause: z.enum(STUCK_CAUSES),
    mark: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('remindApprovers'), requestId: z.string() }),
  z.object({ kind: z.literal('remindOfWaiting'), requestIds: z.array(z.string()).readonly() }),
  z.object({
    kind: z.enum(['notifyQuestion', 'notifyAnswer']),
    requestId: z.string(),
    at: z.int(),
  }),
  z.object({ kind: z.literal('notifyLess'), requestId: z.string(), at: z.int() }),
  z.object({
    kind: z.literal('notifyReturned'),
    requestId: z.string(),
    change: z.int(),
    subject: z.int(),
    at: z.int(),
  }),
  z.object({
    kind: z.literal('notifyTakenBack'),
    requestId: z.string(),
    at: z.int(),
    mark: z.string(),
  }),
  z.object({
    kind: z.literal('notifyRenewal'),
    requestId: z.string(),
    at: z.int(),
    mark: z.string(),
  }),
  z.object({
    kind: z.literal('lookAtIssue'),
    issueId: z.string(),
    isDeleted: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('notifyBeforeEnd'), requestId: z.string(), mark: z.string() }),
  z.object({ kind: z.literal('notifyWithdrawn'), requestId: z.string() }),
  z.object({ kind: z.literal('project'), requestId: z.string() }),
  z.object({ kind: z.literal('showStates'), requestIds: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('showState'), issueId: z.string(), since: z.int() }),
  z.object({ kind: z.literal('checkLists') }),
  z.object({ kind: z.literal('endAll') }),
  z.object({ kind: z.literal('tryQueue') }),
  z.object({ kind: z.literal('notifyAdmins'), notice: adminNoticeSchema }),
]);
exactly<WorkItem>()(workItemSchema);

export const outboxEntrySchema = record<OutboxEntry>()({
  id: z.string(),
  item: workItemSchema,
  dueAt: z.int(),
  bulk: z.boolean(),
  claimedUntil: z.int(),
  // An entry that was written before attempts were counted.
  attempts: z.int().default(0),
});
exactly<OutboxEntry>()(outboxEntrySchema);
