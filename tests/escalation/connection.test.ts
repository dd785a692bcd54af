import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, decline, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { answering } from '../support/site-answers';

/**
 * Attempts to have the token used on something else than the site that was connected, or one admin's
 * token kept beside another's name. Each is held against what went over the wire and what is stored.
 */
let world: World;
let asked: string[];
beforeEach(async () => {
  world = await openWorld();
  asked = [];
  world.platform.atlassian.onExchange(({ via, method, url }) => {
    if (via === 'token') asked.push(`${method} ${url}`);
  });
});
afterEach(() => world.close());

const OTHER_ID = '5a5b5c5d-0000-4000-8000-000000000403';
/** It tells another cloud id, see the local platform's neighbours. */
const OTHER_SITE = 'https://locked-down.atlassian.net';
const WHICH = /^\/_edge\/tenant_info/;

type Answer = Extract<FaultRule['effect'], { kind: 'answer' }>;
const says = (cloudId: unknown): Answer => ({
  kind: 'answer',
  status: 200,
  body: JSON.stringify({ cloudId }),
});
const refersTo = (location: string): Answer => ({
  kind: 'answer',
  status: 301,
  headers: { location },
});
const identity = (effect: FaultRule['effect'], times?: number) =>
  world.platform.atlassian.faults.add({
    path: WHICH,
    effect,
    ...(times === undefined ? {} : { times }),
  });

/** What was asked of anybody but without a credential, to find out which site it is. */
const withToken = () => asked.filter((one) => !one.endsWith('/_edge/tenant_info'));
const hosts = () => new Set(asked.map((one) => new URL(one.split(' ')[1] ?? '').hostname));

function sample(label: string) {
  const found = world.platform.atlassian.tokens.samples().find((one) => one.label === label);
  if (found === undefined) throw new Error(`There is no ${label}`);
  return { email: found.email, token: found.token };
}
const connect = (credential = sample('Good token'), by = 'Olivia Hart') =>
  world.as(by).admin('connection.connect', {
    instanceUrl: world.platform.atlassian.siteUrl,
    ...credential,
  });
const connection = async () =>
  value(await world.as('Olivia Hart').admin('admin.load', {})).connection;
const secrets = () => world.platform.forge.kvs.secretKeys();

describe('an address that says something else than a cloud id', () => {
  const ID = '1324a887-45db-4bf4-9e99-ef0ff456d421';
  test.each([
    ['a path to the administration', `../../admin/v1/orgs`],
    ['a path behind an id', `${ID}/../../../admin`],
    ['an encoded path', '..%2f..%2fadmin'],
    ['a query behind an id', `${ID}?x=`],
    ['a fragment behind an id', `${ID}#`],
    ['another host', '@evil.example/'],
    ['blanks around it', ` ${ID} `],
    ['a line break behind it', `${ID}\n`],
    ['letters of another script', ID.replace('1', '１')],
    ['nothing', ''],
    ['null', null],
    ['a number', 7],
    ['a list', [ID]],
    ['an object', { toString: ID }],
  ])('%s: no token goes anywhere', async (_, cloudId) => {
    identity(says(cloudId));
    expect(error(await connect(sample('Good token with scopes')))).toMatchObject({
      code: 'credential',
      problem: { code: 'unexpectedAnswer' },
    });
    expect(withToken()).toEqual([]);
    expect(secrets()).toEqual([]);
  });
});

describe('an address that refers to another', () => {
  test.each([
    ['elsewhere', 'https://evil.example/'],
    ['elsewhere, without a scheme', '//evil.example/'],
    ['a name that begins like a site', 'https://acme-local.atlassian.net.evil.example/'],
    ['a name behind a name', 'https://evil.example/.atlassian.net'],
    ['a site without encryption', 'http://locked-down.atlassian.net/'],
    ['a site at another port', 'https://locked-down.atlassian.net:8443/'],
    ['a site with a name before it', 'https://x@locked-down.atlassian.net/'],
    ['a script', 'javascript:alert(1)'],
    ['itself', 'https://acme-local.atlassian.net/'],
    ['nothing', ''],
  ])('%s: is not looked at, and gets no token', async (_, location) => {
    identity(refersTo(location));
    expect(error(await connect())).toMatchObject({ code: 'credential' });
    expect([...hosts()]).toEqual(['acme-local.atlassian.net']);
    expect(withToken()).toEqual([]);
    expect(secrets()).toEqual([]);
  });

  test('another site: is named, and gets no token', async () => {
    identity(refersTo(`${OTHER_SITE}/_edge/tenant_info`), 1);
    expect(error(await connect())).toEqual({
      code: 'credential',
      problem: { code: 'siteMoved', to: OTHER_SITE },
    });
    expect(withToken()).toEqual([]);
  });

  test('a call with the token: is not followed', async () => {
    value(await connect());
    await world.allow(['frontend']);
    const noah = world.as('Noah Okafor');
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
    const request = value(await ask(world, noah, named));
    world.platform.atlassian.faults.add({
      path: /^\/group\/user/,
      effect: { kind: 'answer', status: 307, headers: { location: `${OTHER_SITE}/x` } },
    });
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    expect([...hosts()]).toEqual(['acme-local.atlassian.net']);
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });
});

describe('another site under the address that was connected', () => {
  beforeEach(async () => {
    value(await connect());
    await world.allow(['frontend']);
  });
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  const problem = async () => {
    const health = (await connection())?.health;
    return health?.state === 'failing' ? health.problem : undefined;
  };

  test.each([
    ['another one', () => says(OTHER_ID), { code: 'otherSite' }],
    ['one without an id', () => says(''), undefined],
    ['none at all', () => ({ kind: 'answer', status: 404 }) as const, { code: 'noSuchSite' }],
    ['one that does not answer', () => ({ kind: 'reset', when: 'before' }) as const, undefined],
    ['one that is down', () => ({ kind: 'answer', status: 503 }) as const, undefined],
    ['one that asks to wait', () => ({ kind: 'answer', status: 429 }) as const, undefined],
    [
      'one that shows a page',
      () => ({ kind: 'answer', status: 200, body: '<p>' }) as const,
      undefined,
    ],
    ['another one, by a redirect', () => refersTo(OTHER_SITE), undefined],
  ])('%s: a run sends nothing there, and waits', async (_, effect, expected) => {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, named));
    await world.settle();
    const undo = identity(effect());
    asked.length = 0;
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    await world.pass(HOUR);
    await world.sweep();
    expect(withToken()).toEqual([]);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect(await get(noah, 'WEB-1', request.id)).toMatchObject({
      state: 'applying',
      progress: { failed: 0 },
    });
    if (expected !== undefined) expect(await problem()).toMatchObject(expected);
    undo();
    for (let tries = 0; tries < 4; tries += 1) {
      await world.pass(HOUR);
      await world.sweep();
    }
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
    expect(await problem()).toBeUndefined();
  });

  test('another one: what is due to end is not taken from somebody there', async () => {
    await askAndApprove(world, { ...named, term: { kind: 'days', days: 1 } });
    expect(world.members('frontend')).toContain('Priya Raman');
    identity(says(OTHER_ID));
    asked.length = 0;
    await world.pass(DAY + MINUTE);
    await world.sweep();
    await world.pass(10 * MINUTE);
    expect(withToken()).toEqual([]);
    expect(world.members('frontend')).toContain('Priya Raman');
    expect(await problem()).toMatchObject({ code: 'otherSite' });
  });

  test('another one: is found by a check, and the token is not tried there', async () => {
    identity(says(OTHER_ID));
    asked.length = 0;
    value(await world.as('Olivia Hart').admin('connection.check', {}));
    expect(withToken()).toEqual([]);
    expect(await problem()).toEqual({ code: 'otherSite', host: 'acme-local.atlassian.net' });
  });

  test('another one: connecting again there is refused, and changes nothing', async () => {
    const before = { of: await connection(), secrets: secrets() };
    identity(says(OTHER_ID));
    asked.length = 0;
    expect(error(await connect())).toMatchObject({ problem: { code: 'otherSite' } });
    expect(withToken()).toEqual([]);
    expect({ of: await connection(), secrets: secrets() }).toEqual(before);
  });

  test('the same one under a new name: is named, offered, and not followed', async () => {
    const { cloudId } = world.platform.atlassian;
    identity(refersTo(OTHER_SITE), 1);
    identity(says(cloudId), 1);
    asked.length = 0;
    value(await world.as('Olivia Hart').admin('connection.check', {}));
    expect(withToken()).toEqual([]);
    expect(await problem()).toEqual({ code: 'siteMoved', to: OTHER_SITE });
  });
});

describe('another site that is connected while a request waits', () => {
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['MOB/Member'] };
  let undo: () => void;

  /** There, the project of the same id has another lead. */
  async function connectOther(lead: string) {
    value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
    const stop = [identity(says(OTHER_ID))];
    value(await connect());
    const { id } = world.platform.atlassian.directory.projectOf('MOB');
    const { accountId } = world.person(lead);
    const project = { id, key: 'THERE', name: 'There', lead: { accountId, active: true } };
    stop.push(
      world.platform.atlassian.faults.add({
        via: 'token',
        path: new RegExp(`^/project/${id}$`),
        effect: answering(200, project),
      }),
    );
    undo = () => {
      for (const one of stop) one();
    };
  }
  async function connectFirst() {
    value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
    undo();
    value(await connect());
  }

  beforeEach(async () => {
    value(await connect());
    await world.allow(['frontend'], { rolesOf: 'anyProject', fallbackApprovers: ['Emma Fischer'] });
  });

  test.each([
    ['the lead that the project of this id has there', 'Grace Kim', 'Grace Kim'],
    ['the lead of the project that is meant', 'Grace Kim', 'Liam Chen'],
    ['a fallback approver, as the lead there asks', 'Noah Okafor', 'Emma Fischer'],
  ])('is not asked who decides: %s approves nothing', async (_, lead, who) => {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, named));
    await world.settle();
    await connectOther(lead);
    await world.sweep();
    const seen = await get(world.as(who), 'WEB-1', request.id);
    expect(seen.approvals.flatMap(({ approvers }) => approvers)).toMatchObject([
      { displayName: 'Liam Chen' },
    ]);
    expect(error(await approve(world.as(who), 'WEB-1', seen))).toEqual({
      code: 'connectionFailing',
    });
    await connectFirst();
    await world.pass(HOUR);
    expect(world.actors('MOB', 'Member')).not.toContain('Priya Raman');
    const now = await get(noah, 'WEB-1', request.id);
    expect(now).toMatchObject({ state: 'awaitingApproval', revision: request.revision });
    value(await approve(world.as('Liam Chen'), 'WEB-1', now));
    await world.settle();
    expect(world.actors('MOB', 'Member')).toContain('Priya Raman');
  });

  test('keeps nobody on record from declining, and lets nobody else', async () => {
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    await connectOther('Grace Kim');
    expect(await decline(world.as('Grace Kim'), 'WEB-1', request, 'No.')).toMatchObject({
      error: { refusal: { code: 'notYourTurn' } },
    });
    expect(value(await decline(world.as('Liam Chen'), 'WEB-1', request, 'No.')).state).toBe(
      'declined',
    );
  });
});

describe('another site that is connected while a removal waits for its turn', () => {
  const sql = (text: string, ...values: (string | number)[]) =>
    world.platform.database.prepare(text).run(...values);
  const turn = () => {
    const { id } = world.platform.atlassian.directory.projectOf('WEB');
    return `lock:role:${id}:${world.roleId('WEB', 'Viewers')}`;
  };
  /** Somebody else has the turn, for nearly as long as that is possible; `connectOther` ends it. */
  const takeTurn = () =>
    sql(
      "INSERT INTO kvs_record VALUES ('lock', ?, ?, 0, 0, NULL)",
      turn(),
      JSON.stringify({ heldUntil: world.platform.clock.now() + 3 * MINUTE }),
    );
  const connectOther = () => {
    identity(says(OTHER_ID));
    const { cloudId } = world.platform.atlassian;
    sql(
      "UPDATE kvs_record SET value = replace(value, ?, ?) WHERE space = 'connection'",
      cloudId,
      OTHER_ID,
    );
    sql("DELETE FROM kvs_record WHERE space = 'lock'");
    asked.length = 0;
  };
  const inMoments = async (count: number) => {
    for (let moment = 0; moment < count; moment += 1) await new Promise(setImmediate);
  };
  const role = { issue: 'WEB-1', people: ['Priya Raman'], add: ['WEB/Viewers'] };

  // However far it has come by then.
  const MOMENTS = [1, 8, 32];
  test.each(MOMENTS)('asked for: is sent none of it, after %i moments', async (moments) => {
    value(await connect());
    await world.allow([]);
    const noah = world.as('Noah Okafor');
    await askAndApprove(world, role);
    const request = value(await ask(world, noah, { ...role, add: [], remove: ['WEB/Viewers'] }));
    await world.settle();
    takeTurn();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    const run = world.settle();
    await inMoments(moments);
    connectOther();
    await run;
    expect(withToken().filter((one) => !one.startsWith('GET'))).toEqual([]);
    expect(world.actors('WEB', 'Viewers')).toContain('Priya Raman');
  });

  test.each(MOMENTS)('due to end: is sent none of it, after %i moments', async (moments) => {
    value(await connect());
    await world.allow([]);
    await askAndApprove(world, { ...role, term: { kind: 'days', days: 1 } });
    await world.platform.clock.advance(DAY + MINUTE);
    takeTurn();
    const run = world.sweep();
    await inMoments(moments);
    connectOther();
    await run;
    expect(withToken().filter((one) => !one.startsWith('GET'))).toEqual([]);
    expect(world.actors('WEB', 'Viewers')).toContain('Priya Raman');
  });
});

describe('two admins who connect at once', () => {
  /** Another site admin, with a token of their own. */
  function sofias() {
    const { directory, tokens } = world.platform.atlassian;
    const { accountId, email } = world.person('Sofia Costa');
    directory.addMember(world.groupId('site-admins'), accountId);
    const until = world.platform.clock.now() + 300 * DAY;
    return { email, token: tokens.create(accountId, 'Multiplier', until) };
  }
  test.each([
    ['both at once', undefined, undefined],
    ['the first is slower with the site', /^\/myself/, 1],
    ['both are slow', /^\/mypermissions/, 2],
  ])('%s: one record counts, with its own token', async (_, path, times) => {
    if (path !== undefined) {
      world.platform.atlassian.faults.add({
        path,
        ...(times === undefined ? {} : { times }),
        effect: { kind: 'delay', milliseconds: 200 },
      });
    }
    const replies = await Promise.all([
      connect(undefined, 'Olivia Hart'),
      connect(sofias(), 'Sofia Costa'),
    ]);
    expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    for (const reply of replies) if (!reply.ok) expect(reply.error.code).toBe('changedMeanwhile');
    const one = await connection();
    expect(one?.actsAs.displayName).toBe(one?.connectedBy.displayName);
    expect(one?.email).toBe(world.person(one?.actsAs.displayName ?? '').email);
    // One secret, and the site takes it together with the email of the record.
    expect(secrets()).toHaveLength(1);
    expect(value(await world.as('Olivia Hart').admin('connection.check', {})).health.state).toBe(
      'working',
    );
  });

  test('one connects while the other disconnects: a record has its token, or there is neither', async () => {
    value(await connect());
    await Promise.all([
      connect(sofias(), 'Sofia Costa'),
      world.as('Olivia Hart').admin('connection.disconnect', {}),
    ]);
    const one = await connection();
    expect(secrets()).toHaveLength(one === undefined ? 0 : 1);
    if (one === undefined) return;
    expect(value(await world.as('Olivia Hart').admin('connection.check', {})).health.state).toBe(
      'working',
    );
  });

  test('a token that was replaced: what it is told says nothing of the new one', async () => {
    value(await connect());
    await world.allow(['frontend']);
    const noah = world.as('Noah Okafor');
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
    const request = value(await ask(world, noah, named));
    await world.settle();
    const undo = world.platform.atlassian.faults.add({
      path: /^\/(user\/groups|group\/)/,
      effect: { kind: 'answer', status: 401 },
    });
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await Promise.all([world.settle(), connect()]);
    undo();
    expect((await connection())?.health.state).not.toBe('failing');
  });
});
