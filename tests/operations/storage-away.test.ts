import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { asides } from '../../src/adapters/storage/asides';
import { awayKey } from '../../src/adapters/storage/keys';
import { standIns } from '../../src/adapters/storage/stand-ins';
import type { StandIn } from '../../src/domain/approval/stand-in';
import { DAY } from '../../src/domain/lib/time';
import type { StandIns } from '../../src/ports/stand-ins';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import { keysOf, poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, person } from '../support/samples';

/** Who is away, one record each: a record that can't be read says nothing of anybody else. */
let platform: Platform;
let now = AT;
beforeAll(async () => {
  platform = await openBench();
});
afterAll(() => platform.close());

const run = <T>(what: (own: StandIns) => Promise<T>) =>
  runInForge(platform, () => what(standIns({ ...systemClock, now: () => now })));
const away = (who: string, over: Partial<StandIn> = {}): StandIn => ({
  person: person(who),
  deputy: person('Liam'),
  from: AT,
  until: AT + DAY,
  ...over,
});
const write = (...all: readonly StandIn[]) =>
  run(async (own) => {
    for (const one of all) await own.write(one);
  });
const damage = (who: string) => poison(platform, 'away', awayKey(person(who).accountId));
const ids = (all: readonly StandIn[]) => all.map((one) => one.person.accountId);
const page = (cursor?: string) => run((own) => own.page(cursor));

beforeEach(async () => {
  now = AT;
  const all = keysOf(platform, 'away').map((key) => key.replace('away:', ''));
  await run(async (own) => {
    for (const id of all) await own.remove(id);
  });
});

test('is read of just those who are asked about, each alone, however many they are', async () => {
  const many = Array.from({ length: 30 }, (_, place) => `p${place}`);
  await write(...many.slice(0, 28).map((who) => away(who)));
  await write(away('p3', { from: AT + 1 }), away('p4', { until: AT }));
  damage('p5');
  const found = await run((own) => own.awayNow(many));
  const known = many.filter((who) => found.get(who) !== undefined && found.get(who) !== 'notKnown');
  const silent = ['p3', 'p4', 'p5', 'p28', 'p29'];
  expect(known).toEqual(many.filter((who) => !silent.includes(who)));
  expect(found.get('p5')).toBe('notKnown');
  expect(silent.filter((who) => found.has(who))).toEqual(['p5']);
  expect(await runInForge(platform, () => asides.get(awayKey('p5')))).toMatchObject({
    kind: 'away',
    trouble: { trouble: 'unreadable' },
  });
});

test('their own is read strictly, and is none once it is over', async () => {
  await write(away('maya'), away('noah'));
  damage('noah');
  expect(await run((own) => own.of('maya'))).toEqual(away('maya'));
  await expect(run((own) => own.of('noah'))).rejects.toBeInstanceOf(UnreadableRecord);
  now = AT + DAY;
  expect(await run((own) => own.of('maya'))).toBeUndefined();
});

test('whoever decides for others finds them, those who can’t be read by number', async () => {
  await write(away('maya'), away('noah', { deputy: person('Emma') }), away('priya'), away('hana'));
  await write(away('hana', { deputy: person('Emma') }), away('ines', { until: AT }));
  damage('priya');
  const found = await run((own) => own.naming('liam'));
  expect([ids(found.standIns), found.unreadable]).toEqual([['maya'], 1]);
  expect(await run((own) => own.naming('maya'))).toEqual({ standIns: [], unreadable: 0 });
});

test('all that are not over are listed by their ends, a page at a time', async () => {
  const many = Array.from({ length: 103 }, (_, place) =>
    away(`p${place}`, { until: AT + 1 + place }),
  );
  await write(...many);
  damage('p50');
  now = AT + 2;
  const first = await page();
  const second = await page(first.cursor);
  expect([first.standIns.length, first.unreadable, second.cursor]).toEqual([99, 1, undefined]);
  expect(ids([...first.standIns, ...second.standIns])).toEqual(
    ids(many.slice(2)).filter((id) => id !== 'p50'),
  );
});
