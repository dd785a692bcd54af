import { route } from '@forge/api';
import type { PanelTask, PanelVerb, Shown } from '#domain/panel/where-shown';
import type { Clock } from '#ports/clock';
import type { PanelPlaces, ProjectsPart } from '#ports/panel-places';
import { SiteFailure } from '#ports/site-failure';
import { cutOff } from '../rest/failure-of';
import { projectOf } from '../rest/project-of';
import {
  isLastPage,
  panelStatusesSchema,
  panelTaskBegunSchema,
  projectPageSchema,
  sizeOf,
  type Task,
  taskSchema,
} from '../rest/schemas';
import { isName } from './is-name';
import { moduleId } from './module-id';
import { type Jira, openJira } from './open-jira';

/** The panel's module in manifest.yml. */
const PANEL = 'multiplier-access';
/** Projects of one page, and of one part, which is read within one call of a screen. */
const PAGE = 50;
const PART = 500;

const ACTIONS = { show: 'PIN', hide: 'UNPIN' } as const satisfies Record<PanelVerb, string>;

export function panelPlaces(clock: Clock): PanelPlaces {
  const jira = openJira(clock);
  return {
    projects: (from) => readPart(jira, from),

    async shownIn(projectIds) {
      const answer = await jira.read(
        {
          as: 'caller',
          method: 'POST',
          route: route`/rest/api/3/forge/panel/action/bulk/status`,
          body: { moduleId: moduleId(PANEL), projectList: projectIds },
        },
        panelStatusesSchema,
      );
      if (answer === undefined) throw notThere();
      return new Map(
        answer.statuses.items.flatMap(({ projectIdOrKey, pinned, error }) =>
          projectIdOrKey === undefined ? [] : [[projectIdOrKey, shownOf(pinned, error)] as const],
        ),
      );
    },

    async change(verb, projectIds) {
      const begun = await jira.sendAndRead(
        {
          as: 'caller',
          method: 'POST',
          route: route`/rest/api/3/forge/panel/action/bulk/async`,
          body: {
            moduleId: moduleId(PANEL),
            projectList: projectIds.map((projectIdOrKey) => ({
              projectIdOrKey,
              action: ACTIONS[verb],
            })),
          },
        },
        panelTaskBegunSchema,
      );
      if (begun === undefined) throw notThere();
      return begun.taskId !== undefined && isName(begun.taskId) ? begun.taskId : undefined;
    },

    async task(taskId) {
      if (!isName(taskId)) return { state: 'lost' };
      const task = await jira.read(
        { as: 'caller', route: route`/rest/api/3/task/${taskId}` },
        taskSchema,
      );
      return task === undefined ? { state: 'lost' } : stateOf(task);
    },
  };
}

async function readPart(jira: Jira, from: number): Promise<ProjectsPart> {
  const projects: ProjectsPart['projects'][number][] = [];
  let unreadable = 0;
  for (let at = from; ; ) {
    const parameters = new URLSearchParams({
      startAt: String(at),
      maxResults: String(PAGE),
      status: 'live',
      orderBy: 'name',
    });
    const page = await jira.read(
      { as: 'caller', route: route`/rest/api/3/project/search?${parameters}` },
      projectPageSchema,
    );
    if (page === undefined) throw notThere();
    const isLast = isLastPage(page, at);
    if (isLast === undefined) throw cutOff();
    at += sizeOf(page.values);
    unreadable += page.values.unreadable;
    projects.push(...page.values.items.map(projectOf));
    if (isLast || at - from >= PART)
      return { projects, unreadable, total: page.total, next: isLast ? undefined : at };
  }
}

/** Not pinned, with a reason beside it: it could not be looked up (recorded: clients made from the document). */
function shownOf(pinned: boolean | undefined, error: string | undefined): Shown {
  if (pinned === true) return { state: 'shown' };
  if (error !== undefined) return { state: 'notKnown', why: error };
  return pinned === undefined ? { state: 'notKnown' } : { state: 'hidden' };
}

function stateOf({ status, progress, message }: Task): PanelTask {
  switch (status) {
    case 'ENQUEUED':
    case 'RUNNING':
    case 'CANCEL_REQUESTED':
      return { state: 'working', share: Math.min(1, Math.max(0, (progress ?? 0) / 100)) };
    case 'COMPLETE':
      return { state: 'done' };
    case 'FAILED':
    case 'CANCELLED':
    case 'DEAD':
      return { state: 'stopped', ...(message === undefined ? {} : { why: message }) };
  }
}

const notThere = () =>
  new SiteFailure('unexpectedAnswer', 'This Jira does not offer it.', false, 404);
