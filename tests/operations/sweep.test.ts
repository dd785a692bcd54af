import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/domain/lib/time';
import { sweep } from '../../src/entry/schedules/sweep';
import { type Duty, inTurn } from '../../src/operations/sweep/in-turn';
import { type Operations, openOperations } from '../support/open-operations';

/** What the app does every five minutes: one duty after the other, and none for want of another. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

/** What was told to the log of the app. */
const logged = () =>
  bench.platform.forge.log.flatMap(({ text }) => (text.startsWith('{') ? [JSON.parse(text)] : []));
const failed = () =>
  logged()
    .filter(({ message }) => message === 'A duty of the sweep failed')
    .map(({ duty }) => duty);
const DUTIES = [
  'noteRun',
  'lookAtConnection',
  'forgetUnnamedSecrets',
  'promiseStarts',
  'carryOverGrants',
  'bringBack',
  'scheduleEnds',
  'lookAtIssues',
  'tellOfLate',
  'tellBeforeEnds',
  'pushDueWork',
  'timeOutRequests',
  'promiseReminders',
  'remindOfReviews',
  'letFallbackIn',
  'rerouteRequests',
  'retryAsides',
  'goRound',
  'checkLists',
  'reportPeople',
  'lookForGone',
];

/** Nothing, or nothing of a kind, is answered by the store. */
function silence(isSilent: (asked: string) => boolean = () => true) {
  const wire = bench.platform.forge.kvs as unknown as {
    answer(route: string, body: unknown): Response;
  };
  const { answer } = wire;
  wire.answer = (route, body) =>
    isSilent(`${route} ${JSON.stringify(body)}`)
      ? Response.json({ code: 'DOWN', message: 'no' }, { status: 503 })
      : answer(route, body);
  return () => {
    wire.answer = answer;
  };
}

describe('the sweep', () => {
  test('comes to each of its duties in turn, whatever becomes of the others', async () => {
    const undo = silence();
    await bench.run(() => sweep());
    undo();
    expect(failed()).toEqual(DUTIES);
    expect(logged().find(({ duty }) => duty === 'goRound')).toMatchObject({
      level: 'error',
      name: 'PlatformFailure',
      reason: 'Forge storage: no',
    });
  });

  describe('dies', () => {
    /** Sweeps so often, and dies at these; answers what each came to before. */
    async function sweeps(often: number, deadly: readonly string[]) {
      const came: string[][] = [];
      for (let at = 0; at < often; at += 1) {
        const done: string[] = [];
        came.push(done);
        const duty = (name: string): Duty => [name, async () => 0];
        const run = bench.run((ports) =>
          inTurn(ports, DUTIES.map(duty), async ([name]) => {
            if (deadly.includes(name)) throw new Error('killed');
            done.push(name);
          }),
        );
        if (deadly.length === 0) await run;
        else await expect(run).rejects.toThrow('killed');
      }
      return came;
    }
    const allBut = (...names: readonly string[]) => DUTIES.filter((one) => !names.includes(one));

    test.each(DUTIES)(
      'of %s each time: the sweep after the next comes to all others',
      async (one) => {
        expect((await sweeps(4, [one])).slice(2)).toEqual([allBut(one), allBut(one)]);
        expect((await sweeps(1, []))[0]).toEqual([...allBut(one), one]);
        expect((await sweeps(1, []))[0]).toEqual(DUTIES);
      },
    );

    test('of two', async () => {
      const two = ['goRound', 'lookAtConnection'];
      expect((await sweeps(4, two))[3]).toEqual(allBut(...two));
    });
  });

  test('fails in none where nothing does, and tells of those alone that found something', async () => {
    for (const _ of [1, 2]) await bench.run(() => sweep());
    expect(failed()).toEqual([]);
    const found = logged().filter(({ message }) => message === 'The sweep found work');
    // Whose connection it is has to be reported once.
    expect(found).toMatchObject([{ duty: 'reportPeople', done: 1 }]);
  });

  test('goes on where one fails', async () => {
    const undo = silence((asked) => asked.includes('by-status-due') && asked.includes('"open"'));
    await bench.run(() => sweep());
    undo();
    expect(failed()).toContain('pushDueWork');
    expect(failed()).not.toContain('reportPeople');
    const round = await bench.run(({ keptPeople }) => keptPeople.round());
    expect(round).toMatchObject({ number: 1 });
  });

  test('tells how much each duty found to do', async () => {
    const entry = {
      item: { kind: 'tryQueue' },
      dueAt: bench.now() - MINUTE,
      bulk: false,
      claimedUntil: 0,
      attempts: 0,
    } as const;
    const outbox = ['p1', 'p2'].map((id) => ({ id, ...entry }));
    await bench.run(({ commit }) => commit({ outbox }));
    await bench.run(() => sweep());
    expect(logged()).toContainEqual({
      level: 'info',
      message: 'The sweep found work',
      duty: 'pushDueWork',
      done: 2,
    });
  });

  test('notes when it began, by which it is seen that it runs', async () => {
    const at = bench.now();
    await bench.run(() => sweep());
    const ran = await bench.run(({ sweepRecord }) => sweepRecord.last());
    expect(ran).toBeGreaterThanOrEqual(at);
    expect(ran).toBeLessThanOrEqual(bench.now());
  });
});
