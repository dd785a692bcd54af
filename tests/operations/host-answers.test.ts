import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { hostAsApp } from '../../src/adapters/jira/host-as-app';
import { hostAsCaller } from '../../src/adapters/jira/host-as-caller';
import { issueNotifier } from '../../src/adapters/jira/issue-notifier';
import { panelPlaces } from '../../src/adapters/jira/panel-places';
import { openBench, runInForge } from '../support/run-in-forge';

/** What the app makes of answers of the Jira that it is in, however odd. */
let platform: Platform;
beforeAll(async () => {
  platform = await openBench();
});
afterAll(() => platform.close());
afterEach(() => platform.atlassian.faults.clear());

const site = () => platform.atlassian.directory;
const person = (name: string) => site().personNamed(name);
const asApp = <T>(run: () => Promise<T>) => runInForge(platform, run);
const asOlivia = <T>(run: () => Promise<T>) =>
  runInForge(platform, run, { accountId: person('Olivia Hart').accountId });
const answers = (path: RegExp, status: number, body: unknown = {}, method?: 'POST' | 'GET') =>
  platform.atlassian.faults.add({
    path,
    ...(method === undefined ? {} : { method }),
    effect: {
      kind: 'answer',
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  });
const rewritten = (path: RegExp, rewrite: (text: string) => string, method?: 'POST' | 'GET') =>
  platform.atlassian.faults.add({
    path,
    ...(method === undefined ? {} : { method }),
    effect: { kind: 'rewritten', rewrite: ({ text }) => rewrite(text) },
  });
const REFUSED = { code: 'forbidden', status: 404, retryable: false };

describe('a comment', () => {
  const issueId = () => site().issue('WEB-1')?.id ?? '';
  const comments = () => site().issue('WEB-1')?.comments.length ?? 0;
  const message = { subject: 'A decision is yours', blocks: [['Please decide.']] };
  const comment = (as: string = randomUUID()) =>
    asApp(() => issueNotifier(systemClock).comment(issueId(), as, message));
  const ofService = () =>
    rewritten(/^\/issue\/[^/]+$/, (text) => text.replace('"software"', '"service_desk"'));
  const ONE = /^\/issue\/[^/]+\/comment\/[^/]+$/;
  const publicAs = (path: RegExp, value: boolean | null, method?: 'POST' | 'GET') =>
    rewritten(path, (text) => text.replaceAll(/"jsdPublic":\w+/g, `"jsdPublic":${value}`), method);

  test.each<[string, () => unknown, boolean]>([
    ['is internal, as one more look says', () => publicAs(ONE, false, 'GET'), true],
    ['is gone by then', () => answers(ONE, 404, {}, 'GET'), true],
    ['is public still', () => publicAs(ONE, true, 'GET'), false],
  ])('that seems to be public stays where it %s', async (_, then, stays) => {
    ofService();
    publicAs(/^\/issue\/[^/]+\/comment$/, true, 'POST');
    then();
    const before = comments();
    if (stays) await comment();
    else await expect(comment()).rejects.toMatchObject({ name: 'PublicComment' });
    expect(comments()).toBe(before + (stays ? 1 : 0));
  });

  test('of which nothing says that it is internal is taken back', async () => {
    ofService();
    rewritten(/^\/issue\/[^/]+\/comment/, (text) =>
      text
        .replaceAll(/"jsdPublic":\w+/g, '"jsdPublic":null')
        .replaceAll('"internal":true', '"internal":false'),
    );
    await expect(comment()).rejects.toMatchObject({ takenBack: true });
  });

  test('in an issue that the app does not see, or may not comment, is refused', async () => {
    answers(/^\/issue\/[^/]+$/, 404);
    await expect(comment()).rejects.toMatchObject(REFUSED);
    platform.atlassian.faults.clear();
    answers(/^\/issue\/[^/]+\/comment$/, 404, {}, 'POST');
    await expect(comment()).rejects.toMatchObject(REFUSED);
    answers(/^\/issue\/[^/]+\/notify$/, 404);
    const email = asApp(() =>
      issueNotifier(systemClock).email(issueId(), [person('Maya Lindqvist')], message),
    );
    await expect(email).rejects.toMatchObject(REFUSED);
  });

  test('of an earlier try is the app’s own alone, by its property and its author', async () => {
    const count = async (as: string) => {
      const before = comments();
      await comment(as);
      return comments() - before;
    };
    expect([await count('mine'), await count('mine'), await count('other')]).toEqual([1, 0, 1]);
    const LIST = /^\/issue\/[^/]+\/comment$/;
    rewritten(LIST, (text) => text.replaceAll('multiplier.telling', 'another.property'), 'GET');
    expect(await count('mine')).toBe(1);
    platform.atlassian.faults.clear();
    answers(/^\/myself$/, 404);
    expect(await count('mine')).toBe(1);
    platform.atlassian.faults.clear();
    answers(/^\/myself$/, 200, { accountId: person('Noah Okafor').accountId, displayName: 'Noah' });
    expect(await count('mine')).toBe(1);
  });
});

describe('people, as the app', () => {
  const calls = () => {
    const seen: string[] = [];
    platform.atlassian.onExchange(({ url }) => {
      if (url.includes('/user/bulk')) seen.push(url);
    });
    return seen;
  };

  test('are asked for 90 at a time', async () => {
    const ids = site()
      .people()
      .map(({ accountId }) => accountId)
      .slice(0, 30);
    const all = [
      ...ids,
      ...Array.from({ length: 70 }, (_, at) => `nobody-${at}`),
      person('Maya Lindqvist').accountId,
    ];
    const seen = calls();
    const found = await asApp(() => hostAsApp(systemClock).people(all));
    expect(seen.map((url) => new URL(url).searchParams.getAll('accountId').length)).toEqual([
      // Who is not there is asked for once more.
      90, 11, 70,
    ]);
    expect([...found.keys()].sort()).toEqual(
      [...new Set([...ids, person('Maya Lindqvist').accountId])].sort(),
    );
    expect((await asApp(() => hostAsApp(systemClock).people([]))).size).toBe(0);
  });

  test.each<[string, number, unknown, string]>([
    ['that is cut off', 200, { values: [], isLast: false, total: 2 }, 'unexpectedAnswer'],
    [
      'of which one makes no sense',
      200,
      { values: [{}], isLast: true, total: 1 },
      'unexpectedAnswer',
    ],
    ['that is a refusal', 403, {}, 'forbidden'],
    ['that there is no such thing', 404, {}, 'unexpectedAnswer'],
  ])('are not known by an answer %s', async (_, status, body, code) => {
    answers(/^\/user\/bulk/, status, body);
    const asked = asApp(() => hostAsApp(systemClock).people(['a']));
    await expect(asked).rejects.toMatchObject({ code });
  });

  test('are asked for once in ten seconds, and anew after, or where it failed', async () => {
    let now = 1_000;
    const clock = { ...systemClock, now: () => now };
    const host = hostAsApp(clock);
    const { accountId } = person('Maya Lindqvist');
    const ask = () => asApp(() => host.people([accountId]));
    const seen = calls();
    await ask();
    await ask();
    expect(seen).toHaveLength(1);
    now += 9_999;
    await ask();
    expect(seen).toHaveLength(1);
    now += 1;
    await ask();
    expect(seen).toHaveLength(2);
    now += 20_000;
    const end = answers(/^\/user\/bulk/, 403);
    await expect(ask()).rejects.toThrow();
    end();
    expect((await ask()).size).toBe(1);
    expect((await asApp(() => host.people([person('Liam Chen').accountId]))).size).toBe(1);
  });
});

describe('the caller', () => {
  const host = hostAsCaller('cloud-1', systemClock);

  test('has no right of which Jira does not tell, and is nobody where it does not say who', async () => {
    answers(/^\/mypermissions/, 200, { permissions: {} });
    expect(await asOlivia(() => host.has('ADMINISTER'))).toBe(false);
    answers(/^\/myself/, 404);
    await expect(asOlivia(() => host.me())).rejects.toMatchObject({
      code: 'unexpectedAnswer',
      message: 'Jira does not know who asks.',
      retryable: false,
    });
  });

  test('finds nobody by blanks, and sees no project by what is no name', async () => {
    expect(await asOlivia(() => host.searchPeople(' \t '))).toEqual({ items: [], unreadable: 0 });
    expect(await asOlivia(() => host.seesProject('../x'))).toBe(false);
  });
});

describe('where the panel is shown', () => {
  const places = panelPlaces(systemClock);

  test.each<[object, object]>([
    [{ pinned: true }, { state: 'shown' }],
    [{ pinned: true, error: 'No.' }, { state: 'shown' }],
    [{ pinned: false }, { state: 'hidden' }],
    [
      { pinned: false, error: 'No.' },
      { state: 'notKnown', why: 'No.' },
    ],
    [{ error: 'No.' }, { state: 'notKnown', why: 'No.' }],
    [{}, { state: 'notKnown' }],
  ])('%j means %j', async (told, shown) => {
    answers(/panel\/action\/bulk\/status/, 200, {
      statuses: [{ projectIdOrKey: '10', ...told }, told],
    });
    expect(await asOlivia(() => places.shownIn(['10']))).toEqual(new Map([['10', shown]]));
  });

  test.each<[object, object]>([
    [{ status: 'ENQUEUED' }, { state: 'working', share: 0 }],
    [
      { status: 'RUNNING', progress: 40 },
      { state: 'working', share: 0.4 },
    ],
    [
      { status: 'CANCEL_REQUESTED', progress: 140 },
      { state: 'working', share: 1 },
    ],
    [
      { status: 'RUNNING', progress: -4 },
      { state: 'working', share: 0 },
    ],
    [{ status: 'COMPLETE', progress: 100 }, { state: 'done' }],
    [
      { status: 'FAILED', message: 'No.' },
      { state: 'stopped', why: 'No.' },
    ],
    [{ status: 'CANCELLED' }, { state: 'stopped' }],
    [{ status: 'DEAD' }, { state: 'stopped' }],
  ])('a task %j is %j', async (task, state) => {
    answers(/^\/task\//, 200, task);
    expect(await asOlivia(() => places.task('t1'))).toStrictEqual(state);
  });

  test('a task that Jira does not know, or that can be none, is lost', async () => {
    answers(/^\/task\//, 404);
    expect(await asOlivia(() => places.task('t1'))).toEqual({ state: 'lost' });
    expect(await asOlivia(() => places.task('../t1'))).toEqual({ state: 'lost' });
  });

  test('a change names the task that it is, where Jira has named one that can be', async () => {
    const BEGIN = /panel\/action\/bulk\/async/;
    const begun = (taskId?: string) => {
      platform.atlassian.faults.clear();
      answers(BEGIN, 200, taskId === undefined ? {} : { taskId });
      return asOlivia(() => places.change('show', ['10', '20']));
    };
    expect([await begun('t1'), await begun('../t1'), await begun()]).toEqual([
      't1',
      undefined,
      undefined,
    ]);
    platform.atlassian.faults.clear();
    const sent: unknown[] = [];
    platform.atlassian.onExchange(({ url, requestBody }) => {
      if (BEGIN.test(url)) sent.push(JSON.parse(requestBody).projectList);
    });
    const { id } = site().projectOf('WEB');
    await asOlivia(() => places.change('show', [id]));
    await asOlivia(() => places.change('hide', [id]));
    expect(sent).toEqual([
      [{ projectIdOrKey: id, action: 'PIN' }],
      [{ projectIdOrKey: id, action: 'UNPIN' }],
    ]);
  });

  test('is told in parts of all projects, by name, and not where a page is cut off', async () => {
    const { projects, total, next } = await asOlivia(() => places.projects(0));
    const live = site()
      .projects()
      .filter(({ archived }) => !archived);
    expect([projects.length, next]).toEqual([total, undefined]);
    expect(projects.length).toBe(live.length);
    const names = projects.map(({ name }) => name);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
    answers(/^\/project\/search/, 200, {
      values: [],
      isLast: false,
      total: 9,
      startAt: 0,
      maxResults: 50,
    });
    await expect(asOlivia(() => places.projects(0))).rejects.toMatchObject({
      code: 'unexpectedAnswer',
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['where it is shown', () => places.shownIn(['10'])],
    ['to change it', () => places.change('hide', ['10'])],
    ['which projects there are', () => places.projects(0)],
  ])('is not offered by every Jira: %s', async (_, ask) => {
    answers(/panel\/action|project\/search/, 404);
    await expect(asOlivia(ask)).rejects.toMatchObject({
      code: 'unexpectedAnswer',
      message: 'This Jira does not offer it.',
      retryable: false,
    });
  });
});
