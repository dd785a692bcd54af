import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extensionId } from '../../local/forge/runtime/extension-id';
import type { PanelChangeView, PanelProgressView } from '../../src/contract/views';
import { error, manifest, openWorld, PANEL, value, type World } from '../support/open-world';

const MODULE = extensionId(manifest, PANEL);
const PIN = /^\/forge\/panel\/action\/bulk\/async/;
const STATUS = /^\/forge\/panel\/action\/bulk\/status/;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const olivia = () => world.as('Olivia Hart');
const idOf = (key: string) => world.platform.atlassian.directory.projectOf(key).id;
const isShown = (key: string) => world.platform.atlassian.panels.isPinned(MODULE, key);
const places = async () => value(await olivia().admin('panels.load', { from: 0 }));
const show = (projectIds: readonly string[]) =>
  olivia().admin('panels.show', { projectIds: [...projectIds] });
/** What is on record of the panel, the newest last. */
const audited = async () =>
  value(await olivia().admin('audit.list', {}))
    .items.flatMap(({ event }) =>
      event.kind === 'panel.shown' || event.kind === 'panel.hidden'
        ? `${event.kind} ${event.projects} ${event.outcome}`
        : [],
    )
    .toReversed();

function refuse(path: RegExp, status: number, message: string): void {
  world.platform.atlassian.faults.add({
    path,
    effect: {
      kind: 'answer',
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ errorMessages: [message], errors: {} }),
    },
  });
}

/** As the page does: looks until it is over. */
async function follow(
  change: 'show' | 'hide',
  projectIds: readonly string[],
  { taskIds }: Pick<PanelChangeView, 'taskIds'>,
): Promise<readonly PanelProgressView[]> {
  const seen: PanelProgressView[] = [];
  while (seen.at(-1)?.state !== 'over') {
    const asked = { change, projectIds: [...projectIds], taskIds: [...taskIds] };
    seen.push(value(await olivia().admin('panels.progress', asked)));
  }
  return seen;
}

describe('where the panel is shown', () => {
  test('an admin has it shown in chosen projects, and hidden again', async () => {
    const before = await places();
    expect(before.next).toBeUndefined();
    expect(before.projects).toHaveLength(before.total ?? 0);
    expect(before.projects.every(({ shown }) => shown.state === 'hidden')).toBe(true);

    const chosen = [idOf('WEB'), idOf('FIN')];
    const begun = value(await show(chosen));
    expect(begun.taskIds).toHaveLength(1);
    const [first, last] = await follow('show', chosen, begun);
    expect(first).toEqual({ state: 'working', share: 0.5 });
    expect(last).toEqual({ state: 'over', failures: [], isLost: false });
    expect([isShown('WEB'), isShown('FIN'), isShown('MOB')]).toEqual([true, true, false]);
    const shownNow = (await places()).projects.filter(({ shown }) => shown.state === 'shown');
    expect(shownNow.map(({ key }) => key).sort()).toEqual(['FIN', 'WEB']);

    const hidden = value(await olivia().admin('panels.hide', { projectIds: [idOf('WEB')] }));
    expect((await follow('hide', [idOf('WEB')], hidden)).at(-1)).toMatchObject({ failures: [] });
    expect([isShown('WEB'), isShown('FIN')]).toEqual([false, true]);
    expect(await audited()).toEqual([
      ...['panel.shown 2 begun', 'panel.shown 2 taken'],
      ...['panel.hidden 1 begun', 'panel.hidden 1 taken'],
    ]);
    const { items } = value(await olivia().admin('audit.list', { kind: 'panel.hidden' }));
    expect(items.map(({ event }) => event.actor)).toMatchObject([
      { displayName: 'Olivia Hart' },
      { displayName: 'Olivia Hart' },
    ]);
  });

  test('in all projects that the admin sees, asked as the admin and through the platform alone', async () => {
    const sent: (string | undefined)[] = [];
    const stop = world.platform.atlassian.onExchange(({ method, as, via }) => {
      if (method === 'POST') sent.push(`${via} ${as}`);
    });
    const all = (await places()).projects;
    const begun = value(await show(all.map(({ projectId }) => projectId)));
    const ids = all.map(({ projectId }) => projectId);
    expect((await follow('show', ids, begun)).at(-1)).toMatchObject({ failures: [] });
    stop();
    expect(all.every(({ key }) => isShown(key))).toBe(true);
    expect(new Set(sent)).toEqual(new Set([`gateway ${world.person('Olivia Hart').accountId}`]));
  });

  test('1,001 projects are asked for in two calls, and each that fails is told', async () => {
    const sizes: number[] = [];
    const stop = world.platform.atlassian.onExchange(({ url, requestBody }) => {
      if (PIN.test(new URL(url).pathname.replace('/rest/api/3', '')))
        sizes.push(JSON.parse(requestBody).projectList.length);
    });
    const gone = Array.from({ length: 1_000 }, (_, at) => String(900_000 + at));
    const asked = [...gone, idOf('WEB'), idOf('WEB')];
    const begun = value(await show(asked));
    stop();
    expect(sizes).toEqual([1_000, 1]);
    expect(begun.taskIds).toHaveLength(2);
    expect(isShown('WEB')).toBe(true);
    const over = (await follow('show', asked.slice(0, -1), begun)).at(-1);
    expect(over).toMatchObject({ state: 'over', isLost: false });
    const failures = over?.state === 'over' ? over.failures : [];
    expect(failures.map(({ projectId }) => projectId)).toEqual(gone);
    expect(failures[0]).toEqual({
      projectId: '900000',
      isKnown: false,
      why: 'No project could be found: 900000',
    });
    expect(await audited()).toEqual(['panel.shown 1001 begun', 'panel.shown 1001 taken']);
  });

  test.each([
    [403, 'You do not have permission to administer Jira.'],
    [400, 'No issue panel with this moduleId.'],
    [404, 'There is no such resource.'],
  ])('what Jira refuses with %i is refused, and on record as that', async (status, message) => {
    refuse(PIN, status, message);
    expect(error(await show([idOf('WEB')]))).toMatchObject({ code: 'panelRefused' });
    expect(isShown('WEB')).toBe(false);
    expect(await audited()).toEqual(['panel.shown 1 begun', 'panel.shown 1 refused']);
  });

  test('a part that Jira does not take leaves the other as it is, and is told', async () => {
    let calls = 0;
    const { faults } = world.platform.atlassian;
    const stop = world.platform.atlassian.onExchange(({ url }) => {
      if (!url.includes('bulk/async')) return;
      calls += 1;
      if (calls === 1) refuse(PIN, 403, 'No more of it.');
    });
    const asked = Array.from({ length: 1_001 }, (_, at) => String(900_000 + at));
    const begun = value(await show(asked));
    stop();
    faults.clear();
    expect(begun).toMatchObject({
      taskIds: [expect.any(String)],
      notTaken: { projects: 1, why: 'No more of it.' },
    });
    expect((await audited()).toSorted()).toEqual([
      ...['panel.shown 1 refused', 'panel.shown 1000 taken', 'panel.shown 1001 begun'],
    ]);
  });

  const TAKEN_AND_LOST = { kind: 'reset', when: 'after' } as const;
  const answers = (status: number) => ({ kind: 'answer', status }) as const;
  test.each([
    ['lost, after it was taken', [TAKEN_AND_LOST], true, 'unconfirmed'],
    [
      'lost, and refused if it were sent again',
      [TAKEN_AND_LOST, answers(403)],
      true,
      'unconfirmed',
    ],
    [
      'lost, and too fast if it were sent again',
      [TAKEN_AND_LOST, answers(429)],
      true,
      'unconfirmed',
    ],
    ['that of an outage', [answers(503)], false, 'unconfirmed'],
    ['to slow down', [answers(429)], false, 'refused'],
  ])('where the answer is %s, the audit says what is known', async (_, effects, shown, outcome) => {
    for (const effect of effects)
      world.platform.atlassian.faults.add({ path: PIN, times: 1, effect });
    expect(error(await show([idOf('WEB')]))).toMatchObject({ code: 'platform', retryable: true });
    expect(isShown('WEB')).toBe(shown);
    expect(await audited()).toEqual(['panel.shown 1 begun', `panel.shown 1 ${outcome}`]);
  });

  test('a run that dies once Jira has taken it leaves it on record', async () => {
    const { faults } = world.platform.forge;
    faults.onWireCall = ({ target }) => (target.includes('panel/action') ? 'killAfter' : 'go');
    await expect(show([idOf('WEB')])).rejects.toThrow('killed');
    faults.onWireCall = undefined;
    expect(isShown('WEB')).toBe(true);
    expect(await audited()).toEqual(['panel.shown 1 begun']);
  });

  test('nothing is asked of Jira that can’t be put on record', async () => {
    const { faults } = world.platform.forge;
    const asked: string[] = [];
    faults.onWireCall = ({ target }) => {
      asked.push(target);
      return target.includes('/transaction') ? 'kill' : 'go';
    };
    await expect(show([idOf('WEB')])).rejects.toThrow('killed');
    faults.onWireCall = undefined;
    expect(asked.some((target) => target.includes('/transaction'))).toBe(true);
    expect(asked.filter((target) => target.includes('panel/action'))).toEqual([]);
    expect(isShown('WEB')).toBe(false);
  });

  test.each(['.', '..', '../myself', '1?x=1', 'x'.repeat(129)])(
    'a task that is called %j is one that Jira does not tell of, and asks for nothing else',
    async (taskId) => {
      const stop = world.platform.atlassian.faults.add({
        path: PIN,
        effect: { ...answers(202), body: JSON.stringify({ taskId }) },
      });
      const begun = value(await show([idOf('WEB')]));
      stop();
      expect(begun.taskIds).toEqual([]);
      const paths: string[] = [];
      world.platform.atlassian.onExchange(({ url }) => paths.push(new URL(url).pathname));
      const asked = { change: 'show' as const, projectIds: [idOf('WEB')], taskIds: [taskId] };
      const told = await olivia().admin('panels.progress', asked);
      if (taskId.length > 128) expect(error(told)).toMatchObject({ code: 'badInput' });
      else expect(value(told)).toMatchObject({ state: 'over', isLost: true });
      expect(paths.filter((path) => path.includes('/task'))).toEqual([]);
    },
  );

  test('of a task that Jira does not tell of, how it is now says what came of it', async () => {
    value(await show([idOf('WEB')]));
    const asked = [idOf('WEB'), idOf('MOB')];
    const over = {
      state: 'over',
      isLost: true,
      failures: [{ projectId: idOf('MOB'), isKnown: true }],
    };
    expect(await follow('show', asked, { taskIds: ['999'] })).toEqual([over]);
    // Jira took it, and named no task.
    expect(await follow('show', asked, { taskIds: [] })).toEqual([over]);
    refuse(/^\/task\//, 403, 'Not yours.');
    expect(await follow('show', asked, { taskIds: ['1'] })).toEqual([over]);
  });

  test('a task that stopped says why', async () => {
    const task = (more: object) =>
      world.platform.atlassian.faults.add({
        path: /^\/task\//,
        times: 1,
        effect: {
          kind: 'answer',
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ elapsedRuntime: 1, ...taskFields(), ...more }),
        },
      });
    task({ status: 'FAILED', message: 'The index is locked.' });
    const asked = [idOf('WEB')];
    expect((await follow('show', asked, { taskIds: ['1'] })).at(-1)).toEqual({
      state: 'over',
      isLost: false,
      stopped: 'The index is locked.',
      failures: [{ projectId: idOf('WEB'), isKnown: true }],
    });
  });

  test('where Jira does not tell where it is shown, the projects are there all the same', async () => {
    refuse(STATUS, 404, 'There is no such resource.');
    const { projects, notTold } = await places();
    expect(notTold).toBe('This Jira does not offer it.');
    expect(projects.map(({ key }) => key)).toContain('WEB');
    expect(projects.every(({ shown }) => shown.state === 'notKnown')).toBe(true);
    const begun = value(await show([idOf('WEB')]));
    expect((await follow('show', [idOf('WEB')], begun)).at(-1)).toMatchObject({
      failures: [{ projectId: idOf('WEB'), isKnown: false, why: notTold }],
    });
  });

  test('projects are read page by page and part by part, one that can’t be read is left out and told', async () => {
    const { siteUrl, faults } = world.platform.atlassian;
    const total = 620;
    for (let startAt = 0; startAt < total; startAt += 50) {
      const values = Array.from({ length: Math.min(50, total - startAt) }, (_, at) => ({
        id: String(800_000 + startAt + at),
        key: `P${startAt + at}`,
        name: `Project ${startAt + at}`,
        avatarUrls: null,
      }));
      const isLast = startAt + 50 >= total;
      faults.add({
        path: /^\/project\/search/,
        query: new RegExp(`startAt=${startAt}&`),
        effect: {
          kind: 'answer',
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            self: siteUrl,
            startAt,
            maxResults: 50,
            total,
            isLast,
            values: startAt === 50 ? [{ key: 7 }, ...values.slice(1)] : values,
          }),
        },
      });
    }
    const first = await places();
    expect(first).toMatchObject({ total, next: 500, unreadable: 1 });
    expect(first.projects).toHaveLength(499);
    const second = value(await olivia().admin('panels.load', { from: 500 }));
    expect(second.projects.map(({ key }) => key).at(-1)).toBe('P619');
    expect(second.unreadable).toBe(0);
    expect(second.next).toBeUndefined();
  });
});

const taskFields = () => ({
  self: 'https://acme-local.atlassian.net/rest/api/3/task/1',
  id: '1',
  submittedBy: 1,
  progress: 10,
  submitted: 1,
  lastUpdate: 1,
});
