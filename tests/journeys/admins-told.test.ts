import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { byHand } from '../support/by-hand';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';
import { answering } from '../support/site-answers';

/** Admins hear by email of what only they can mend: once of each thing, whatever waits for it. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());

const OF_ADMINS = 'Multiplier: ';
const mails = (name: string) =>
  world.platform.atlassian
    .mailOf(world.person(name).accountId)
    .filter(({ subject }) => subject.startsWith(OF_ADMINS))
    .toReversed();
const subjects = (name: string) =>
  mails(name).map(({ subject }) => subject.slice(OF_ADMINS.length));
const FAILS = 'the connection to Acme does not work';
const WORKS = 'the connection to Acme works again';
const OVERDUE = 'access that should have ended is still there';
const UNREADABLE = 'stored records can’t be read';

const faults = () => world.platform.atlassian.faults;
/** The site says 401 to every call that carries the token; it still tells which site it is. */
const rejected = () =>
  faults().add({ via: 'token', path: /^\/(?!_edge)/, effect: answering(401, {}) });
const noah = () => world.as('Noah Okafor');
const olivia = () => world.as('Olivia Hart');
const check = async () => value(await olivia().admin('connection.check', {}));
const notReached = async () => value(await olivia().admin('admin.load', {})).adminsNotReached;
const toldInAudit = async () =>
  (await auditOf(world))
    .map(({ event }) => event)
    .flatMap((event) =>
      event.kind === 'admins.notified' || event.kind === 'admins.notTold'
        ? `${event.kind} ${event.about}`
        : [],
    )
    .toReversed();

async function live(milliseconds: number, step: number) {
  for (let left = milliseconds; left > 0; left -= step) {
    await world.pass(Math.min(step, left));
    await world.sweep();
  }
}

const wish = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

async function submit(more: Partial<Parameters<typeof ask>[2]> = {}, by = noah()) {
  const request = value(await ask(world, by, { ...wish, ...more }));
  await world.settle();
  return request;
}

async function approveAs(
  name: string,
  request: Awaited<ReturnType<typeof submit>>,
  issue = 'WEB-1',
) {
  value(await approve(world.as(name), issue, request));
}

describe('the connection fails', () => {
  test('one email to whoever connected it, and one that it works again; nobody else hears of it', async () => {
    const request = await submit();
    const undo = rejected();
    await approveAs('Maya Lindqvist', request);
    await world.settle();
    expect(subjects('Olivia Hart')).toEqual([FAILS]);
    await live(3 * HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([FAILS]);
    undo();
    await world.connect();
    await world.settle();
    expect((await get(noah(), 'WEB-1', request.id)).state).toBe('completed');
    expect(subjects('Olivia Hart')).toEqual([FAILS, WORKS]);
    await live(2 * DAY, 6 * HOUR);
    expect(subjects('Olivia Hart')).toEqual([FAILS, WORKS]);
    expect(await toldInAudit()).toEqual([
      'admins.notified connectionFailing',
      'admins.notified connectionWorking',
    ]);
    const everybody = world.platform.atlassian.directory.people();
    const told = everybody.filter(
      ({ displayName }) => displayName !== 'Olivia Hart' && mails(displayName).length > 0,
    );
    expect(told).toEqual([]);
  });

  test('says nothing of what was asked, nor whose token it is', async () => {
    const request = await submit({ justification: 'For the merger.' });
    rejected();
    await approveAs('Maya Lindqvist', request);
    await world.settle();
    const [mail] = mails('Olivia Hart');
    const { tokens } = world.platform.atlassian;
    const secrets = tokens.samples().map(({ token }) => token);
    for (const text of [mail?.subject, mail?.text, mail?.html]) {
      const told = text ?? '';
      for (const not of ['Priya', 'Noah', 'Maya', 'frontend', 'merger', 'WEB-1', '@', ...secrets]) {
        expect([not, told.includes(not)]).toEqual([not, false]);
      }
    }
    expect(mail?.text).toContain('the API token has expired or was revoked');
  });

  test('ten requests that wait, in two issues, are one email', async () => {
    const people = ['Priya Raman', 'Yuki Tanaka', 'Rohan Desai', 'Grace Kim', 'Jonas Weber'];
    const requests = [];
    for (const one of people) {
      for (const add of ['frontend', 'design']) {
        const issue = add === 'frontend' ? 'WEB-1' : 'WEB-2';
        requests.push({ issue, request: await submit({ issue, people: [one], add: [add] }) });
      }
    }
    rejected();
    await Promise.all(
      requests.map(({ issue, request }) => approveAs('Maya Lindqvist', request, issue)),
    );
    await live(HOUR, 15 * MINUTE);
    for (const { issue, request } of requests) {
      expect(await get(noah(), issue, request.id)).toMatchObject({
        pause: { cause: 'connectionFailing' },
      });
    }
    expect(subjects('Olivia Hart')).toEqual([FAILS]);
  });

  test('two looks that fail at once are one email, and so are two that find it well', async () => {
    await submit();
    const undo = rejected();
    await Promise.all([check(), check()]);
    await world.settle();
    await Promise.all([check(), check()]);
    await world.settle();
    expect(subjects('Olivia Hart')).toEqual([FAILS]);
    undo();
    await Promise.all([check(), check()]);
    await world.settle();
    expect(subjects('Olivia Hart')).toEqual([FAILS, WORKS]);
  });

  test('well again while the email is on its way, the one that says so comes after it', async () => {
    await submit();
    const undo = rejected();
    faults().add({ path: /\/notify$/, times: 1, effect: { kind: 'delay', milliseconds: 20_000 } });
    let healed: Promise<unknown> | undefined;
    world.platform.forge.faults.onWireCall = ({ target }) => {
      if (!target.includes('/notify') || healed !== undefined) return 'go';
      undo();
      healed = check().then(() => world.settle());
      return 'go';
    };
    await check();
    await world.settle();
    await healed;
    world.platform.forge.faults.onWireCall = undefined;
    await live(5 * MINUTE, MINUTE);
    expect(subjects('Olivia Hart')).toEqual([FAILS, WORKS]);
  });

  test('each failure is told anew', async () => {
    await submit();
    for (let times = 0; times < 2; times += 1) {
      const undo = rejected();
      await check();
      await world.settle();
      undo();
      await check();
      await world.settle();
    }
    expect(subjects('Olivia Hart')).toEqual([FAILS, WORKS, FAILS, WORKS]);
  });

  test('what was over before it could be told is not told', async () => {
    await submit();
    const undo = rejected();
    const stop = faults().add({ path: /\/notify$/, effect: answering(503, {}) });
    await check();
    await world.settle();
    undo();
    await check();
    await world.settle();
    stop();
    await live(6 * HOUR, 2 * HOUR);
    expect(subjects('Olivia Hart')).toEqual([]);
    expect(await toldInAudit()).toEqual(['admins.notTold connectionFailing']);
  });
});

describe('an app’s email goes by way of an issue', () => {
  /** Ingrid leads nothing that Olivia sees: the only issue in which the app was used is private. */
  const inPrivate = async () =>
    value(
      await ask(world, world.as('Ingrid Solberg'), {
        issue: 'FIN-1',
        people: ['Mateo Álvarez'],
        add: ['FIN/Viewers'],
      }),
    );

  const showFinanceTo = (name: string) =>
    byHand(world, 'POST', `/project/FIN/role/${world.roleId('FIN', 'Viewers')}`, {
      user: [world.person(name).accountId],
    });
  async function connectAs(name: string) {
    const { siteUrl, tokens } = world.platform.atlassian;
    const good = tokens.samples().find(({ email }) => email === world.person('Olivia Hart').email);
    const { email = '', token = '' } = good ?? {};
    value(await world.as(name).admin('connection.connect', { instanceUrl: siteUrl, email, token }));
  }

  test('an admin who does not see it is not sent one; it says so, and is told once there is an issue', async () => {
    await inPrivate();
    await world.settle();
    rejected();
    await check();
    await world.settle();
    expect(subjects('Olivia Hart')).toEqual([]);
    expect(await toldInAudit()).toEqual(['admins.notTold connectionFailing']);
    expect(await notReached()).toEqual([
      { about: 'connectionFailing', problem: 'nobodySees', isTriedAgain: true },
    ]);
    const { connection } = value(await noah().panel('panel.load', 'WEB-1'));
    expect(connection).toMatchObject({ ready: false, adminsNotReached: true });
    await live(2 * DAY, 6 * HOUR);
    expect(subjects('Olivia Hart')).toEqual([]);
    await showFinanceTo('Olivia Hart');
    await live(3 * HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([FAILS]);
    expect(await notReached()).toEqual([]);
    const after = value(await noah().panel('panel.load', 'WEB-1'));
    expect(after.connection).toMatchObject({ adminsNotReached: false });
  });

  test('the next admin is told where the first sees none of the issues', async () => {
    await connectAs('Sofia Costa');
    await inPrivate();
    await showFinanceTo('Olivia Hart');
    rejected();
    await check();
    await world.settle();
    expect([subjects('Sofia Costa'), subjects('Olivia Hart')]).toEqual([[], [FAILS]]);
    const [told] = (await auditOf(world)).filter(({ event }) => event.kind === 'admins.notified');
    expect(told).toMatchObject({
      issueKey: 'FIN-1',
      event: { to: [{ displayName: 'Olivia Hart' }] },
    });
  });

  test('of two issues the one that whoever connected it sees, and everybody else who sees that one', async () => {
    await connectAs('Sofia Costa');
    await showFinanceTo('Olivia Hart');
    await inPrivate();
    await submit();
    let calls = 0;
    world.platform.atlassian.onExchange(({ url }) => {
      if (url.endsWith('/notify')) calls += 1;
    });
    rejected();
    await check();
    await world.settle();
    expect([subjects('Sofia Costa'), subjects('Olivia Hart'), calls]).toEqual([
      [FAILS],
      [FAILS],
      1,
    ]);
    expect(mails('Olivia Hart')[0]?.issueKey).toBe('WEB-1');
  });

  test.each([
    [
      'of whom Jira does not say whether they see it',
      () => faults().add({ path: /viewissue/, effect: answering(403, {}) }),
    ],
    [
      'who can’t sign in any more',
      // The operation's description does not say that it leaves them out.
      () => {
        const { accountId } = olivia();
        world.platform.atlassian.directory.setActive(accountId, false);
        const seen = { accountId, accountType: 'atlassian', active: false };
        faults().add({ path: /viewissue/, effect: answering(200, [seen]) });
      },
    ],
  ])('an admin %s does not count as told', async (_, trouble) => {
    await submit();
    trouble();
    rejected();
    const sofia = world.as('Sofia Costa');
    value(await sofia.admin('connection.check', {}));
    await world.settle();
    expect(subjects('Olivia Hart')).toEqual([]);
    const { adminsNotReached } = value(await sofia.admin('admin.load', {}));
    expect(adminsNotReached).toMatchObject([{ problem: 'nobodySees', isTriedAgain: true }]);
  });

  test('refused by Jira, it is tried through the others, then again, and shown', async () => {
    await submit();
    const undo = rejected();
    const stop = faults().add({ path: /\/notify$/, effect: answering(403, {}) });
    await check();
    await world.settle();
    expect(await notReached()).toMatchObject([{ about: 'connectionFailing', problem: 'refused' }]);
    await live(2 * DAY, 6 * HOUR);
    expect(await toldInAudit()).toEqual(['admins.notTold connectionFailing']);
    stop();
    await live(3 * HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([FAILS]);
    undo();
    await check();
    await world.settle();
    expect(subjects('Olivia Hart')).toEqual([FAILS, WORKS]);
  });
});

describe('access is overdue', () => {
  const fromIdentityProvider = (group: string, flag: boolean) =>
    world.platform.database
      .prepare('UPDATE site_group SET from_identity_provider = ? WHERE name = ?')
      .run(flag ? 1 : 0, group);
  const days = (count: number) => ({ kind: 'days' as const, days: count });

  test('admins are told after fifteen minutes, once for a cause, however many requests', async () => {
    for (const one of ['Priya Raman', 'Yuki Tanaka', 'Rohan Desai']) {
      await askAndApprove(world, { ...wish, people: [one], term: days(1) });
      // The others are due two hours and four hours later.
      await world.pass(2 * HOUR);
    }
    fromIdentityProvider('frontend', true);
    await world.pass(DAY - 6 * HOUR - MINUTE);
    await live(15 * MINUTE, 3 * MINUTE);
    expect(subjects('Olivia Hart')).toEqual([]);
    await live(3 * MINUTE, MINUTE);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE]);
    expect(mails('Olivia Hart')[0]?.text).toContain('identity provider');
    expect(mails('Olivia Hart')[0]?.text).not.toMatch(/Priya|Yuki|Rohan|frontend/);
    await live(3 * DAY, 6 * HOUR);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE]);
    expect(await toldInAudit()).toEqual(['admins.notified overdue']);
  });

  test('a record of what was told that can’t be read is set aside, and silences nobody', async () => {
    await askAndApprove(world, { ...wish, term: days(1) });
    await askAndApprove(world, { ...wish, add: ['design'], term: days(3) });
    fromIdentityProvider('frontend', true);
    fromIdentityProvider('design', true);
    await live(DAY + HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE]);
    poison(world.platform, 'telling', 'telling:admins');
    const undo = rejected();
    await live(HOUR, 5 * MINUTE);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE, FAILS, UNREADABLE]);
    undo();
    await live(3 * HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE, FAILS, UNREADABLE, WORKS]);
    poison(world.platform, 'telling', 'telling:admins.2');
    await live(2 * DAY, 6 * HOUR);
    const later = subjects('Olivia Hart')
      .slice(4)
      .filter((one) => one !== UNREADABLE);
    expect(later).toEqual([OVERDUE]);
    const { items } = value(await olivia().admin('aside.list', {}));
    expect(items.map(({ key }) => key)).toEqual(['telling:admins', 'telling:admins.2']);
  });

  test('another cause is told by itself, the same one a day later again', async () => {
    await askAndApprove(world, { ...wish, term: days(1) });
    await askAndApprove(world, { ...wish, add: ['WEB/Developers'], term: days(2) });
    await askAndApprove(world, { ...wish, add: ['design'], term: days(3) });
    fromIdentityProvider('frontend', true);
    fromIdentityProvider('design', true);
    await live(DAY + HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE]);
    const undo = rejected();
    await live(DAY, HOUR);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE, FAILS, OVERDUE]);
    undo();
    await live(DAY + HOUR, HOUR);
    expect(subjects('Olivia Hart')).toEqual([OVERDUE, FAILS, OVERDUE, WORKS, OVERDUE]);
  }, 60_000);
});

describe('a stored record can’t be read', () => {
  const term = { kind: 'days' as const, days: 1 };

  test('admins are told once a day at most, however many there are, and what it is about is not named', async () => {
    for (const one of ['Priya Raman', 'Yuki Tanaka']) {
      await askAndApprove(world, { ...wish, people: [one], term });
    }
    const undo = keysOf(world.platform, 'holding').map((key) =>
      poison(world.platform, 'holding', key),
    );
    await live(DAY + 40 * MINUTE, 5 * MINUTE);
    expect(world.members('frontend')).toEqual(expect.arrayContaining(['Priya Raman']));
    expect(subjects('Olivia Hart')).toEqual([UNREADABLE]);
    expect(mails('Olivia Hart')[0]?.text).toContain('Needs a look');
    expect(mails('Olivia Hart')[0]?.text).not.toMatch(/Priya|Yuki|frontend/);
    expect(await toldInAudit()).toEqual(['admins.notified needsALook']);
    await live(5 * DAY, HOUR);
    expect(subjects('Olivia Hart').length).toBeLessThanOrEqual(2);
    for (const one of undo) one();
    await live(7 * HOUR, 10 * MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });

  test('what is mended within minutes is nothing to tell of', async () => {
    await askAndApprove(world, { ...wish, term });
    const [key = ''] = keysOf(world.platform, 'holding');
    await world.pass(DAY - 2 * MINUTE);
    const undo = poison(world.platform, 'holding', key);
    await live(8 * MINUTE, MINUTE);
    undo();
    await live(HOUR, 5 * MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect(subjects('Olivia Hart')).toEqual([]);
  });
});
