import { z } from 'zod';
import type { OutboxEntry } from '#ports/outbox';
import type { WorkItem } from '#ports/work-queue';
import { record } from './record';

const workItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provision'), requestId: z.string() }),
  z.object({ kind: z.literal('notifyApprovers'), requestId: z.string() }),
  z.object({ kind: z.literal('notifyOutcome'), requestId: z.string() }),
]) satisfies z.ZodType<WorkItem>;

export const outboxEntrySchema = record<OutboxEntry>()({
  id: z.string(),
  item: workItemSchema,
  dueAt: z.int(),
  bulk: z.boolean(),
  claimedUntil: z.int(),
}) satisfies z.ZodType<OutboxEntry>;
