import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, decline, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const noah = () => world.as('Noah Okafor');
const maya = () => world.as('Maya Lindqvist');
const site = () => world.platform.atlassian;
const issueId = () => site().directory.issue('WEB-1')?.id ?? '';
const told = () => site().notificationsOf(maya().accountId);
const mails = (name = 'Maya Lindqvist') => site().mailOf(world.as(name).accountId);
const auditKinds = async () => (await auditOf(world)).map(({ event }) => event.kind);
const breaks = (path: RegExp, status: number) =>
  site().faults.add({ method: 'POST', path, effect: { kind: 'answer', status } });

/** A comment as somebody writes it who knows how the app marks its own. */
async function forge(name: string, mark: string): Promise<number> {
  const { status } = await site().fetchAs(
    {
      kind: 'user',
      accountId: world.as(name).accountId,
      scopes: ['read:jira-work', 'write:jira-work'],
    },
    new Request(`${site().siteUrl}/rest/api/3/issue/${issueId()}/comment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        body: {
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Nothing to see.' }] }],
        },
        properties: [{ key: 'multiplier.telling', value: { key: mark } }],
      }),
    }),
  );
  return status;
}

describe('a forged comment', () => {
  const marks: readonly (readonly [string, (requestId: string, outboxId: string) => string])[] = [
    ['the mark of the promise, were it ever known', (_request, outbox) => outbox],
    ['the id of the request', (request) => request],
    ['the request with the word of the telling', (request) => `${request}:approvers:x`],
    ['nothing', () => ''],
  ];
  const people = ['Noah Okafor', 'Priya Raman', 'Olivia Hart'];
  const attempts = people.flatMap((name) => marks.map(([what, mark]) => ({ name, what, mark })));

  test.each(attempts)('by $name with $what tells nobody and convinces nobody', async (attempt) => {
    world.platform.forge.faults.loseNextPushes = 1;
    const request = value(await ask(world, noah(), named));
    const [outboxKey = ''] = keysOf(world.platform, 'outbox');
    const outboxId = outboxKey.slice('outbox:'.length);
    expect(await forge(attempt.name, attempt.mark(request.id, outboxId))).toBe(201);
    expect(told()).toEqual([]);
    await world.pass(5 * MINUTE);
    await world.sweep();
    expect(told()).toHaveLength(1);
    expect((await auditKinds()).filter((kind) => kind === 'approver.notified')).toHaveLength(1);
  });
});

describe('"told" in the audit', () => {
  const attempts = [
    ['neither comment nor email is taken', [403, 403], [], false],
    ['neither answers', [503, 503], [], false],
    ['only the email is taken', [403, 204], ['email'], true],
    ['only the email answers', [503, 204], ['email'], true],
    ['the comment is taken', [201, 403], ['comment'], true],
  ] as const;
  test.each(attempts)('%s', async (_what, [comment, email], ways, isTold) => {
    if (comment !== 201) breaks(/\/comment$/, comment);
    if (email !== 204) breaks(/\/notify$/, email);
    const request = value(await ask(world, noah(), named));
    await world.settle();
    const notified = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'approver.notified' ? [event.by] : [],
    );
    expect(notified).toEqual(ways);
    const { notReached } = await get(noah(), 'WEB-1', request.id);
    expect(notReached === undefined).toBe(isTold);
    expect((await auditKinds()).includes('approver.notTold')).toBe(!isTold);
  });

  // With nulls nothing says that it is public: neither the comment nor the project tells.
  const tells = process.env.NULLS !== 'yes';
  test.runIf(tells)(
    'that customers of a service project could read is taken back, and said by email',
    async () => {
      const before = site().directory.issue('WEB-1')?.comments.length ?? 0;
      site().faults.add({
        path: /^\/issue\/[^/]+$/,
        effect: {
          kind: 'rewritten',
          rewrite: ({ text }) => text.replace('"software"', '"service_desk"'),
        },
      });
      await ask(world, noah(), named);
      await world.settle();
      expect(site().directory.issue('WEB-1')?.comments).toHaveLength(before);
      const events = (await auditOf(world)).map(({ event }) => event);
      expect(events).toContainEqual(
        expect.objectContaining({ kind: 'comment.public', takenBack: true }),
      );
      expect(events).toContainEqual(
        expect.objectContaining({ kind: 'approver.notified', by: 'email' }),
      );
    },
  );

  test('is not said twice after a lost answer, and nobody is told twice', async () => {
    const undo = site().faults.add({
      method: 'POST',
      path: /\/comment$/,
      effect: { kind: 'reset', when: 'after' },
    });
    breaks(/\/notify$/, 503);
    value(await ask(world, noah(), named));
    await world.settle();
    undo();
    await world.pass(5 * MINUTE);
    await world.sweep();
    expect(told()).toHaveLength(1);
    expect((await auditKinds()).filter((kind) => kind === 'approver.notified')).toHaveLength(1);
  });
});

describe('what is told while another is told something else of the same request', () => {
  test('is on record, and not told again', async () => {
    breaks(/\/comment$/, 403);
    site().faults.add({
      path: /\/notify$/,
      times: 1,
      effect: { kind: 'delay', milliseconds: 20_000 },
    });
    const request = value(await ask(world, noah(), named));
    let declined: Promise<unknown> | undefined;
    world.platform.forge.faults.onWireCall = ({ target }) => {
      if (target.includes('/notify')) {
        declined ??= decline(maya(), 'WEB-1', request, 'Not now.').then(() => world.settle());
      }
      return 'go';
    };
    await world.settle();
    await declined;
    world.platform.forge.faults.onWireCall = undefined;
    await world.pass(10 * MINUTE);
    await world.sweep();
    expect((await get(noah(), 'WEB-1', request.id)).state).toBe('declined');
    expect(mails()).toHaveLength(1);
    expect((await auditKinds()).filter((kind) => kind === 'approver.notified')).toHaveLength(1);
  });
});

describe('what can’t be told', () => {
  test('is tried at growing pauses, for a day, and shows on the request', async () => {
    breaks(/\/(comment|notify)$/, 503);
    let tries = 0;
    site().onExchange(({ method, url }) => {
      if (method === 'POST' && new URL(url).pathname.endsWith('/comment')) tries += 1;
    });
    const request = value(await ask(world, noah(), named));
    await world.settle();
    for (let minutes = 0; minutes < 180; minutes += 5) {
      await world.pass(5 * MINUTE);
      await world.sweep();
    }
    // Each pause is twice the one before, however often somebody looks for what is due.
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(10);
    for (let hour = 0; hour < 30; hour += 1) {
      await world.pass(HOUR);
      await world.sweep();
    }
    expect(tries).toBeLessThan(24);
    const before = tries;
    await world.pass(DAY);
    await world.sweep();
    expect(tries).toBe(before);
    expect((await get(noah(), 'WEB-1', request.id)).notReached).toMatchObject({
      to: [{ displayName: 'Maya Lindqvist' }],
      problem: 'unavailable',
      isTriedAgain: false,
    });
    expect((await auditKinds()).filter((kind) => kind === 'approver.notTold')).toHaveLength(1);
    // NotReached, they can still decide.
    expect(value(await approve(maya(), 'WEB-1', request)).state).toBe('approved');
  });

  test('goes by the next way that works, and no longer shows', async () => {
    const undo = breaks(/\/(comment|notify)$/, 403);
    const request = value(await ask(world, noah(), named));
    await world.settle();
    expect((await get(noah(), 'WEB-1', request.id)).notReached).toMatchObject({
      problem: 'refused',
    });
    undo();
    await world.pass(10 * MINUTE);
    await world.sweep();
    expect(told()).toHaveLength(1);
    expect((await get(noah(), 'WEB-1', request.id)).notReached).toBeUndefined();
  });
});

describe('one event', () => {
  test('is one email, also to who decides in several stages', async () => {
    world.platform.atlassian.directory.setLead('MOB', maya().accountId);
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    value(await ask(world, noah(), { ...named, add: ['frontend', 'MOB/Member'] }));
    await world.settle();
    expect(told()).toHaveLength(1);
    expect(mails()).toHaveLength(1);
    expect(mails()[0]?.text).toContain('Maya Lindqvist, Noah Okafor asks for access');
  });

  test('of withdrawing is told to those who were told before, and to nobody else', async () => {
    const withdraw = async (request: { id: string; revision: number }) =>
      value(
        await noah().panel('request.withdraw', 'WEB-1', {
          requestId: request.id,
          revision: request.revision,
        }),
      );
    const undo = breaks(/\/(comment|notify)$/, 403);
    const notReached = value(await ask(world, noah(), named));
    await world.settle();
    await withdraw(notReached);
    undo();
    await world.pass(5 * MINUTE);
    await world.sweep();
    expect(told()).toEqual([]);

    const request = value(await ask(world, noah(), { ...named, add: ['design'] }));
    await world.settle();
    expect(told()).toHaveLength(1);
    await withdraw(request);
    await world.settle();
    expect(told()).toHaveLength(2);
    expect(mails()).toHaveLength(2);
    expect(told()[0]?.text).toContain('has withdrawn the request');
  });
});
