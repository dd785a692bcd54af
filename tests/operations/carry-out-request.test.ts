import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stepsKey } from '../../src/adapters/storage/keys';
import type { StepState } from '../../src/domain/effects/step';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import type { Applying, Approved } from '../../src/domain/request/access-request';
import type { Pause } from '../../src/domain/request/pause';
import type { Ports } from '../../src/entry/compose';
import { allowanceOf } from '../../src/operations/effects/allowance';
import { PlatformFailure } from '../../src/ports/platform-failure';
import {
  approvedAsk,
  type Carried,
  carryOut,
  outcomesOf,
  PROMISE,
  requestOf,
  storeAsk,
} from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';
import { poison } from '../support/poison';
import { LEAD } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';
const promise = () => bench.run(({ outbox }) => outbox.get(PROMISE));
/** What of the audit is said of the request, the latest last. */
const audit = () =>
  bench.run(async ({ trail }) => {
    const { records } = await trail.search({ of: { issueKey: 'WEB-1' } });
    return records.flatMap(({ events }) => events.map(({ kind }) => kind));
  });

/** For good, or for three days, into `frontend`. */
const intoFrontend = (names: readonly string[] = [PRIYA], over: Partial<Approved> = {}) =>
  approvedAsk(
    bench,
    {
      subjects: names.map(bench.person),
      changes: [{ verb: 'add', entitlement: bench.group('frontend') }],
    },
    over,
  );
/** The same as a run before this one left it. */
const applying = (over: Partial<Applying> = {}, of = intoFrontend()): Applying => ({
  ...of,
  state: 'applying',
  lease: { epoch: 1, until: bench.now() },
  progress: { pending: 1, applied: 0, unchanged: 0, failed: 0, manual: 0, retryable: 0 },
  ...over,
});
const paused = (over: Partial<Pause> = {}): Pause => ({
  cause: 'siteUnavailable',
  since: bench.now() - MINUTE,
  nextTryAt: bench.now(),
  tries: 1,
  ...over,
});

describe('a run', () => {
  test('does all, says so, and has its outcome told', async () => {
    await storeAsk(bench, intoFrontend([PRIYA, GRACE]));
    const before = bench.now();
    await carryOut(bench);
    expect(bench.sent).toEqual(['POST /group/user', 'POST /group/user']);
    expect(await requestOf(bench)).toMatchObject({
      state: 'completed',
      progress: { pending: 0, applied: 2, unchanged: 0, failed: 0, manual: 0, retryable: 0 },
    });
    for (const outcome of await outcomesOf(bench)) {
      expect(outcome).toMatchObject({ state: 'applied', before: 'notHeld' });
      const { at, verifiedAt } = outcome as Extract<StepState, { state: 'applied' }>;
      expect(at).toBeGreaterThan(before);
      expect(verifiedAt).toBeGreaterThan(at);
    }
    expect(await audit()).toEqual(['request.finished', 'effect', 'effect']);
    expect(await promise()).toBeUndefined();
    expect(bench.pushed.map(({ item }) => item)).toEqual([
      { kind: 'notifyOutcome', requestId: 'r1' },
    ]);
  });

  test.each([
    ['that is not there', undefined],
    ['that waits for a decision', 'awaitingApproval'],
    ['that is over', 'completed'],
  ])('of a request %s fulfils its promise, and does nothing', async (_, state) => {
    const request = intoFrontend();
    await storeAsk(bench, request);
    const get = async () => (state && { ...request, state }) as never;
    await carryOut(bench, 'r1', { ports: ({ requests }) => ({ requests: { ...requests, get } }) });
    expect(await promise()).toBeUndefined();
    expect([bench.sent, bench.pushed]).toEqual([[], []]);
    expect((await requestOf(bench))?.revision).toBe(1);
  });

  test('leaves it to another that has it, until its lease is over', async () => {
    const until = bench.now() + MINUTE;
    await storeAsk(bench, applying({ lease: { epoch: 4, until } }));
    await carryOut(bench);
    expect(await promise()).toMatchObject({ dueAt: until });
    expect(bench.sent).toEqual([]);
    await bench.platform.clock.advance(MINUTE);
    await carryOut(bench);
    expect(bench.sent).toEqual(['POST /group/user']);
    expect((await requestOf(bench))?.state).toBe('completed');
  });

  test('stops without a word where another was faster, or takes over', async () => {
    await storeAsk(bench, intoFrontend());
    const faster: Carried = { ports: () => ({ commit: async () => 'conflict' }) };
    await carryOut(bench, 'r1', faster);
    expect([bench.sent, bench.errors]).toEqual([[], []]);
    const takenOver: Carried = {
      ports: ({ commit }) => ({
        commit: async (writes) => (writes.blocks === undefined ? commit(writes) : 'conflict'),
      }),
    };
    await carryOut(bench, 'r1', takenOver);
    expect([bench.sent, bench.errors, bench.pushed]).toEqual([[], [], []]);
    expect((await requestOf(bench))?.state).toBe('applying');
    expect(await promise()).toBeDefined();
  });

  test('does not do once more what has ended, and looks at nothing for it', async () => {
    const ended: StepState = { state: 'failed', reason: 'siteRefused', retryable: true, at: 1 };
    await storeAsk(bench, intoFrontend(), { outcomes: [ended] });
    bench.answer(/./, 503);
    await carryOut(bench);
    expect(await outcomesOf(bench)).toEqual([ended]);
    expect(bench.sent).toEqual([]);
    expect(await requestOf(bench)).toMatchObject({
      state: 'needsAttention',
      progress: { failed: 1, retryable: 1, pending: 0 },
    });
  });

  test('sends nothing once the approval has lapsed, and says so of what is left', async () => {
    const ended: StepState = { state: 'manual', by: LEAD, at: 1 };
    const over = { approvalValidUntil: bench.now() - 1 };
    await storeAsk(bench, intoFrontend([PRIYA, GRACE], over), {
      outcomes: [{ state: 'pending' }, ended],
    });
    await carryOut(bench);
    const [first, second] = await outcomesOf(bench);
    expect(first).toMatchObject({ state: 'failed', reason: 'approvalLapsed', retryable: false });
    expect(second).toEqual(ended);
    expect(bench.sent).toEqual([]);
    expect((await requestOf(bench))?.state).toBe('needsAttention');
  });

  test('stops to send where the approval lapses between two changes', async () => {
    const request = approvedAsk(bench, {
      subjects: [bench.person(PRIYA)],
      changes: ['frontend', 'design'].map((name) => ({
        verb: 'add' as const,
        entitlement: bench.group(name),
      })),
    });
    await storeAsk(bench, request);
    await carryOut(bench, 'r1', {
      ports: ({ clock, commit }) => {
        let later = 0;
        return {
          clock: { ...clock, now: () => clock.now() + later },
          commit: async (writes) => {
            const done = await commit(writes);
            if (writes.blocks?.[0]?.revision === 3) later = 2 * HOUR;
            return done;
          },
        };
      },
      allowance: ({ callsMade }) => allowanceOf(bench.now() + DAY, 10, callsMade),
    });
    expect(await outcomesOf(bench)).toMatchObject([
      { state: 'applied' },
      { state: 'failed', reason: 'approvalLapsed' },
    ]);
  });
});

describe('what keeps it from going on is waited for', () => {
  const reconnected = (over: object) =>
    bench.run(async ({ commit }) => {
      const connection = { ...bench.connection, revision: 2, ...over };
      expect(await commit({ connection })).toBe('committed');
    });
  const CAUSES: readonly [string, Pause['cause'], () => unknown][] = [
    [
      'no site is connected',
      'notConnected',
      () => bench.run(({ commit }) => commit({ connection: { removed: bench.connection } })),
    ],
    ['another site is connected', 'otherConnection', () => reconnected({ id: 'another' })],
    [
      'the token is no longer taken',
      'connectionFailing',
      () => {
        bench.answer(/^\/(?!_edge)/, 401);
      },
    ],
    [
      'the site does not answer',
      'siteUnavailable',
      () => {
        bench.answer(/./, 503);
      },
    ],
  ];

  test.each(CAUSES)('where %s: %s', async (_, cause, trouble) => {
    await storeAsk(bench, intoFrontend());
    await trouble();
    await carryOut(bench);
    const request = (await requestOf(bench)) as Applying;
    const now = bench.now();
    expect(request).toMatchObject({ state: 'applying', pause: { cause, tries: 1 } });
    expect(request.lease.until).toBeLessThanOrEqual(now);
    expect(bench.sent).toEqual([]);
    expect(await outcomesOf(bench)).toEqual([{ state: 'pending' }]);
    // It goes on by an event, and by the sweep where that is lost.
    const nextTryAt = request.pause?.nextTryAt ?? 0;
    expect(await promise()).toMatchObject({ dueAt: nextTryAt });
    const [event, ...others] = bench.pushed.filter(({ outboxId }) => outboxId === PROMISE);
    expect(others).toEqual([]);
    expect(event?.item).toEqual({ kind: 'provision', requestId: 'r1' });
    expect(event?.delaySeconds).toBe(Math.ceil((nextTryAt - request.lease.until) / SECOND));
    expect(event?.bulk).toBeUndefined();
  });

  test('as long as the site asks for', async () => {
    await storeAsk(bench, intoFrontend());
    bench.platform.atlassian.faults.add({
      via: 'token',
      path: /^\/group/,
      effect: { kind: 'answer', status: 429, headers: { 'retry-after': '300' }, body: '{}' },
    });
    const at = bench.now();
    await carryOut(bench);
    const { pause } = (await requestOf(bench)) as Applying;
    expect(pause?.cause).toBe('rateLimited');
    expect(pause?.nextTryAt).toBeGreaterThanOrEqual(at + 300 * SECOND);
  });

  test('longer than an event waits, by the sweep alone', async () => {
    const pause = paused({ tries: 10 });
    await storeAsk(bench, applying({ pause, approvalValidUntil: bench.now() + DAY }));
    bench.answer(/./, 503);
    await carryOut(bench);
    const request = (await requestOf(bench)) as Applying;
    const longest = (request.pause?.nextTryAt ?? 0) - request.lease.until;
    expect(longest).toBe(900 * SECOND);
    // As long as one waits: the event still goes.
    expect(bench.pushed.map(({ delaySeconds }) => delaySeconds)).toEqual([900]);
    bench.pushed.length = 0;
    bench.platform.atlassian.faults.clear();
    bench.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 429, headers: { 'retry-after': '1800' }, body: '{}' },
    });
    await bench.platform.clock.advance(HOUR);
    await carryOut(bench);
    const { pause: asked } = (await requestOf(bench)) as Applying;
    expect((asked?.nextTryAt ?? 0) - bench.now()).toBeGreaterThan(900 * SECOND);
    expect(bench.pushed).toEqual([]);
    expect(await promise()).toMatchObject({ dueAt: asked?.nextTryAt });
  });

  test('but what the site refuses as it is looked at is the step’s own, in the site’s words', async () => {
    await storeAsk(bench, intoFrontend());
    bench.answer(/^\/(group|user)/, 403, { errorMessages: ['Not for you.'] });
    await carryOut(bench);
    const [outcome] = await outcomesOf(bench);
    expect(outcome).toMatchObject({ state: 'failed', reason: 'siteRefused', retryable: true });
    expect((outcome as { siteMessage?: string }).siteMessage).toContain('Not for you.');
    expect(bench.sent).toEqual([]);
  });

  test('and so is what it takes for a fault of the app', async () => {
    await storeAsk(bench, intoFrontend());
    bench.answer(/^\/(group|user)/, 400);
    await carryOut(bench);
    const [outcome] = await outcomesOf(bench);
    expect([outcome, (await requestOf(bench))?.state]).toMatchObject([
      { state: 'failed', reason: 'siteUnavailable', retryable: true },
      'needsAttention',
    ]);
  });
});

describe('what one run has no time for is left to the next', () => {
  const twoChanges = () =>
    approvedAsk(bench, {
      subjects: [bench.person(PRIYA)],
      changes: [
        { verb: 'add', entitlement: bench.group('frontend') },
        { verb: 'add', entitlement: bench.role('WEB', 'Viewers') },
      ],
    });

  test('at once, and by the sweep where that is lost', async () => {
    await storeAsk(bench, twoChanges());
    await carryOut(bench, 'r1', { allowance: ({ callsMade }) => allowanceOf(0, 10, callsMade) });
    const request = (await requestOf(bench)) as Applying;
    const at = request.lease.until;
    expect(request.pause).toBeUndefined();
    expect(at).toBeLessThanOrEqual(bench.now());
    expect(bench.pushed).toEqual([
      { outboxId: PROMISE, item: { kind: 'provision', requestId: 'r1' }, bulk: true },
    ]);
    const dueAt = (await promise())?.dueAt ?? 0;
    expect(dueAt - at).toBeGreaterThanOrEqual(30 * SECOND);
    expect(dueAt - at).toBeLessThan(31 * SECOND);
    expect(bench.sent).toEqual([]);
    await carryOut(bench);
    expect((await requestOf(bench))?.state).toBe('completed');
    expect(((await requestOf(bench)) as Applying).progress.applied).toBe(2);
  });

  test('between two changes too', async () => {
    await storeAsk(bench, twoChanges());
    // Calls for the first change, and none for the second.
    let made = 0;
    const allowance = () => allowanceOf(bench.now() + DAY, 1, () => made);
    await carryOut(bench, 'r1', {
      allowance,
      ports: ({ siteOf }) => ({
        siteOf: (id) => {
          const site = siteOf(id);
          const give: typeof site.provisioner.give = (...to) => {
            made = 1_000;
            return site.provisioner.give(...to);
          };
          return { ...site, provisioner: { ...site.provisioner, give } };
        },
      }),
    });
    expect(bench.sent).toEqual(['POST /group/user']);
    expect(await outcomesOf(bench)).toMatchObject([{ state: 'applied' }, { state: 'pending' }]);
    expect(await requestOf(bench)).toMatchObject({
      state: 'applying',
      progress: { pending: 1, applied: 1 },
    });
  });
});

describe('a fault of the app', () => {
  const faulty: Carried = {
    ports: ({ policies }) => ({
      policies: { ...policies, inForce: () => Promise.reject(new TypeError('Not so.')) },
    }),
  };

  test('is tried again a few times, and then stops for a person to look at', async () => {
    await storeAsk(bench, intoFrontend());
    for (let tries = 1; tries <= 3; tries += 1) {
      await carryOut(bench, 'r1', faulty);
      expect(await requestOf(bench)).toMatchObject({
        state: 'applying',
        pause: { cause: 'appFailed', tries },
      });
      expect(bench.pushed).toHaveLength(tries);
    }
    await carryOut(bench, 'r1', faulty);
    const request = (await requestOf(bench)) as Approved & { stopped?: { reference: string } };
    expect(request).toMatchObject({ state: 'needsAttention', progress: { pending: 1 } });
    expect(request.stopped?.reference).toMatch(/^[0-9a-f]{8}$/);
    expect(bench.errors).toEqual(Array(4).fill('A request could not be carried out'));
    expect(await audit()).toEqual(['request.stopped']);
    expect(bench.pushed.at(-1)?.item).toEqual({ kind: 'notifyOutcome', requestId: 'r1' });
    expect(await promise()).toBeUndefined();
  });

  test('what may have been given by then has its end on record', async () => {
    const at = bench.now() - MINUTE;
    const request = applying(
      { pause: paused({ cause: 'appFailed', tries: 3 }) },
      intoFrontend([PRIYA, GRACE], { term: { kind: 'days', days: 3 } }),
    );
    await storeAsk(bench, request, {
      outcomes: [{ state: 'begun', before: 'notHeld', at }, { state: 'pending' }],
    });
    await carryOut(bench, 'r1', faulty);
    const grants = await bench.run(async ({ holdings }) => {
      const held = [PRIYA, GRACE].map((name) => ({
        connectionId: bench.connection.id,
        entitlement: bench.group('frontend'),
        subject: bench.person(name),
      }));
      const { found } = await holdings.getMany(held);
      return [...found.values()].map((one) => [one.subject.displayName, one.grants]);
    });
    expect(grants).toMatchObject([
      [PRIYA, [{ requestId: 'r1', unconfirmed: true, endsAt: at + 3 * DAY }]],
    ]);
  });

  test('also where that can’t be written, it stops', async () => {
    const request = applying({ pause: paused({ cause: 'appFailed', tries: 3 }) });
    await storeAsk(bench, request, {
      outcomes: [{ state: 'begun', before: 'notHeld', at: bench.now() }],
    });
    await carryOut(bench, 'r1', {
      ports: (ports) => {
        let reads = 0;
        const blocks: Ports['requests']['blocks'] = (...of) => {
          reads += 1;
          if (reads > 1) throw new TypeError('Not to be read.');
          return ports.requests.blocks(...of);
        };
        return { ...faulty.ports?.(ports), requests: { ...ports.requests, blocks } };
      },
    });
    expect((await requestOf(bench))?.state).toBe('needsAttention');
    expect(bench.errors).toEqual([
      'A request could not be carried out',
      'What a request that stops may have given could not be written',
    ]);
  });

  test('of other causes before, it is the first one', async () => {
    await storeAsk(bench, applying({ pause: paused({ tries: 7 }) }));
    await carryOut(bench, 'r1', faulty);
    expect((await requestOf(bench))?.state).toBe('applying');
  });

  test('the platform’s own, which passes, is the queue’s to try again', async () => {
    await storeAsk(bench, intoFrontend());
    const failing = (retryable: boolean): Carried => ({
      ports: ({ policies }) => ({
        policies: {
          ...policies,
          inForce: () => Promise.reject(new PlatformFailure('NO', 'Not now', retryable)),
        },
      }),
    });
    await expect(carryOut(bench, 'r1', failing(true))).rejects.toThrow('Not now');
    expect((await requestOf(bench)) as Applying).not.toHaveProperty('pause');
    await bench.platform.clock.advance(3 * MINUTE);
    await carryOut(bench, 'r1', failing(false));
    expect(await requestOf(bench)).toMatchObject({ pause: { cause: 'appFailed' } });
  });

  test('steps that can’t be read keep no request in the dark', async () => {
    const planned = { change: 2, alreadySo: 1, refused: 4, impossible: 8 };
    await storeAsk(bench, intoFrontend([PRIYA, GRACE], { planned }));
    poison(bench.platform, 'steps', stepsKey('r1', 0));
    await carryOut(bench);
    expect(await requestOf(bench)).toMatchObject({
      state: 'applying',
      pause: { cause: 'appFailed' },
      progress: { pending: 3, applied: 0, failed: 0 },
    });
    expect(bench.sent).toEqual([]);
  });

  test('and keep what was known of them', async () => {
    const progress = { pending: 1, applied: 5, unchanged: 0, failed: 0, manual: 0, retryable: 0 };
    await storeAsk(bench, applying({ progress }));
    poison(bench.platform, 'steps', stepsKey('r1', 0));
    await carryOut(bench);
    expect(await requestOf(bench)).toMatchObject({ progress });
  });
});
