import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/**
 * Attempts to have access past the end that was approved: it is given until a time that is near, and the site, or
 * the queue, has the app wait until that is over.
 */
const PRIYA = 'Priya Raman';
const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
const now = () => world.platform.clock.now();
const isIn = () => world.members('frontend').includes(PRIYA);
const until = (at: number): NamedAsk => ({ ...named, term: { kind: 'until', at } });

/** The site has not taken the next call that gives, and wants so many seconds of rest. */
function slowDown(path: RegExp, seconds: number): void {
  const headers = { 'Retry-After': String(seconds) };
  const effect = { kind: 'answer', status: 429, headers } as const;
  world.platform.atlassian.faults.add({ via: 'token', method: 'POST', path, times: 1, effect });
}

/** When the site has really given it. */
function watchSite(): readonly number[] {
  const given: number[] = [];
  world.platform.atlassian.onExchange(({ method, url, status }) => {
    if (/\/group\/user|\/role\/\d+/.test(url) && method === 'POST' && status < 300) {
      given.push(now());
    }
  });
  return given;
}

describe('nothing is given once its end has come', () => {
  test.each([
    ['a group', 'frontend', /^\/group\/user/],
    ['a role', 'WEB/Developers', /\/role\//],
  ])('%s, where the site has the run wait until then', async (_, thing, path) => {
    const at = now() + 2 * MINUTE;
    const asked = { ...until(at), add: [thing] };
    const request = value(await ask(world, world.as(NOAH), asked));
    await world.settle();
    slowDown(path, 150);
    const given = watchSite();
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await world.settle();
    await world.pass(MINUTE);
    expect(now()).toBeGreaterThan(at);
    expect(given).toEqual([]);
    const [step] = await steps(world.as(NOAH), 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'termOver' });
  });

  test('nor given back by the pass that took it away while it was prolonged', async () => {
    await askAndApprove(world, { ...named, term: { kind: 'days', days: 1 } });
    await world.pass(DAY - 8 * MINUTE);
    await world.sweep();
    const at = now() + 9 * MINUTE;
    const longer = value(await ask(world, world.as(NOAH), until(at)));
    await world.pass(8 * MINUTE - 40 * SECOND);
    slowDown(/^\/group\/user/, 120);
    const given = watchSite();
    world.platform.atlassian.faults.add({
      method: 'DELETE',
      times: 1,
      effect: { kind: 'delay', milliseconds: 5 * SECOND },
    });
    let between: ReturnType<typeof approve> | undefined;
    world.platform.forge.faults.onWireCall = ({ target }) => {
      if (/^egress DELETE .*\/group\/user/.test(target)) {
        between ??= approve(world.as(MAYA), 'WEB-1', longer).then(async (approved) => {
          await world.settle();
          return approved;
        });
      }
      return 'go';
    };
    await world.pass(MINUTE);
    expect(await between).toMatchObject({ ok: true });
    await world.pass(5 * MINUTE);
    await world.sweep();
    expect(now()).toBeGreaterThan(at);
    expect(given).toEqual([]);
    expect(isIn()).toBe(false);
  });
});

test('access that ends before the next sweep comes ends in time', async () => {
  const at = now() + 2 * MINUTE;
  await askAndApprove(world, until(at));
  await world.pass(at - now() - SECOND);
  expect(isIn()).toBe(true);
  await world.pass(MINUTE);
  expect(isIn()).toBe(false);
});
