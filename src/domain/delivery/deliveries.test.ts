import { expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person } from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import {
  APPROVERS,
  approversNotReached,
  approversReached,
  type Delivery,
  deliveryOf,
  failedTry,
  noDeliveries,
  noteDelivery,
  noteReminded,
  REMINDER,
  toldOfTurnAt,
  withoutReminded,
} from './deliveries';

const entry = (about: string, to = [LEAD], outcome?: Delivery['outcome']): Delivery => ({
  about,
  to,
  since: AT,
  outcome: outcome ?? { outcome: 'told', by: 'comment', at: AT },
});

test('what can’t be told is tried ever more rarely, and for a day', () => {
  let told: Delivery | undefined;
  let at = AT;
  const pauses: number[] = [];
  for (let tries = 1; tries < 100; tries += 1) {
    const { outcome, nextAt } = failedTry(told, 'unavailable', at);
    told = entry('x', [LEAD], outcome);
    if (nextAt === undefined) break;
    pauses.push(nextAt - at);
    at = nextAt;
  }
  expect(told?.outcome).toMatchObject({ outcome: 'givenUp', problem: 'unavailable' });
  expect(at - AT).toBeLessThanOrEqual(DAY);
  expect(pauses.length).toBeGreaterThan(10);
  pauses.forEach((pause, place) => {
    expect(pause).toBeGreaterThanOrEqual(pauses[place - 1] ?? 0);
    expect(pause).toBeLessThanOrEqual(2 * HOUR);
  });
});

test('only those of whom an answer said it were told, each once', () => {
  const failed = failedTry(undefined, 'refused', AT).outcome;
  const deliveries = [
    entry(`${APPROVERS}1`),
    entry(`${APPROVERS}2`, [LEAD, OTHER_LEAD]),
    entry(`${APPROVERS}3`, [{ accountId: 'x', displayName: 'X' }], failed),
    entry('completed:1', [{ accountId: 'y', displayName: 'Y' }]),
  ].reduce(noteDelivery, noDeliveries('r1'));
  expect(approversReached(deliveries)).toEqual([LEAD, OTHER_LEAD]);
  expect(approversNotReached(deliveries)).toMatchObject({ problem: 'refused', isTriedAgain: true });
  expect(deliveries.revision).toBe(4);
});

test('keeps the last reminder only, by which somebody was told, too', () => {
  const deliveries = [
    entry(`${APPROVERS}1`),
    ...Array.from({ length: 30 }, (_, day) => entry(`${REMINDER}${day}`, [OTHER_LEAD])),
  ].reduce(noteDelivery, noDeliveries('r1'));
  expect(deliveries.told.map(({ about }) => about)).toEqual([`${APPROVERS}1`, `${REMINDER}29`]);
  expect(approversReached(deliveries)).toEqual([LEAD, OTHER_LEAD]);
});

test('keeps the latest twenty', () => {
  const many = Array.from({ length: 30 }, (_, place) => entry(`${APPROVERS}${place}`));
  expect(many.reduce(noteDelivery, noDeliveries('r1')).told).toHaveLength(20);
});

test('what was told is found by what it was about, and put in the place of what was told of it before', () => {
  const first = [entry('a'), entry('b')].reduce(noteDelivery, noDeliveries('r1'));
  expect(first).toMatchObject({ of: 'r1', revision: 2 });
  expect(deliveryOf(first, 'b')).toEqual(entry('b'));
  expect(deliveryOf(first, 'c')).toBeUndefined();
  const again = noteDelivery(first, entry('a', [OTHER_LEAD]));
  expect(again.told).toEqual([entry('b'), entry('a', [OTHER_LEAD])]);
});

test('the newest twenty are kept, the oldest go first', () => {
  const many = Array.from({ length: 21 }, (_, place) => entry(`about ${place}`));
  const { told } = many.reduce(noteDelivery, noDeliveries('r1'));
  expect(told.map(({ about }) => about)).toEqual(many.slice(1).map(({ about }) => about));
});

test.each([
  ['the first time', undefined, AT, 'notYet'],
  ['after it was told once, as if for the first time', entry('x'), AT, 'notYet'],
  ['on the last moment of the day', entry('x'), AT + DAY - 30_000, 'notYet'],
  ['a moment later', entry('x'), AT + DAY - 30_000 + 1, 'givenUp'],
] as const)('a try that came to nothing %s', (_, before, at, outcome) => {
  const after = failedTry(before, 'refused', at);
  expect(after.outcome).toEqual({ outcome, problem: 'refused', tries: 1, at });
  expect(after.nextAt).toBe(outcome === 'notYet' ? at + 30_000 : undefined);
});

test('what is told for as long as it is so is never given up', () => {
  const before = entry('x', [LEAD], failedTry(undefined, 'nobodySees', AT).outcome);
  const late = AT + 365 * DAY;
  const { outcome, nextAt } = failedTry(before, 'nobodySees', late, Number.POSITIVE_INFINITY);
  expect([outcome.outcome, nextAt]).toEqual(['notYet', late + 60_000]);
});

test('whether approvers are untold is what the latest set of them says', () => {
  const failed = (about: string, at: number) =>
    entry(about, [OTHER_LEAD], failedTry(undefined, 'unavailable', at).outcome);
  const notReached = (...all: Delivery[]) =>
    approversNotReached(all.reduce(noteDelivery, noDeliveries('r1')));
  expect(notReached()).toBeUndefined();
  expect(notReached(entry('completed:1', [LEAD], failed('x', AT).outcome))).toBeUndefined();
  expect(notReached(failed(`${APPROVERS}1`, AT), entry(`${APPROVERS}2`))).toBeUndefined();
  expect(notReached(entry(`${APPROVERS}1`), failed(`${APPROVERS}2`, AT))).toEqual({
    to: [OTHER_LEAD],
    problem: 'unavailable',
    isTriedAgain: true,
  });
  const givenUp = failedTry({ ...entry('x'), since: AT - DAY }, 'refused', AT).outcome;
  expect(notReached(entry(`${APPROVERS}1`, [LEAD], givenUp))).toMatchObject({
    isTriedAgain: false,
  });
});

const people = Array.from({ length: 302 }, (_, place) => person(`P${place}`));

test('of reminders that are not over each stays, of its own people, and the newest of very many', () => {
  const { outcome } = failedTry(undefined, 'refused', AT);
  const open = people.map((one, place) => entry(`${REMINDER}${place}`, [one], outcome));
  const { told } = [entry(`${APPROVERS}1`), ...open].reduce(noteDelivery, noDeliveries('r1'));
  expect(told.map(({ about }) => about)).toEqual([
    `${APPROVERS}1`,
    ...open.slice(2).map(({ about }) => about),
  ]);
  // What is told of a turn lets go of none of them.
  const more = noteDelivery(
    { of: 'r1', revision: 1, told: open.slice(0, 2) },
    entry('completed:1'),
  );
  expect(more.told).toHaveLength(3);
});

test('what is over of reminders stays until there is another reminder', () => {
  const over = [entry(`${REMINDER}1`), entry('completed:1')].reduce(
    noteDelivery,
    noDeliveries('r1'),
  );
  expect(over.told.map(({ about }) => about)).toEqual([`${REMINDER}1`, 'completed:1']);
});

test('of each who was reminded the last time is kept, and of very many the newest', () => {
  const first = noteReminded(noDeliveries('r1'), { to: [LEAD, OTHER_LEAD], at: AT, promised: 'a' });
  expect(first.revision).toBe(1);
  const second = noteReminded(first, { to: [LEAD], at: AT + DAY, promised: 'b' });
  expect(second.reminded).toEqual([
    { to: [OTHER_LEAD], at: AT, promised: 'a' },
    { to: [LEAD], at: AT + DAY, promised: 'b' },
  ]);
  const third = noteReminded(second, { to: [OTHER_LEAD], at: AT + DAY, promised: 'c' });
  expect(third.reminded?.map(({ promised }) => promised)).toEqual(['b', 'c']);
  const all = people.reduce(
    (deliveries, one) => noteReminded(deliveries, { to: [one], at: AT, promised: one.accountId }),
    noDeliveries('r1'),
  );
  expect(all.reminded?.map(({ promised }) => promised)).toEqual(
    people.slice(2).map(({ accountId }) => accountId),
  );
});

test('whom a promise does not remind after all is to be reminded by another, and nobody else is', () => {
  const both = [
    { to: [LEAD], at: AT, promised: 'a' },
    { to: [OTHER_LEAD, person('Theo')], at: AT, promised: 'b' },
  ];
  const { reminded, revision } = withoutReminded(
    { ...noDeliveries('r1'), reminded: both },
    { promised: 'b', people: [LEAD, OTHER_LEAD] },
  );
  expect(revision).toBe(1);
  expect(reminded).toEqual([
    { to: [LEAD], at: AT, promised: 'a' },
    { to: [person('Theo')], at: AT, promised: 'b' },
  ]);
  expect(withoutReminded(noDeliveries('r1'), { promised: 'b', people: [LEAD] }).reminded).toEqual(
    [],
  );
});

test('somebody is asked since they were first told so, and reminded whenever they were since then', () => {
  const told = (about: string, at: number, to = [LEAD]): Delivery => ({
    ...entry(about, to, { outcome: 'told', by: 'email', at: at + 1 }),
    since: at,
  });
  const failed = failedTry(undefined, 'refused', AT + HOUR).outcome;
  const deliveries = {
    ...noDeliveries('r1'),
    told: [
      told(`${APPROVERS}1`, AT - 1),
      { ...entry(`${APPROVERS}2`, [LEAD], failed), since: AT },
      told(`${APPROVERS}3`, AT + HOUR, [OTHER_LEAD]),
      told(`${APPROVERS}4`, AT + 3 * HOUR, [OTHER_LEAD, LEAD]),
      told(`${APPROVERS}5`, AT + 2 * HOUR),
      told('completed:1', AT),
      told(`${REMINDER}1`, AT - 1),
      told(`${REMINDER}2`, AT + 4 * HOUR),
      told(`${REMINDER}3`, AT + 4 * HOUR, [OTHER_LEAD]),
    ],
    reminded: [
      { to: [LEAD], at: AT, promised: 'a' },
      { to: [OTHER_LEAD], at: AT + HOUR, promised: 'b' },
      { to: [OTHER_LEAD, LEAD], at: AT + 5 * HOUR, promised: 'c' },
    ],
  };
  expect(toldOfTurnAt(deliveries, LEAD.accountId, AT)).toEqual({
    asked: AT + 2 * HOUR + 1,
    reminded: [AT + 4 * HOUR + 1, AT + 5 * HOUR],
  });
  // What they were told at that very moment is of the turn that begins then.
  expect(toldOfTurnAt(deliveries, LEAD.accountId, AT + 3 * HOUR).asked).toBe(AT + 3 * HOUR + 1);
  expect(toldOfTurnAt(deliveries, 'nobody', AT)).toEqual({ asked: undefined, reminded: [] });
  expect(toldOfTurnAt(noDeliveries('r1'), LEAD.accountId, AT)).toEqual({
    asked: undefined,
    reminded: [],
  });
});
