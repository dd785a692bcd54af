import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServedSite, refusalOf, type ServedSite } from '../support/open-served-site';

let site: ServedSite;

beforeEach(async () => {
  site = await openServedSite();
});
afterEach(async () => {
  site.watch.expectNoViolations();
  await site.close();
});

const mentioning = (...names: readonly string[]) => ({
  type: 'doc' as const,
  version: 1 as const,
  content: [
    {
      type: 'paragraph' as const,
      content: [
        ...names.map((name) => ({
          type: 'mention' as const,
          attrs: { id: site.accountId(name), text: `@${name}` },
        })),
        { type: 'text' as const, text: ' please decide' },
      ],
    },
  ],
});

const asApp = (method: string, path: string, body?: unknown) =>
  site.atlassian.fetchAs(
    { kind: 'app', scopes: ['read:jira-work', 'write:jira-work'] },
    new Request(`${site.atlassian.siteUrl}/rest/api/3${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );

describe('issues', () => {
  it('are read by key or id, with the fields that are asked for', async () => {
    const { issues } = site.client();
    const whole = await issues.getIssue({ issueIdOrKey: 'web-1' });
    expect(whole.key).toBe('WEB-1');
    expect(whole.fields).toMatchObject({
      summary: 'Onboard Priya Raman to the website team',
      reporter: { displayName: 'Noah Okafor' },
      project: { key: 'WEB' },
    });
    const some = await issues.getIssue({ issueIdOrKey: whole.id, fields: ['summary'] });
    expect(Object.keys(some.fields)).toEqual(['summary']);
  });

  it('that are hidden or missing answer alike: 404', async () => {
    const { issues } = site.client('Token of somebody who is no admin');
    const hidden = await refusalOf(issues.getIssue({ issueIdOrKey: 'FIN-1' }));
    const missing = await refusalOf(issues.getIssue({ issueIdOrKey: 'WEB-999' }));
    expect(hidden.status).toBe(404);
    expect(hidden).toEqual(missing);
    const archived = await refusalOf(issues.getIssue({ issueIdOrKey: 'INTRA-1' }));
    expect(archived.status).toBe(404);
  });
});

describe('who sees an issue', () => {
  const seers = async (query: string, scopes = ['read:jira-user', 'read:jira-work']) => {
    const answer = await site.atlassian.fetchAs(
      { kind: 'app', scopes },
      new Request(`${site.atlassian.siteUrl}/rest/api/3/user/viewissue/search?${query}`),
    );
    const body = (await answer.json()) as readonly { displayName: string }[];
    return { status: answer.status, names: answer.ok ? body.map((one) => one.displayName) : [] };
  };
  const asked = (name: string, issueKey: string) =>
    seers(`issueKey=${issueKey}&accountId=${encodeURIComponent(site.accountId(name))}`);

  it.each([
    ['Maya Lindqvist', 'WEB-1', ['Maya Lindqvist']],
    ['Ingrid Solberg', 'FIN-1', ['Ingrid Solberg']],
    ['Grace Kim', 'FIN-1', []],
    // Inactive, or without a product.
    ['Tom Becker', 'WEB-1', []],
    ['Patrick Stein', 'WEB-1', []],
  ])('%s and %s: %j', async (name, issueKey, names) => {
    expect(await asked(name, issueKey)).toEqual({ status: 200, names });
  });

  it('is asked by a query and for a project too', async () => {
    expect(await seers('issueKey=WEB-1&query=priya')).toEqual({
      status: 200,
      names: ['Priya Raman'],
    });
    expect((await seers('projectKey=FIN&query=ingrid')).names).toEqual(['Ingrid Solberg']);
  });

  it('follows an issue that is moved or removed', async () => {
    const { directory } = site.atlassian;
    expect(directory.moveIssue('WEB-1', 'FIN')).toBe('FIN-5');
    expect((await asked('Grace Kim', 'FIN-5')).names).toEqual([]);
    expect((await asked('Grace Kim', 'WEB-1')).status).toBe(404);
    directory.removeIssue('FIN-5');
    expect((await asked('Ingrid Solberg', 'FIN-5')).status).toBe(404);
  });

  it.each([
    ['an issue that the asker can’t see', 'issueKey=HIRE-1&query=a', 404],
    ['nobody in particular', 'issueKey=WEB-1', 400],
    ['no issue and no project', 'query=a', 400],
  ])('refuses %s', async (_, query, status) => {
    expect((await seers(query)).status).toBe(status);
  });

  it('is not told to a visitor who sees nothing', async () => {
    const query = `issueKey=WEB-1&accountId=${encodeURIComponent(site.accountId('Maya Lindqvist'))}`;
    const answer = await site.atlassian.fetch(
      new Request(`${site.atlassian.siteUrl}/rest/api/3/user/viewissue/search?${query}`),
    );
    expect(answer.status).toBe(404);
  });
});

describe('who may do something in a project', () => {
  const scopes = ['read:jira-user', 'read:jira-work', 'manage:jira-project'];
  const holders = async (query: string, of = scopes) => {
    const answer = await site.atlassian.fetchAs(
      { kind: 'app', scopes: of },
      new Request(`${site.atlassian.siteUrl}/rest/api/3/user/permission/search?${query}`),
    );
    const body = (await answer.json()) as readonly { displayName: string }[];
    return { status: answer.status, names: answer.ok ? body.map((one) => one.displayName) : [] };
  };

  it('is told by a permission of Jira, to who administers the project', async () => {
    const query = 'projectKey=FIN&permissions=BROWSE_PROJECTS&query=ingrid';
    expect(await holders(query)).toEqual({ status: 200, names: ['Ingrid Solberg'] });
    expect((await holders(query, scopes.slice(0, 2))).status).toBe(403);
    const grace = `accountId=${encodeURIComponent(site.accountId('Grace Kim'))}`;
    expect((await holders(`projectKey=FIN&permissions=BROWSE_PROJECTS&${grace}`)).names).toEqual(
      [],
    );
    expect((await holders(`issueKey=WEB-1&permissions=ADMINISTER_PROJECTS&${grace}`)).status).toBe(
      200,
    );
  });

  it.each([
    ['nobody in particular', 'projectKey=WEB&permissions=BROWSE_PROJECTS', 400],
    ['no permission', 'projectKey=WEB&query=', 400],
    ['one that there is not', 'projectKey=WEB&query=&permissions=FLY', 400],
    [
      'one of an app that is not here',
      'projectKey=WEB&query=&permissions=ari:cloud:ecosystem::extension/a/b/static/c',
      400,
    ],
    ['no project', 'query=&permissions=BROWSE_PROJECTS', 400],
    ['a project that is not there', 'projectKey=NO&query=&permissions=BROWSE_PROJECTS', 404],
  ])('refuses %s', async (_, query, status) => {
    expect((await holders(query)).status).toBe(status);
  });
});

describe('comments', () => {
  it('tell the people they mention, by notification and email', async () => {
    const answer = await asApp('POST', '/issue/WEB-1/comment', {
      body: mentioning('Maya Lindqvist', 'Emma Fischer'),
    });
    expect(answer.status).toBe(201);
    const comment = (await answer.json()) as { id: string; author: { accountType: string } };
    expect(comment.author.accountType).toBe('app');
    for (const name of ['Maya Lindqvist', 'Emma Fischer']) {
      const accountId = site.accountId(name);
      expect(site.atlassian.notificationsOf(accountId)).toMatchObject([
        { kind: 'mention', issueKey: 'WEB-1', commentId: comment.id },
      ]);
      expect(site.atlassian.mailOf(accountId)).toMatchObject([
        {
          kind: 'mention',
          issueKey: 'WEB-1',
          to: site.atlassian.directory.person(accountId)?.email,
        },
      ]);
    }
  });

  it('tell nobody who can’t see the issue, is inactive, or wrote them', async () => {
    await site.client().issueComments.addComment({
      issueIdOrKey: 'WEB-2',
      comment: mentioning('Olivia Hart', 'Tom Becker'),
    });
    await asApp('POST', '/issue/FIN-1/comment', { body: mentioning('Grace Kim') });
    for (const name of ['Olivia Hart', 'Tom Becker', 'Grace Kim'])
      expect(site.atlassian.notificationsOf(site.accountId(name))).toEqual([]);
  });

  it('carry properties, and are listed newest first where that is asked for', async () => {
    for (const key of ['first', 'second'])
      await asApp('POST', '/issue/WEB-3/comment', {
        body: mentioning('Maya Lindqvist'),
        properties: [{ key: 'telling', value: { key } }],
      });
    const listed = await asApp(
      'GET',
      '/issue/WEB-3/comment?orderBy=-created&expand=properties&maxResults=1',
    );
    expect(await listed.json()).toMatchObject({
      total: 2,
      maxResults: 1,
      comments: [{ properties: [{ key: 'telling', value: { key: 'second' } }] }],
    });
    const { issueComments } = site.client();
    const all = await issueComments.getComments({
      issueIdOrKey: 'WEB-3',
      startAt: 0,
      maxResults: 10,
      orderBy: 'created',
      expand: 'properties',
    });
    expect(all.comments?.map(({ properties }) => properties?.[0]?.value)).toEqual([
      { key: 'first' },
      { key: 'second' },
    ]);
  });

  it('need a document with words in it: 400', async () => {
    const post = (body: unknown) => asApp('POST', '/issue/WEB-1/comment', body);
    expect((await post({ body: 'plain text' })).status).toBe(400);
    expect((await post({})).status).toBe(400);
    expect((await post({ body: { type: 'doc', version: 1, content: [] } })).status).toBe(400);
  });

  it('are changed and deleted by who wrote them', async () => {
    const { issueComments } = site.client();
    const { id = '' } = await issueComments.addComment({
      issueIdOrKey: 'WEB-4',
      comment: mentioning('Maya Lindqvist'),
    });
    const others = site.client('Token of somebody who is no admin').issueComments;
    const refused = await refusalOf(others.deleteComment({ issueIdOrKey: 'WEB-4', id }));
    expect(refused.status).toBe(400);
    await issueComments.updateComment({
      issueIdOrKey: 'WEB-4',
      id,
      body: mentioning('Emma Fischer'),
    });
    expect((await issueComments.getComment({ issueIdOrKey: 'WEB-4', id })).id).toBe(id);
    await issueComments.deleteComment({ issueIdOrKey: 'WEB-4', id });
    expect(site.atlassian.directory.issue('WEB-4')?.comments).toEqual([]);
  });
});

describe('email about an issue', () => {
  const to = (...names: readonly string[]) => ({
    subject: 'A request waits for you',
    textBody: 'Noah asks for access',
    htmlBody: '<p>Noah asks for access</p>',
    to: { users: names.map((name) => ({ accountId: site.accountId(name) })) },
  });

  it('goes to the people named, and to the reporter', async () => {
    const body = to('Maya Lindqvist');
    const answer = await asApp('POST', '/issue/WEB-1/notify', {
      ...body,
      to: { ...body.to, reporter: true },
    });
    expect(answer.status).toBe(204);
    for (const name of ['Maya Lindqvist', 'Noah Okafor'])
      expect(site.atlassian.mailOf(site.accountId(name))).toMatchObject([
        { kind: 'notify', subject: 'A request waits for you', html: '<p>Noah asks for access</p>' },
      ]);
  });

  it('does not go to who sends it: 400 where nobody else is left', async () => {
    const { issues } = site.client();
    const refused = await refusalOf(
      issues.notify({ issueIdOrKey: 'WEB-1', ...to('Olivia Hart') } as never),
    );
    expect(refused.status).toBe(400);
    await issues.notify({
      issueIdOrKey: 'WEB-1',
      ...to('Olivia Hart', 'Maya Lindqvist'),
    } as never);
    expect(site.atlassian.mailOf(site.accountId('Olivia Hart'))).toEqual([]);
    expect(site.atlassian.mailOf(site.accountId('Maya Lindqvist'))).toHaveLength(1);
  });

  it('does not reach people who can’t see the issue', async () => {
    const answer = await asApp('POST', '/issue/FIN-1/notify', to('Grace Kim'));
    expect(answer.status).toBe(204);
    expect(site.atlassian.mailOf(site.accountId('Grace Kim'))).toEqual([]);
  });

  it('needs somebody to go to: 400', async () => {
    expect((await asApp('POST', '/issue/WEB-1/notify', { subject: 'Hello' })).status).toBe(400);
    const unassigned = { subject: 'Hello', to: { assignee: true } };
    expect((await asApp('POST', '/issue/WEB-3/notify', unassigned)).status).toBe(400);
  });
});

describe('properties of an issue', () => {
  it('are created (201), updated (200), read and deleted', async () => {
    const path = '/rest/api/3/issue/WEB-1/properties/status';
    expect((await site.send('PUT', path, { state: 'open' })).status).toBe(201);
    expect((await site.send('PUT', path, { state: 'closed' })).status).toBe(200);
    const { issueProperties } = site.client();
    const ask = { issueIdOrKey: 'WEB-1', propertyKey: 'status' };
    expect(await issueProperties.getIssueProperty(ask)).toEqual({
      key: 'status',
      value: { state: 'closed' },
    });
    const keys = await issueProperties.getIssuePropertyKeys({ issueIdOrKey: 'WEB-1' });
    expect(keys.keys?.map(({ key }) => key)).toEqual(['status']);
    await issueProperties.deleteIssueProperty(ask);
    expect((await refusalOf(issueProperties.getIssueProperty(ask))).status).toBe(404);
  });

  it('hold 32,768 characters', async () => {
    const path = '/rest/api/3/issue/WEB-1/properties/long';
    expect((await site.send('PUT', path, 'x'.repeat(32_767))).status).toBe(400);
    expect((await site.send('PUT', path, 'x'.repeat(32_766))).status).toBe(201);
  });
});
