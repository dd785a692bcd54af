import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extensionId } from '../../local/forge/runtime/extension-id';
import type { Platform } from '../../local/platform/platform';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { hostAsApp } from '../../src/adapters/jira/host-as-app';
import { hostAsCaller } from '../../src/adapters/jira/host-as-caller';
import { issueNotifier } from '../../src/adapters/jira/issue-notifier';
import type { Message } from '../../src/domain/notification/message';
import { SiteFailure } from '../../src/ports/site-failure';
import { watchExchanges } from '../support/openapi-validator';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
let watch: ReturnType<typeof watchExchanges>;
beforeEach(async () => {
  platform = await openBench();
  watch = watchExchanges(platform.atlassian);
});
afterEach(async () => {
  watch.expectNoViolations();
  await platform.close();
});

function person(name: string) {
  return platform.atlassian.directory.personNamed(name);
}

const as = <T>(name: string, run: () => Promise<T>) =>
  runInForge(platform, run, { accountId: person(name).accountId });

describe('the host, as the caller', () => {
  const host = hostAsCaller('cloud-1', systemClock);

  test('shows an issue only to those who see it', async () => {
    const { id, key } = platform.atlassian.directory.issues('FIN')[0] ?? { id: '', key: '' };
    expect(await as('Grace Kim', () => host.seeIssue(id))).toBeUndefined();
    expect(await as('Ingrid Solberg', () => host.seeIssue(id))).toMatchObject({
      cloudId: 'cloud-1',
      id,
      key,
      projectKey: 'FIN',
    });
  });

  test.each(['../myself', 'WEB-1/comment', 'WEB-1?x=1', '', '%2e%2e'])(
    'takes %j for no issue',
    async (name) => {
      expect(await as('Noah Okafor', () => host.seeIssue(name))).toBeUndefined();
    },
  );

  test('knows who is a Jira administrator', async () => {
    const asked = async (name: string) => [name, await as(name, () => host.has('ADMINISTER'))];
    expect(await asked('Olivia Hart')).toEqual(['Olivia Hart', true]);
    expect(await asked('Sofia Costa')).toEqual(['Sofia Costa', true]);
    expect(await asked('Noah Okafor')).toEqual(['Noah Okafor', false]);
  });

  test('says who asks, without the email address', async () => {
    const me = await as('Noah Okafor', () => host.me());
    expect(me).toMatchObject({
      accountId: person('Noah Okafor').accountId,
      displayName: 'Noah Okafor',
    });
    expect(me).not.toHaveProperty('email');
  });

  test('finds projects and people that the caller may find', async () => {
    const projects = await as('Grace Kim', () => host.searchProjects(''));
    expect(projects.items.map(({ key }) => key)).toContain('WEB');
    expect(projects.items.map(({ key }) => key)).not.toContain('FIN');
    const { id } = platform.atlassian.directory.projectOf('FIN');
    expect(await as('Grace Kim', () => host.seesProject(id))).toBe(false);
    expect(await as('Ingrid Solberg', () => host.seesProject(id))).toBe(true);
    const people = await as('Noah Okafor', () => host.searchPeople('Priya'));
    expect(people.items.map(({ displayName }) => displayName)).toEqual(['Priya Raman']);
  });

  test('finds somebody by their account id, in whichever of its forms', async () => {
    const { accountId } = platform.atlassian.directory.personNamed('Sofia Costa');
    const link = `${platform.atlassian.siteUrl}/jira/people/${accountId}`;
    for (const query of [accountId, ` [~accountid:${accountId}]`, link]) {
      const found = await as('Noah Okafor', () => host.searchPeople(query));
      expect(found.items.map(({ displayName }) => displayName)).toEqual(['Sofia Costa']);
    }
    const unknown = () => host.searchPeople('5b10ac8d82e05b22cc7d4ef5');
    expect((await as('Noah Okafor', unknown)).items).toEqual([]);
  });

  test('refuses whoever is not signed in', async () => {
    const failure = await runInForge(platform, () => host.me()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SiteFailure);
    expect(failure).toMatchObject({ code: 'forbidden', retryable: false });
  });

  test('tells its address', async () => {
    expect(await as('Olivia Hart', () => host.siteUrl())).toBe(platform.atlassian.siteUrl);
  });
});

describe('the host, as the app', () => {
  const host = () => hostAsApp(systemClock);

  test('knows where an issue is, and nothing of one that is gone or closed to apps', async () => {
    const { directory } = platform.atlassian;
    const { id } = directory.issue('WEB-1') ?? { id: '' };
    const where = () => runInForge(platform, () => host().issue(id));
    expect(await where()).toMatchObject({ id, key: 'WEB-1', projectKey: 'WEB' });
    const key = directory.moveIssue('WEB-1', 'MOB');
    expect(await where()).toMatchObject({ id, key, projectKey: 'MOB' });
    directory.moveIssue(key, 'HIRE');
    expect(await where()).toBeUndefined();
  });

  test('knows who sees an issue, and when it does not know', async () => {
    const names = ['Ingrid Solberg', 'Grace Kim', 'Tom Becker'];
    const ids = names.map((name) => person(name).accountId);
    const sight = async (key: string) => {
      const found = await runInForge(platform, () => host().sight(key, ids));
      return ids.map((accountId) => found.get(accountId));
    };
    expect(await sight('FIN-1')).toEqual(['sees', 'cannotSee', 'cannotSee']);
    // Nobody, from an app that may not browse people, says nothing.
    const { faults } = platform.atlassian;
    const answer = (path: RegExp, status: number, body: unknown) =>
      faults.add({
        path,
        effect: {
          kind: 'answer',
          status,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
      });
    answer(/viewissue/, 200, []);
    answer(/mypermissions/, 200, { permissions: {} });
    expect(await sight('FIN-1')).toEqual(['unknown', 'unknown', 'unknown']);
    faults.clear();
    answer(/viewissue/, 403, {});
    expect(await sight('FIN-1')).toEqual(['unknown', 'unknown', 'unknown']);
    faults.clear();
    answer(/viewissue/, 503, {});
    await expect(sight('FIN-1')).rejects.toMatchObject({ code: 'siteUnavailable' });
    faults.clear();
    expect(await sight('HIRE-1')).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('knows who may decide in a project, and when it does not know', async () => {
    const { directory, faults } = platform.atlassian;
    const permission = extensionId(platform.manifest, 'decide-on-access');
    const deciders = (key: string) => runInForge(platform, () => host().deciders(key));
    const ids = async (key: string) => (await deciders(key))?.map(({ accountId }) => accountId);
    const grace = person('Grace Kim').accountId;
    expect(await ids('WEB')).toEqual([]);
    directory.grantInProject('WEB', permission, 'Viewers');
    directory.addActor('WEB', 'Viewers', { accountId: grace });
    expect(await ids('WEB')).toContain(grace);
    expect(await ids('MOB')).toEqual([]);
    directory.takeBackInProject('WEB', permission, 'Viewers');
    expect(await ids('WEB')).toEqual([]);
    // One that the app does not see, and one that there is not.
    expect(await ids('HIRE')).toBeUndefined();
    expect(await ids('NO')).toBeUndefined();
    const answer = (status: number, body: unknown, path = /permission\/search/) =>
      faults.add({
        path,
        effect: {
          kind: 'answer',
          status,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
      });
    // Who it is that has no id could be anybody: then nobody is known.
    for (const [status, body, code] of [
      [403, {}, 'forbidden'],
      [503, {}, 'siteUnavailable'],
      [200, [{ displayName: 'Somebody' }], 'unexpectedAnswer'],
    ] as const) {
      answer(status, body);
      await expect(deciders('WEB')).rejects.toMatchObject({ code });
      faults.clear();
    }
    // Nobody, from an app that may not browse people, says nothing.
    answer(200, []);
    expect(await ids('WEB')).toEqual([]);
    answer(200, { permissions: {} }, /mypermissions/);
    expect(await ids('WEB')).toBeUndefined();
    faults.clear();
  });

  test('knows leads: active, inactive and missing', async () => {
    const lead = (key: string) =>
      runInForge(platform, () =>
        host().projectLead(platform.atlassian.directory.projectOf(key).id),
      );
    expect(await lead('WEB')).toMatchObject({ displayName: 'Maya Lindqvist', active: true });
    expect(await lead('LEG')).toMatchObject({ displayName: 'Tom Becker', active: false });
    expect(await lead('OPS')).toBeUndefined();
  });
});

describe('telling people', () => {
  const message = (): Message => ({
    subject: 'WEB-1: a decision is yours',
    blocks: [
      [{ mention: person('Maya Lindqvist') }, ' please decide.'],
      { list: [['add <Priya> to\nfrontend'], [{ mention: person('Priya Raman') }, ' too']] },
      ['Why: <b>new</b> & "urgent"\nand soon', ''],
    ],
  });
  const issueId = () => platform.atlassian.directory.issue('WEB-1')?.id ?? '';
  const comment = (mark = 'promise-1') =>
    runInForge(platform, () => issueNotifier(systemClock).comment(issueId(), mark, message()));
  const email = () =>
    runInForge(platform, () =>
      issueNotifier(systemClock).email(issueId(), [person('Maya Lindqvist')], message()),
    );
  const comments = () => platform.atlassian.directory.issue('WEB-1')?.comments ?? [];
  const maya = () => person('Maya Lindqvist').accountId;

  test('by a comment with a mention, of which Jira sends its own email and no other goes', async () => {
    const before = comments().length;
    await comment();
    expect(comments()).toHaveLength(before + 1);
    expect(comments().at(-1)?.body).toMatchObject({
      content: [
        { type: 'paragraph' },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [{ type: 'text', text: 'add <Priya> to frontend' }],
                },
              ],
            },
            { type: 'listItem' },
          ],
        },
        { type: 'paragraph' },
      ],
    });
    expect(platform.atlassian.notificationsOf(maya())).toHaveLength(1);
    expect(platform.atlassian.mailOf(maya()).map(({ kind }) => kind)).toEqual(['mention']);
  });

  test('to the team alone, where customers read comments too', async () => {
    const sent: string[] = [];
    platform.atlassian.onExchange(({ method, url, requestBody }) => {
      if (method === 'POST' && new URL(url).pathname.endsWith('/comment')) sent.push(requestBody);
    });
    await comment();
    expect(sent.map((body) => JSON.parse(body).properties)).toEqual([
      expect.arrayContaining([{ key: 'sd.public.comment', value: { internal: true } }]),
    ]);
  });

  describe('in a service project', () => {
    beforeEach(() => {
      // The seed has none: this one says that it is one.
      platform.atlassian.faults.add({
        path: /^\/issue\/[^/]+$/,
        effect: {
          kind: 'rewritten',
          rewrite: ({ text }) => text.replace('"software"', '"service_desk"'),
        },
      });
    });
    const isPublic = (value: boolean | null) =>
      platform.atlassian.faults.add({
        path: /^\/issue\/[^/]+\/comment/,
        effect: {
          kind: 'rewritten',
          rewrite: ({ text }) => text.replaceAll(/"jsdPublic":\w+/g, `"jsdPublic":${value}`),
        },
      });

    test('a comment that is internal stays', async () => {
      isPublic(false);
      const before = comments().length;
      await comment();
      expect(comments()).toHaveLength(before + 1);
    });

    test('and so does one of which only its property says so', async () => {
      isPublic(null);
      const before = comments().length;
      await comment();
      expect(comments()).toHaveLength(before + 1);
    });

    test('one that customers read is taken back, and told', async () => {
      isPublic(true);
      const before = comments().length;
      await expect(comment()).rejects.toMatchObject({ name: 'PublicComment', takenBack: true });
      expect(comments()).toHaveLength(before);
    });

    test('one that can’t be taken back is told as such, also where an earlier try wrote it', async () => {
      platform.atlassian.faults.add({
        method: 'DELETE',
        path: /\/comment\//,
        effect: { kind: 'answer', status: 403, body: '' },
      });
      isPublic(true);
      for (let tries = 0; tries < 2; tries += 1) {
        await expect(comment()).rejects.toMatchObject({ takenBack: false });
      }
    });
  });

  test('where nobody is a customer, every comment is public and stays', async () => {
    const before = comments().length;
    await comment();
    const last = comments().at(-1);
    expect(comments()).toHaveLength(before + 1);
    expect(last?.authorAccountId).toBeDefined();
  });

  test('by an email, escaped, each paragraph on its line', async () => {
    await email();
    const mail = platform.atlassian.mailOf(maya()).find(({ kind }) => kind === 'notify');
    expect(mail).toMatchObject({ subject: 'WEB-1: a decision is yours' });
    expect(mail?.text).toContain('Why: <b>new</b> & "urgent"');
    expect(mail?.html).toContain('&lt;b&gt;new&lt;/b&gt; &amp; &quot;urgent&quot; and soon</p>');
    expect(mail?.text).toContain('- add <Priya> to frontend\n- Priya Raman too\n\nWhy');
    expect(mail?.html).toContain(
      '<ul><li>add &lt;Priya&gt; to frontend</li><li>Priya Raman too</li></ul>',
    );
  });

  test('not the same twice, and what is new', async () => {
    const before = comments().length;
    await comment();
    await comment();
    expect(comments()).toHaveLength(before + 1);
    await comment('promise-2');
    expect(comments()).toHaveLength(before + 2);
  });

  test('after a crash behind the comment, it is found and not repeated', async () => {
    const before = comments().length;
    platform.forge.faults.onWireCall = ({ target }) =>
      target.includes('POST') && target.includes('/comment') ? 'killAfter' : 'go';
    await comment().catch(() => undefined);
    platform.forge.faults.onWireCall = undefined;
    expect(comments()).toHaveLength(before + 1);
    await comment();
    expect(comments()).toHaveLength(before + 1);
  });

  test.each([
    [503, { code: 'siteUnavailable', retryable: true }],
    [403, { code: 'forbidden', retryable: false }],
  ])('each way fails by itself with %i', async (status, failure) => {
    platform.atlassian.faults.add({
      method: 'POST',
      path: /\/(comment|notify)$/,
      effect: { kind: 'answer', status },
    });
    for (const way of [comment, email]) {
      const thrown = await way().catch((error: unknown) => error);
      expect(thrown).toMatchObject({ name: 'SiteFailure', ...failure });
    }
  });
});
