import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import { extensionId } from '../../local/forge/runtime/extension-id';
import {
  INSTALLATION_CHECKS,
  type InstallationCheck,
} from '../../src/domain/installation/installation-check';
import { HOUR } from '../../src/domain/lib/time';
import { auditOf } from '../support/ask-for';
import { error, manifest, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';

/** What an admin learns of an installation by trying it, each thing by itself. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const ask = (check: InstallationCheck, issueKey = '') =>
  world.as('Olivia Hart').admin('installation.check', { check, issueKey });
const find = async (check: InstallationCheck, issueKey = '') => value(await ask(check, issueKey));

function answers(path: RegExp, status: number, method: FaultRule['method'] = 'GET'): void {
  const body = JSON.stringify({ errorMessages: ['Not today.'], errors: {} });
  const headers = { 'content-type': 'application/json' };
  world.platform.atlassian.faults.add({
    method,
    path,
    effect: { kind: 'answer', status, headers, body },
  });
}

const commentsOf = (key: string) => world.platform.atlassian.directory.issue(key)?.comments ?? [];
const mailOf = (name: string) => world.platform.atlassian.mailOf(world.person(name).accountId);

/** What the audit says of comments and emails that were tried on WEB-1, in their order. */
const tried = async () =>
  (await auditOf(world))
    .flatMap(({ event, issueKey }) =>
      event.kind === 'delivery.tried' && issueKey === 'WEB-1'
        ? [`${event.by} ${event.outcome}`]
        : [],
    )
    .reverse();

describe('an installation that is as supposed', () => {
  test('is found to be so, and nothing is left of the trial', async () => {
    await world.connect();
    await world.sweep();
    // All but the queue, which delivers nothing while somebody waits for it in skipped time.
    const checks = INSTALLATION_CHECKS.filter((one) => one !== 'queue');
    const before = world.platform.forge.kvs.entries().map(({ key }) => key);
    const comments = commentsOf('WEB-1').length;
    const found: Record<string, string> = {};
    for (const check of checks) found[check] = (await find(check, 'web-1')).finding;
    const isNew = process.env.ABSENCE === 'meetsNothing' ? 'otherWay' : 'asExpected';
    expect(found).toEqual({
      ...Object.fromEntries(checks.map((one) => [one, 'asExpected'])),
      newRecords: isNew,
      // About half of the people of Acme hide theirs.
      addresses: 'otherWay',
    });
    expect(commentsOf('WEB-1')).toHaveLength(comments);
    const mails = mailOf('Olivia Hart').filter(({ subject }) => subject === 'Multiplier: a test');
    expect(mails).toHaveLength(1);
    await world.settle();
    const now = world.platform.forge.kvs.entries().map(({ key }) => key);
    const isKept = (key: string) => /^(pace|absence|audit):/.test(key);
    expect(now.filter((key) => !before.includes(key) && !isKept(key))).toEqual([]);
    expect(await tried()).toEqual(['comment begun', 'comment done', 'email begun', 'email done']);
  });

  test('has a queue that delivers, and keeps no work behind', async () => {
    await world.close();
    world = await openWorld({ waits: 'real' });
    world.platform.forge.start();
    expect(await find('queue')).toEqual({ finding: 'asExpected' });
    const entries = world.platform.forge.kvs.entries();
    expect(entries.filter(({ entity }) => entity === 'outbox')).toEqual([]);
  });

  test('says how many may decide by the app’s own permission, and that nobody does', async () => {
    expect(await find('deciders', 'WEB-1')).toEqual({
      finding: 'asExpected',
      seen: { of: 'deciders', people: 0 },
    });
    const { directory } = world.platform.atlassian;
    directory.grantInProject('WEB', extensionId(manifest, 'decide-on-access'), 'Viewers');
    for (const groupId of directory.actorsOf('WEB', 'Viewers').groupIds)
      directory.removeActor('WEB', 'Viewers', { groupId });
    directory.addActor('WEB', 'Viewers', { accountId: world.person('Liam Chen').accountId });
    expect(await find('deciders', 'WEB-1')).toMatchObject({
      seen: { people: world.actors('WEB', 'Viewers').length },
    });
  });

  test('says when the schedule ran, and of how many people the address is shown', async () => {
    await world.connect();
    const at = world.platform.clock.now();
    await world.sweep();
    expect(await find('schedule')).toMatchObject({ seen: { of: 'sweep' } });
    const { seen } = (await find('schedule')) as { seen?: { at?: number } };
    expect(seen?.at).toBeGreaterThanOrEqual(at);
    const { seen: shown } = (await find('addresses')) as {
      seen?: { shown: number; people: number };
    };
    expect(shown?.people).toBeGreaterThan(shown?.shown ?? 0);
  });
});

describe('what is otherwise', () => {
  test('a store in which what is not there meets no condition works the other way', async () => {
    world.platform.forge.faults.absenceMeetsNothing = true;
    expect(await find('newRecords')).toEqual({ finding: 'otherWay' });
    expect(await find('keptKeys')).toEqual({ finding: 'asExpected' });
  });

  test('a store that writes over a key that is there differs', async () => {
    const kvs = world.platform.forge.kvs as unknown as {
      answer(route: string, body: object): Response;
    };
    const answer = kvs.answer.bind(kvs);
    kvs.answer = (route, body) =>
      answer(route, route.endsWith('/set') ? { ...body, options: undefined } : body);
    expect(await find('keptKeys')).toEqual({ finding: 'differs' });
  });

  test('a queue that delivers nothing differs', async () => {
    world.platform.forge.faults.loseNextPushes = 1;
    expect(await find('queue')).toEqual({ finding: 'differs' });
  });

  test('a schedule that has never run, or not for a quarter of an hour, differs', async () => {
    expect(await find('schedule')).toEqual({ finding: 'differs' });
    await world.sweep();
    expect((await find('schedule')).finding).toBe('asExpected');
    await world.platform.clock.advance(HOUR);
    const late = value(await ask('schedule'));
    expect(late).toMatchObject({ finding: 'differs', seen: { of: 'sweep' } });
  });

  test('what the site or Jira refuses is told in its own words, and keeps nothing else from being tried', async () => {
    await world.connect();
    answers(/^\/forge\/panel\/action\/bulk\/status/, 403, 'POST');
    answers(/^\/issue\/\d+\/notify/, 403, 'POST');
    answers(/^\/issue\/\d+\/comment$/, 403, 'POST');
    answers(/^\/user\/viewissue\/search/, 403);
    answers(/^\/user\/permission\/search/, 403);
    answers(/^\/group\/bulk/, 403);
    for (const check of ['panel', 'deciders', 'email', 'comment'] as const)
      expect([check, await find(check, 'WEB-1')]).toEqual([
        check,
        { finding: 'differs', said: expect.stringContaining('Not today.') },
      ]);
    expect(await tried()).toEqual([
      'email begun',
      'email refused',
      'comment begun',
      'comment refused',
    ]);
    expect(await find('sight', 'WEB-1')).toEqual({ finding: 'differs' });
    expect(await find('protection')).toMatchObject({
      finding: 'differs',
      said: expect.stringContaining('refused to tell'),
    });
    expect(await find('keptKeys')).toEqual({ finding: 'asExpected' });
  });

  test('a connection that can’t be read, or a Jira that tells nothing of the work item, keeps nothing else from being tried', async () => {
    await world.connect();
    for (const key of keysOf(world.platform, 'connection'))
      poison(world.platform, 'connection', key);
    answers(/^\/issue\/WEB-1/, 503);
    expect(await find('newRecords', 'WEB-1')).toHaveProperty('finding');
    expect(await find('keptKeys', 'WEB-1')).toEqual({ finding: 'asExpected' });
    expect(error(await ask('protection', 'WEB-1'))).toMatchObject({ code: 'unreadable' });
    for (const check of ['sight', 'deciders', 'comment', 'email'] as const)
      expect(await find(check, 'WEB-1')).toMatchObject({
        finding: 'differs',
        said: expect.any(String),
      });
  });

  test('a comment that stays is told, so that somebody takes it away', async () => {
    answers(/^\/issue\/\d+\/comment\/\d+$/, 403, 'DELETE');
    expect(await find('comment', 'WEB-1')).toEqual({ finding: 'differs' });
    expect(await tried()).toEqual(['comment begun', 'comment stays']);
  });

  test('what nobody answered is on record as what may have been done', async () => {
    answers(/^\/issue\/\d+\/(comment|notify)$/, 503, 'POST');
    for (const check of ['comment', 'email'] as const) await find(check, 'WEB-1');
    expect(await tried()).toEqual([
      'comment begun',
      'comment unconfirmed',
      'email begun',
      'email unconfirmed',
    ]);
  });

  test('a token that is not taken any more is told', async () => {
    await world.connect();
    const { tokens } = world.platform.atlassian;
    for (const { id } of tokens.of(world.person('Olivia Hart').accountId)) tokens.revoke(id);
    expect(await find('rights')).toMatchObject({
      finding: 'differs',
      said: expect.stringMatching(/\w/),
    });
  });
});

describe('what can’t be tried', () => {
  test('is told to be so, and is not taken for a difference', async () => {
    for (const check of ['rights', 'protection', 'addresses'] as const)
      expect(await find(check)).toEqual({ finding: 'notTried', why: 'notConnected' });
    for (const check of ['sight', 'deciders', 'comment', 'email'] as const) {
      expect(await find(check)).toEqual({ finding: 'notTried', why: 'noIssue' });
      expect(await find(check, 'WEB-999')).toEqual({ finding: 'notTried', why: 'issueNotSeen' });
    }
  });
});

test('nobody else tries anything', async () => {
  const before = commentsOf('WEB-1').length;
  for (const check of INSTALLATION_CHECKS) {
    const asked = { check, issueKey: 'WEB-1' };
    const refused = await world.as('Noah Okafor').admin('installation.check', asked);
    expect(error(refused)).toMatchObject({ code: 'notAllowed', needs: 'jiraAdministrator' });
  }
  expect(commentsOf('WEB-1')).toHaveLength(before);
});
