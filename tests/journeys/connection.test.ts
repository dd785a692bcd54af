import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

/** The site says 401 to every call that carries the token; it still tells which site it is. */
const rejected = (times?: number): (() => void) =>
  world.platform.atlassian.faults.add({
    via: 'token',
    path: /^\/(?!_edge)/,
    ...(times === undefined ? {} : { times }),
    effect: {
      kind: 'answer',
      status: 401,
      body: 'Client must be authenticated to access this resource.',
    },
  });
const health = async () =>
  value(await world.as('Olivia Hart').admin('admin.load', {})).connection?.health;
const panel = async () => value(await world.as('Noah Okafor').panel('panel.load', 'WEB-1'));
const kinds = async (kind: string) =>
  (await auditOf(world)).filter(({ event }) => event.kind === kind);

/** Asked and approved in good weather; the trouble begins before anything is sent. */
async function approvedUnder(trouble: () => () => void, asked = named) {
  const request = value(await ask(world, world.as('Noah Okafor'), asked));
  await world.settle();
  const undo = trouble();
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  return { request, undo };
}
const fault = (rule: FaultRule) => () => world.platform.atlassian.faults.add(rule);

describe('the health of the connection', () => {
  test('one rejected call switches nothing off: a second look decides', async () => {
    const noah = world.as('Noah Okafor');
    await approvedUnder(() => rejected(1));
    await world.pass(MINUTE);
    expect((await get(noah, 'WEB-1', (await panel()).requests[0]?.id ?? '')).state).toBe(
      'completed',
    );
    expect(await health()).toMatchObject({ state: 'working' });
    expect((await panel()).connection).toEqual({ ready: true });
    expect(await kinds('connection.failing')).toEqual([]);
  });

  test('rejected for good, it fails; accepted again, it heals by itself; both are told once', async () => {
    const { undo } = await approvedUnder(() => rejected());
    expect(await health()).toMatchObject({
      state: 'failing',
      problem: { code: 'tokenExpiredOrRevoked' },
    });
    expect((await panel()).connection).toMatchObject({
      ready: false,
      why: 'failing',
      problem: 'tokenExpiredOrRevoked',
    });
    for (let sweeps = 0; sweeps < 4; sweeps += 1) {
      await world.pass(5 * MINUTE);
      await world.sweep();
    }
    expect(await kinds('connection.failing')).toHaveLength(1);
    undo();
    await world.pass(HOUR);
    await world.sweep();
    expect(await health()).toMatchObject({ state: 'working' });
    expect(await kinds('connection.working')).toHaveLength(1);
    expect((await panel()).requests[0]?.state).toBe('completed');
  });

  test('two checks at once fail once and heal once: each sees what the other wrote', async () => {
    const check = async () => value(await world.as('Olivia Hart').admin('connection.check', {}));
    const states = async () => {
      const both = await Promise.all([check(), check()]);
      return both.map(({ health: seen }) => seen.state);
    };
    const undo = rejected();
    expect(await states()).toEqual(['failing', 'failing']);
    expect(await states()).toEqual(['failing', 'failing']);
    expect(await kinds('connection.failing')).toHaveLength(1);
    undo();
    expect(await states()).toEqual(['working', 'working']);
    expect(await kinds('connection.working')).toHaveLength(1);
    expect(await health()).toMatchObject({ state: 'working' });
  });

  test('the sweep looks with pauses that grow, not with every call it could make', async () => {
    const { undo } = await approvedUnder(() => rejected());
    let looks = 0;
    world.platform.atlassian.onExchange(({ url }) => {
      if (url.endsWith('/_edge/tenant_info')) looks += 1;
    });
    for (let sweeps = 0; sweeps < 24; sweeps += 1) {
      await world.pass(5 * MINUTE);
      await world.sweep();
    }
    // Two hours, 24 sweeps and as many tries of the request.
    expect(looks).toBeGreaterThan(2);
    expect(looks).toBeLessThan(24);
    undo();
  });

  test.each([
    ['a limit', { kind: 'answer', status: 429, headers: { 'Retry-After': '60' } }],
    ['an outage', { kind: 'answer', status: 503 }],
    ['a connection that breaks', { kind: 'reset', when: 'before' }],
  ] as const)('%s never makes it failing', async (_, effect) => {
    const { undo } = await approvedUnder(fault({ via: 'token', effect }));
    const checked = await world.as('Olivia Hart').admin('connection.check', {});
    expect(error(checked)).toMatchObject({ code: 'credential' });
    expect(await health()).toMatchObject({ state: 'working' });
    undo();
  });

  test('while it fails, a request can be tried, and says the truth', async () => {
    const noah = world.as('Noah Okafor');
    const undo = rejected();
    expect(error(await noah.panel('form.load', 'WEB-1'))).toEqual({ code: 'connectionFailing' });
    expect(await health()).toMatchObject({ state: 'failing' });
    undo();
    await world.pass(HOUR);
    await world.sweep();
    expect((await noah.panel('form.load', 'WEB-1')).ok).toBe(true);
  });
});

describe('approved work is paused, and not failed', () => {
  test('while the token is dead: says so, is decided meanwhile, goes on by itself', async () => {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, named));
    await world.settle();
    const undo = rejected();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    await world.pass(DAY);
    await world.sweep();
    const waiting = await get(noah, 'WEB-1', request.id);
    expect(waiting).toMatchObject({
      state: 'applying',
      pause: { cause: 'connectionFailing' },
      progress: { pending: 1, failed: 0 },
    });
    undo();
    await world.connect();
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
    expect(world.members('frontend')).toContain('Priya Raman');
  });

  test('after a retry it heals with the very same token', async () => {
    const noah = world.as('Noah Okafor');
    const { undo, request } = await approvedUnder(() => rejected());
    undo();
    value(await world.as('Olivia Hart').admin('connection.check', {}));
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
  });

  test('until the approval lapses; then it fails, visibly', async () => {
    const noah = world.as('Noah Okafor');
    const { request } = await approvedUnder(() => rejected());
    for (let days = 0; days < 8; days += 1) {
      await world.pass(DAY);
      await world.sweep();
    }
    expect(await get(noah, 'WEB-1', request.id)).toMatchObject({
      state: 'needsAttention',
      progress: { pending: 0, failed: 1, retryable: 0 },
    });
    const [step] = await steps(noah, 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'approvalLapsed' });
  });

  test.each([
    ['unavailable', { kind: 'answer', status: 503 }, 'siteUnavailable'],
    ['too fast', { kind: 'answer', status: 429 }, 'rateLimited'],
  ] as const)('an hour of %s slows a run and fails nothing', async (_, effect, cause) => {
    const noah = world.as('Noah Okafor');
    const { undo, request } = await approvedUnder(fault({ via: 'token', effect }));
    let calls = 0;
    world.platform.atlassian.onExchange(() => {
      calls += 1;
    });
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await world.pass(5 * MINUTE);
      await world.sweep();
      expect(await get(noah, 'WEB-1', request.id)).toMatchObject({
        state: 'applying',
        pause: { cause },
      });
    }
    // It does not ask more often than a site that is in trouble bears.
    expect(calls).toBeLessThan(600);
    undo();
    await world.pass(15 * MINUTE);
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
    expect(await kinds('connection.failing')).toEqual([]);
  });

  test('a writing endpoint that is down for a day fails the step, with a retry', async () => {
    const noah = world.as('Noah Okafor');
    const { undo, request } = await approvedUnder(
      fault({
        method: 'POST',
        path: /^\/group\/user/,
        effect: { kind: 'answer', status: 500 },
      }),
      { ...named, add: ['frontend', 'engineering'] },
    );
    expect(await get(noah, 'WEB-1', request.id)).toMatchObject({
      state: 'applying',
      pause: { cause: 'siteUnavailable' },
    });
    await world.pass(DAY + HOUR);
    await world.sweep();
    expect(await get(noah, 'WEB-1', request.id)).toMatchObject({
      state: 'needsAttention',
      progress: { failed: 2, retryable: 2 },
    });
    undo();
    value(await noah.panel('request.retry', 'WEB-1', { requestId: request.id }));
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
  });
});

/** Who asks and who decides do not gain by it. */
const isNeither = (name: string) => !['Noah Okafor', 'Maya Lindqvist'].includes(name);

describe('what can’t be carried out for a fault of the app', () => {
  test('waits in the open, stops with a reference, and goes on from a retry', async () => {
    const noah = world.as('Noah Okafor');
    let mend = () => {};
    const { request } = await approvedUnder(() => {
      const [steps = ''] = keysOf(world.platform, 'steps');
      mend = poison(world.platform, 'steps', steps);
      return mend;
    });
    expect(await get(noah, 'WEB-1', request.id)).toMatchObject({
      state: 'applying',
      pause: { cause: 'appFailed' },
      progress: { pending: 1 },
    });
    for (let tries = 0; tries < 4; tries += 1) {
      await world.pass(10 * MINUTE);
      await world.sweep();
    }
    const stopped = await get(noah, 'WEB-1', request.id);
    expect(stopped).toMatchObject({
      state: 'needsAttention',
      stopped: { reference: expect.stringMatching(/^.{8}$/) },
      progress: { pending: 1, failed: 0 },
      verbs: { retry: { allowed: true } },
    });
    expect(await kinds('request.stopped')).toHaveLength(1);
    mend();
    value(await noah.panel('request.retry', 'WEB-1', { requestId: request.id }));
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
  });
});

describe('what the token can’t do', () => {
  test('is not offered: a token with scopes creates no accounts', async () => {
    const noah = world.as('Noah Okafor');
    const form = async () => value(await noah.panel('form.load', 'WEB-1')).creation;
    expect(await form()).toEqual({ users: true, groups: true });
    const { siteUrl, tokens } = world.platform.atlassian;
    const scoped = tokens.samples().find(({ label }) => label === 'Good token with scopes');
    const { email = '', token = '' } = scoped ?? {};
    value(
      await world
        .as('Olivia Hart')
        .admin('connection.connect', { instanceUrl: siteUrl, email, token }),
    );
    expect(await form()).toEqual({ users: false, groups: true });
  });
});

describe('two of three calls fail', () => {
  test.each([['rate-limited'], ['rate-limited-silently'], ['unavailable']])(
    '%s: every step is done, with progress all along',
    async (preset) => {
      const { directory, faults } = world.platform.atlassian;
      await world.allow(['frontend', 'engineering', 'design']);
      const people = directory
        .people()
        .filter(
          ({ active, accountType, displayName }) =>
            active && accountType === 'atlassian' && isNeither(displayName),
        )
        .map(({ displayName }) => displayName)
        .slice(0, 100);
      const noah = world.as('Noah Okafor');
      const everybody = { issue: 'WEB-1', people, add: ['frontend', 'engineering', 'design'] };
      const { request } = await approvedUnder(() => {
        faults.setPreset(preset, true);
        return () => faults.setPreset(preset, false);
      }, everybody);
      let last = -1;
      for (let minutes = 0; minutes < 120; minutes += 5) {
        const { state, progress } = await get(noah, 'WEB-1', request.id);
        if (state === 'completed') break;
        const done = (progress?.applied ?? 0) + (progress?.unchanged ?? 0);
        expect(progress?.failed).toBe(0);
        expect(done).toBeGreaterThan(last);
        last = done;
        await world.pass(5 * MINUTE);
        await world.sweep();
      }
      const { state, progress } = await get(noah, 'WEB-1', request.id);
      expect(state).toBe('completed');
      expect(progress).toMatchObject({ failed: 0, pending: 0 });
      expect(await health()).toMatchObject({ state: 'working' });
    },
  );
});
