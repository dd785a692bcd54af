import { chunksOf } from '#domain/lib/chunks-of';
import { panelFailures } from '#domain/panel/panel-failures';
import type { PanelProgress } from '#domain/panel/panel-progress';
import type { PanelTask, PanelVerb, Shown } from '#domain/panel/where-shown';
import { type PanelPlaces, PROJECTS_AT_ONCE } from '#ports/panel-places';
import { whyRefused } from './why-refused';

export interface PanelChangeAsked {
  readonly verb: PanelVerb;
  readonly projectIds: readonly string[];
  readonly taskIds: readonly string[];
}

export async function followChange(
  { panelPlaces }: { readonly panelPlaces: PanelPlaces },
  { verb, projectIds, taskIds }: PanelChangeAsked,
): Promise<PanelProgress> {
  const tasks = await Promise.all(taskIds.map((taskId) => lookAt(panelPlaces, taskId)));
  if (tasks.some(({ state }) => state === 'working')) {
    return { state: 'working', share: shareOf(tasks) };
  }
  const shown = await Promise.all(
    chunksOf(projectIds, PROJECTS_AT_ONCE).map((part) => ask(panelPlaces, part)),
  );
  const failures = panelFailures(verb, projectIds, new Map(shown.flatMap((part) => [...part])));
  const stopped = tasks.find((task) => task.state === 'stopped');
  return {
    state: 'over',
    failures,
    isLost: taskIds.length === 0 || tasks.some(({ state }) => state === 'lost'),
    ...(stopped === undefined ? {} : { stopped: stopped.why ?? '' }),
  };
}

/** A task that Jira does not tell of is one that is not known: how it is now says what came of it. */
async function lookAt(panelPlaces: PanelPlaces, taskId: string): Promise<PanelTask> {
  try {
    return await panelPlaces.task(taskId);
  } catch (error) {
    if (whyRefused(error) === undefined) throw error;
    return { state: 'lost' };
  }
}

function shareOf(tasks: readonly PanelTask[]): number {
  const done = tasks.reduce((sum, task) => sum + (task.state === 'working' ? task.share : 1), 0);
  return done / tasks.length;
}

async function ask(
  panelPlaces: PanelPlaces,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, Shown>> {
  try {
    return await panelPlaces.shownIn(projectIds);
  } catch (error) {
    const why = whyRefused(error);
    if (why === undefined) throw error;
    return new Map(projectIds.map((projectId) => [projectId, { state: 'notKnown', why }]));
  }
}
