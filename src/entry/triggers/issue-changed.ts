import { z } from 'zod';
import { noteChange } from '#operations/watched-issue/note-change';
import { compose } from '../compose';

/** doc: Forge Jira events, `avi:jira:updated:issue` and `avi:jira:deleted:issue`: what is read of them. */
const eventSchema = z.object({
  eventType: z.string(),
  issue: z.object({ id: z.coerce.string() }),
  changelog: z
    .object({ items: z.array(z.object({ field: z.string().nullish() })).nullish() })
    .nullish(),
});

const DELETED = 'avi:jira:deleted:issue';

/** Jira tells that a work item was changed. The event only says which: what is so is looked up. */
export async function issueChanged(event: unknown): Promise<void> {
  const read = eventSchema.safeParse(event);
  if (!read.success) return;
  const { eventType, issue, changelog } = read.data;
  const isDeleted = eventType === DELETED;
  const items = changelog?.items ?? undefined;
  // Where it tells what was changed, only another status can have ended it.
  const isOther = items !== undefined && !items.some(({ field }) => field === 'status');
  if (isOther && !isDeleted) return;
  await noteChange(compose(), { issueId: issue.id, isDeleted });
}
