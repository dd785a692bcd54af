import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireCall } from '../../local/forge/forge';
import type { RequestView } from '../../src/contract/views';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { oneOf } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, rowOf } from '../support/poison';
import { answering } from '../support/site-answers';

/**
 * The same access of the same person is taken back and given by two workers, each inside the other: the site
 * takes long for a call of the one that began, and the other does all that it has to do meanwhile.
 */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const days = (count: number) => ({ kind: 'days' as const, days: count });
const forever = { kind: 'permanent' } as const;
/** Longer than the other worker needs, and shorter than a call may take. */
const LONG = 5 * SECOND;
const THINGS = { group: 'frontend', role: 'WEB/Viewers' } as const;
type Thing = keyof typeof THINGS;
type When = 'done late' | 'answered late';

const isHeld = (thing: Thing) =>
  (thing === 'group' ? world.members('frontend') : world.actors('WEB', 'Viewers')).includes(
    'Priya Raman',
  );

function dueAt(): number {
  const [key] = keysOf(world.platform, 'holding');
  return Number(rowOf(world.platform, key ?? '')?.dueAt);
}

/** What the site has really done. */
function watchSite() {
  const done = { given: 0, taken: 0 };
  const isChange = /\/group\/user|\/role\/\d+/;
  world.platform.atlassian.onExchange(({ method, url, status }) => {
    if (!isChange.test(url) || status >= 300) return;
    if (method === 'POST') done.given += 1;
    if (method === 'DELETE') done.taken += 1;
  });
  return done;
}

async function effects() {
  const all = (await auditOf(world)).flatMap(({ event }) =>
    event.kind === 'effect' && event.outcome === 'applied' ? event.action : [],
  );
  return {
    given: all.filter((action) => /add/.test(action)).length,
    taken: all.filter((action) => /remove/.test(action)).length,
  };
}

/** Starts the one; at its call to the site of that number, which takes long, the other. */
async function inside(
  at: number,
  when: When,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
) {
  const { atlassian, forge } = world.platform;
  let first: string | undefined;
  let calls = 0;
  let begun: Promise<unknown> | undefined;
  forge.faults.onWireCall = ({ functionKey, invocationId, target }: WireCall) => {
    if (functionKey !== 'work-consumer' || !target.startsWith('egress')) return 'go';
    first ??= invocationId;
    if (invocationId !== first) return 'go';
    calls += 1;
    if (calls !== at) return 'go';
    const [, method = ''] = target.split(' ');
    const late = when === 'answered late' ? ({ when: 'after' } as const) : {};
    atlassian.faults.add({
      method,
      times: 1,
      effect: { kind: 'delay', milliseconds: LONG, ...late },
    });
    // Once the site has seen it.
    begun = Promise.resolve().then(other);
    return 'go';
  };
  await one();
  await begun;
  forge.faults.onWireCall = undefined;
  await world.settle();
  return begun !== undefined;
}

/** Who gives has seen the site only once it has an answer: until then it reads what the end has done. */
const WAYS = [
  ['the end', 'done late'],
  ['the end', 'answered late'],
  ['the giving', 'answered late'],
] as const;
const ROWS = (['group', 'role'] as const).flatMap((thing) =>
  [forever, days(30)].flatMap((term) =>
    WAYS.map(([first, when]) => [thing, term, first, when] as const),
  ),
);

describe('given while it is taken back, at any call of either', () => {
  test.each(ROWS)(
    '%s, %o, within %s, %s',
    async (thing, term, first, when) => {
      const named = { issue: 'WEB-1', people: ['Priya Raman'], add: [THINGS[thing]] };
      await askAndApprove(world, { ...named, term: days(3) });
      await world.pass(2 * DAY);
      const asked = value(await ask(world, world.as('Noah Okafor'), { ...named, term }));
      await world.settle();
      // Looked for by then: what is promised is delivered when it is due.
      await world.pass(dueAt() - world.platform.clock.now() - 6 * MINUTE);
      await world.sweep();
      await world.pass(dueAt() - world.platform.clock.now() - SECOND);
      const seen: RequestView = await get(world.as('Noah Okafor'), 'WEB-1', asked.id);
      const beginning = world.platform.image();
      // Of each two calls, the one term is given at the first and the other at the second.
      for (let at = Math.min(oneOf(2), term.kind === 'permanent' ? 1 : 2); ; at += oneOf(2)) {
        await world.close();
        world = await openWorld({ from: beginning });
        const site = watchSite();
        const end = async () => {
          await world.platform.clock.advance(LONG + 2 * SECOND);
          await world.settle();
        };
        const give = async () => {
          value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));
          await world.settle();
        };
        const isLast =
          first === 'the end'
            ? !(await inside(at, when, end, give))
            : !(await inside(at, when, give, end));
        if (isLast) {
          expect(at).toBeGreaterThan(5);
          return;
        }
        expect([at, isHeld(thing)]).toEqual([at, true]);
        for (let minutes = 0; minutes < 12; minutes += 1) await world.pass(MINUTE);
        const { state } = await get(world.as('Noah Okafor'), 'WEB-1', seen.id);
        expect([at, state, isHeld(thing)]).toEqual([at, 'completed', true]);
        const said = await effects();
        // And once at the beginning.
        expect([at, said]).toEqual([at, { given: site.given + 1, taken: site.taken }]);
        await world.pass(31 * DAY);
        for (let minutes = 0; minutes < 3; minutes += 1) await world.pass(MINUTE);
        expect([at, isHeld(thing)]).toEqual([at, term.kind === 'permanent']);
      }
    },
    300_000,
  );
});

describe('given by a later approval while an approved removal is under way', () => {
  const named = { issue: 'WEB-1', people: ['Priya Raman'] };
  const noah = () => world.as('Noah Okafor');
  /** Until nobody else is at work. */
  const standStill = () => new Promise((resolve) => setTimeout(resolve, 10 * SECOND));

  test.each(
    (['group', 'role'] as const).flatMap((thing) =>
      [forever, days(30)].flatMap((term) => [
        [thing, term, 'go'] as const,
        [thing, term, 'killAfter'] as const,
      ]),
    ),
  )('%s, %o, it is given back, and the audit says both (%s)', async (thing, term, fate) => {
    const both = { ...named, add: [THINGS[thing]] };
    await askAndApprove(world, { ...both, term: days(3) });
    const removal = value(await ask(world, noah(), { ...named, remove: [THINGS[thing]] }));
    const asked = value(await ask(world, noah(), { ...both, term }));
    await world.settle();
    const seen = await get(noah(), 'WEB-1', asked.id);
    const site = watchSite();
    let isGiven = false;
    const give = async () => {
      value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));
      void world.settle();
      await standStill();
    };
    world.platform.forge.faults.onWireCall = ({ functionKey, target }) => {
      if (isGiven || functionKey !== 'work-consumer' || !/egress DELETE/.test(target)) return 'go';
      isGiven = true;
      return give().then(() => fate);
    };
    const toDecide = await get(noah(), 'WEB-1', removal.id);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', toDecide));
    await world.settle();
    world.platform.forge.faults.onWireCall = undefined;
    if (fate === 'go') await world.pass(30 * SECOND);
    else for (let minutes = 0; minutes < 12; minutes += 1) await world.pass(MINUTE);
    expect([isGiven, isHeld(thing), site]).toEqual([true, true, { given: 1, taken: 1 }]);
    expect(await effects()).toEqual({ given: 2, taken: 1 });
    const [key = ''] = keysOf(world.platform, 'holding');
    const state = term.kind === 'permanent' ? 'stays' : 'runs';
    expect(rowOf(world.platform, key)).toMatchObject({ body: { value: { work: { state } } } });
  });
});

describe('found there by a later approval while an approved removal is under way', () => {
  const named = { issue: 'WEB-1', people: ['Priya Raman'] };
  const noah = () => world.as('Noah Okafor');
  const standStill = () => new Promise((resolve) => setTimeout(resolve, 10 * SECOND));
  const byHand = (thing: Thing) => {
    const { accountId } = world.person('Priya Raman');
    const { directory } = world.platform.atlassian;
    if (thing === 'group') directory.addMember(world.groupId('frontend'), accountId);
    else directory.addActor('WEB', 'Viewers', { accountId });
  };
  const byRequest = (thing: Thing) => askAndApprove(world, { ...named, add: [THINGS[thing]] });
  const DOWN = { via: 'token', effect: answering(503, {}) } as const;

  test.each(
    (['group', 'role'] as const).flatMap((thing) => [
      [thing, 'by hand', 'go', byHand] as const,
      [thing, 'by hand', 'killAfter', byHand] as const,
      [thing, 'by hand', 'killAfter, and the site is down for an hour', byHand] as const,
      [thing, 'by a request that outlasts it', 'go', byRequest] as const,
      [thing, 'by a request that outlasts it', 'killAfter', byRequest] as const,
    ]),
  )(
    '%s, given %s, %s: it is there afterwards, until its own term ends',
    async (thing, _, what, before) => {
      const fate = what === 'go' ? what : 'killAfter';
      const asked = value(
        await ask(world, noah(), { ...named, add: [THINGS[thing]], term: days(3) }),
      );
      await before(thing);
      const removal = value(await ask(world, noah(), { ...named, remove: [THINGS[thing]] }));
      await world.settle();
      const seen = await get(noah(), 'WEB-1', asked.id);
      let isGiven = false;
      const give = async () => {
        value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));
        void world.settle();
        await standStill();
      };
      world.platform.forge.faults.onWireCall = ({ functionKey, target }) => {
        if (isGiven || functionKey !== 'work-consumer' || !/egress DELETE/.test(target))
          return 'go';
        isGiven = true;
        return give().then(() => fate);
      };
      const toDecide = await get(noah(), 'WEB-1', removal.id);
      value(await approve(world.as('Maya Lindqvist'), 'WEB-1', toDecide));
      await world.settle();
      world.platform.forge.faults.onWireCall = undefined;
      if (what.endsWith('an hour')) {
        const isUp = world.platform.atlassian.faults.add(DOWN);
        for (let minutes = 0; minutes < 60; minutes += 5) await world.pass(5 * MINUTE);
        isUp();
      }
      for (let minutes = 0; minutes < (fate === 'go' ? 1 : 12); minutes += 1)
        await world.pass(MINUTE);
      expect([isGiven, isHeld(thing)]).toEqual([true, true]);
      expect((await get(noah(), 'WEB-1', asked.id)).state).toBe('completed');
      await world.pass(3 * DAY);
      await world.sweep();
      expect(isHeld(thing)).toBe(false);
    },
  );
});

describe('given while the answer to the end is lost', () => {
  const named = { issue: 'WEB-1', people: ['Priya Raman'] };

  /** Up to the moment before the end is due; whoever gives has an approved request to run then. */
  async function nearTheEnd(thing: Thing) {
    const both = { ...named, add: [THINGS[thing]] };
    await askAndApprove(world, { ...both, term: days(3) });
    await world.pass(2 * DAY);
    const asked = value(await ask(world, world.as('Noah Okafor'), { ...both, term: forever }));
    await world.settle();
    await world.pass(dueAt() - world.platform.clock.now() - 6 * MINUTE);
    await world.sweep();
    await world.pass(dueAt() - world.platform.clock.now() - SECOND);
    return get(world.as('Noah Okafor'), 'WEB-1', asked.id);
  }

  /**
   * Loses the answer to the first removal, and gives during the look after it; or, where that look is refused,
   * as the removal is sent again.
   */
  async function loseAnswer(during: 'GET' | 'DELETE', give: () => Promise<void>) {
    const { atlassian, forge } = world.platform;
    let run: string | undefined;
    let begun: Promise<void> | undefined;
    let answerAgain: (() => void) | undefined;
    forge.faults.onWireCall = ({ functionKey, invocationId, target }: WireCall) => {
      if (functionKey !== 'work-consumer' || !target.startsWith('egress')) return 'go';
      const [, method = ''] = target.split(' ');
      if (run === undefined) {
        if (method !== 'DELETE') return 'go';
        run = invocationId;
        atlassian.faults.add({ method, times: 1, effect: { kind: 'reset', when: 'after' } });
        return 'go';
      }
      if (begun !== undefined || run !== invocationId) return 'go';
      if (method !== during) {
        answerAgain ??= atlassian.faults.add({
          method,
          effect: { kind: 'answer', status: 403 },
        });
        return 'go';
      }
      answerAgain?.();
      atlassian.faults.add({ method, times: 1, effect: { kind: 'delay', milliseconds: LONG } });
      begun = Promise.resolve().then(give);
      return 'go';
    };
    await world.platform.clock.advance(LONG + 30 * SECOND);
    await world.settle();
    await begun;
    forge.faults.onWireCall = undefined;
    await world.settle();
    for (let minutes = 0; minutes < 12; minutes += 1) await world.pass(MINUTE);
    return begun !== undefined;
  }

  const approved = (seen: RequestView) => async () => {
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));
    await world.settle();
  };

  /** Removals of which the audit says that nobody answered, and that they may have been done. */
  const unanswered = async () =>
    (await auditOf(world)).filter(
      ({ event }) =>
        event.kind === 'effect' &&
        event.outcome === 'failed' &&
        event.reason === 'unconfirmed' &&
        event.unproved === true,
    ).length;

  test.each(['group', 'role'] as const)(
    '%s: what was given before it is sent again is not taken, and what may have been taken is told',
    async (thing) => {
      const seen = await nearTheEnd(thing);
      const site = watchSite();
      const gave = await loseAnswer('GET', approved(seen));
      expect([gave, isHeld(thing), site]).toEqual([true, true, { given: 1, taken: 1 }]);
      expect([await effects(), await unanswered()]).toEqual([{ given: 2, taken: 0 }, 1]);
    },
  );

  test.each(['group', 'role'] as const)(
    '%s: what was given as it was sent again is given back, and both removals are told',
    async (thing) => {
      const seen = await nearTheEnd(thing);
      const site = watchSite();
      const gave = await loseAnswer('DELETE', approved(seen));
      expect([gave, isHeld(thing), site]).toEqual([true, true, { given: 2, taken: 2 }]);
      expect([await effects(), await unanswered()]).toEqual([{ given: 3, taken: 1 }, 1]);
    },
  );
});
