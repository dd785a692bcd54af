import { accountOf } from '../site/caller';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { refuse } from './refusal';

/** doc: asynchronous operations. The first look finds it at work, so that nobody counts on less. */
function getTask({ site, caller, path }: Call): Answer {
  const taskId = path('taskId');
  const task = site.tasks.look(taskId);
  const mine = task !== undefined && task.accountId === accountOf(caller);
  if (task === undefined) throw refuse(404, `Task ${taskId} was not found.`);
  if (!mine && !site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(403, 'You do not have permission to see this task.');
  const now = site.clock.now();
  const isDone = task.looks > 1;
  return ok({
    self: `${site.siteUrl}/rest/api/3/task/${taskId}`,
    id: task.id,
    description: task.description,
    status: isDone ? 'COMPLETE' : 'RUNNING',
    submittedBy: site.people.all().findIndex(({ accountId }) => accountId === task.accountId),
    progress: isDone ? 100 : 50,
    elapsedRuntime: now - task.submittedAt,
    submitted: task.submittedAt,
    started: task.submittedAt,
    lastUpdate: now,
    ...(isDone ? { finished: now } : {}),
  });
}

export const taskOperations: readonly Operation[] = [
  operation('GET /task/:taskId', 'read:jira-work', '', getTask),
];
