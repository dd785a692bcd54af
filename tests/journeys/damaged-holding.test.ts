import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { askAndApprove, type NamedAsk } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, rowOf, writeRow } from '../support/poison';

/** What is stored of somebody's access is damaged, and can be read all the same: it ends in time, or admins see it. */

let world: World;
let beginning: PlatformImage;
let end: number;
const now = () => world.platform.clock.now();
const isIn = (name: string) => world.members('frontend').includes(name);
const keyOf = (name: string) =>
  keysOf(world.platform, 'holding').find((key) => key.includes(world.person(name).accountId)) ?? '';

beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  const give = (name: string, term: NonNullable<NamedAsk['term']>) =>
    askAndApprove(world, { issue: 'WEB-1', people: [name], add: ['frontend'], term });
  await give('Priya Raman', { kind: 'hours', hours: 1 });
  await give('Yuki Tanaka', { kind: 'hours', hours: 1 });
  await give('Rohan Desai', { kind: 'permanent' });
  end = Number(rowOf(world.platform, keyOf('Yuki Tanaka'))?.dueAt);
  beginning = world.platform.image();
  await world.close();
});
afterEach(() => world.close());

type Attributes = Readonly<Record<string, unknown>>;
interface Row extends Attributes {
  readonly body: { readonly value: Held };
}
interface Held extends Attributes {
  readonly subject: Attributes;
  readonly grants: readonly Attributes[];
  readonly work: Attributes;
}

/** Priya's is damaged; until a minute after the end. */
async function live(damage: (row: Row) => Attributes) {
  world = await openWorld({ from: beginning });
  const key = keyOf('Priya Raman');
  const damaged = damage(rowOf(world.platform, key) as Row);
  // What is undefined is not there.
  writeRow(world.platform, 'holding', key, JSON.parse(JSON.stringify(damaged)));
  return untilTheEnd();
}

/** The same where the row is damaged, and still found as it was; after the last round through all that runs. */
async function liveWith(row: string) {
  world = await openWorld({ from: beginning });
  while (now() < end - 20 * MINUTE) await world.pass(5 * MINUTE);
  const written = world.platform.database.prepare('UPDATE kvs_record SET value = ? WHERE key = ?');
  expect(written.run(row, keyOf('Priya Raman')).changes).toBe(1);
  return untilTheEnd();
}

async function untilTheEnd() {
  while (now() < end + MINUTE) await world.pass(Math.min(5 * MINUTE, end + MINUTE - now()));
  const asides = value(await world.as('Olivia Hart').admin('aside.list', {})).items;
  // Whatever is the matter with the one, the others are as they should be.
  expect([isIn('Yuki Tanaka'), isIn('Rohan Desai')]).toEqual([false, true]);
  return asides.map(({ kind, trouble }) => [kind, trouble.trouble]);
}

describe('it is kept under attributes that do not follow from what it says', () => {
  test.each<[string, Attributes]>([
    ['no state', { status: undefined }],
    ['another state', { status: 'stays' }],
    ['no time', { dueAt: undefined }],
    ['a time that is far ahead', { dueAt: 8_640_000_000_000_000 }],
    ['no revision', { revision: undefined }],
  ])('%s: it ends in time', async (_, damaged) => {
    expect(await live((row) => ({ ...row, ...damaged }))).toEqual([]);
    expect(isIn('Priya Raman')).toBe(false);
  });
});

describe('it is found, and says nothing', () => {
  test.each([
    'null',
    '{}',
    '[]',
    '{"body":null}',
    '{"dueAt":null,"status":null,"body":{"v":null}}',
  ])('%s: admins see it', async (row) => {
    expect(await liveWith(row)).toEqual([['holding', 'unreadable']]);
    expect(isIn('Priya Raman')).toBe(true);
  });
});

describe('what it says does not fit together', () => {
  const later = () => end + 30 * DAY;
  const grant = (more: Attributes) => (held: Held) => ({
    grants: held.grants.map((one) => ({ ...one, ...more })),
  });
  const subject = (accountId: string) => (held: Held) => ({
    subject: { ...held.subject, accountId },
  });
  test.each<[string, (held: Held) => Attributes]>([
    ['a term, and nothing that is given', () => ({ grants: [] })],
    ['a term, and something that has none', grant({ endsAt: undefined })],
    ['a later end', (held) => grant({ endsAt: later() })(held)],
    ['that it stays', () => ({ work: { state: 'stays' } })],
    ['that it is over', () => ({ work: { state: 'over' } })],
    ['another time', () => ({ work: { state: 'runs', dueAt: later() } })],
    ['somebody else', (held) => subject(world.person('Rohan Desai').accountId)(held)],
    ['an account that no site has', subject('x'.repeat(50_000))],
  ])('%s: admins see it', async (_, damaged) => {
    const asides = await live((row) => {
      const { value: held } = row.body;
      return { ...row, body: { ...row.body, value: { ...held, ...damaged(held) } } };
    });
    expect(asides).toEqual([['holding', 'unreadable']]);
    expect(isIn('Priya Raman')).toBe(true);
  });
});
