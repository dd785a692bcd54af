import { describe, expect, test } from 'vitest';
import { AT, awaiting, inState, LEAD, OTHER_LEAD, stage } from '../../../tests/support/samples';
import type { Person } from '../action/person';
import { APPROVERS, type Deliveries, noteReminded, REMINDER } from '../delivery/deliveries';
import { DAY, HOUR, type Instant } from '../lib/time';
import type { AwaitingApproval } from './access-request';
import { dueReminders, firstReminderAt, nextReminderAt, remindersOf } from './reminders';

const waits = (over: Parameters<typeof awaiting>[0] = {}) =>
  awaiting({ createdAt: AT, timesOutAt: AT + 14 * DAY, ...over });
const told = (at: Instant, to: readonly Person[], about = APPROVERS) => ({
  about: `${about}${at}`,
  to,
  since: at,
  outcome: { outcome: 'told' as const, by: 'comment' as const, at },
});
const said = (...list: readonly ReturnType<typeof told>[]): Deliveries => ({
  of: 'r1',
  revision: 1,
  told: list,
});
/** Another record was begun beside the one that can't be read. */
const UNREAD: Deliveries = { ...said(), of: 'r1.2' };
const NOT_YET = { outcome: 'notYet', problem: 'unavailable', tries: 1, at: AT + DAY } as const;
const TOLD = said(told(AT, [LEAD]));
const due = (
  request: AwaitingApproval,
  hours: number,
  deliveries = TOLD,
  whoseTurn: readonly Person[] = [LEAD],
) => {
  const { to, nextAt } = dueReminders(request, deliveries, whoseTurn, AT + hours * HOUR);
  return [to.map(({ displayName }) => displayName), (nextAt - AT) / HOUR];
};
const byTheApp = (hours: number, to = [LEAD], before = TOLD): Deliveries => ({
  ...before,
  reminded: [{ to, at: AT + hours * HOUR, promised: 'p' }],
});
const name = LEAD.displayName;
const last = 13 * 24;
const over = 14 * 24;

describe('whoever has not decided is reminded', () => {
  test.each<[string, AwaitingApproval, number, Deliveries | undefined, unknown]>([
    ['not before a day', waits(), 23.9, undefined, [[], 24]],
    ['after a day', waits(), 24, undefined, [[name], last]],
    ['of a short time, after half', waits({ timesOutAt: AT + DAY }), 12, undefined, [[name], 24]],
    ['not before half', waits({ timesOutAt: AT + DAY }), 11.9, undefined, [[], 12]],
    ['not twice', waits(), 48, byTheApp(24), [[], last]],
    ['a day before the end', waits(), last, byTheApp(24), [[name], over]],
    ['once of both, where the sweep was late', waits(), last + 1, undefined, [[name], over]],
    ['and not once more then', waits(), last + 2, byTheApp(last + 1), [[], over]],
    [
      'not just after whoever asked had it done',
      waits(),
      last,
      byTheApp(24, [LEAD], said(told(AT, [LEAD]), told(AT + (last - 2) * HOUR, [LEAD], REMINDER))),
      [[], over],
    ],
    [
      'a day after they were told, whenever others were',
      waits(),
      30,
      said(told(AT, [OTHER_LEAD]), told(AT + 10 * HOUR, [LEAD])),
      [[], 34],
    ],
    ['not before they were told at all', waits(), 30, said(), [[], 54]],
    [
      'a day after they were asked, where what was told can’t be read',
      waits(),
      24,
      UNREAD,
      [[name], last],
    ],
    ['not before, where it can’t', waits(), 23, UNREAD, [[], 24]],
    [
      'not where it can’t, and they are being told anew',
      waits(),
      30,
      { ...UNREAD, told: [{ ...told(AT + DAY, [LEAD]), outcome: NOT_YET }] },
      [[], 54],
    ],
    ['not where another was', waits(), 25, byTheApp(24, [OTHER_LEAD]), [[name], last]],
    [
      'just far enough from the last',
      waits({ timesOutAt: AT + 60 * HOUR }),
      24,
      undefined,
      [[name], 36],
    ],
    ['not again so soon', waits({ timesOutAt: AT + 59 * HOUR }), 24, undefined, [[name], 59]],
    ['a day before the end, half a day after', waits(), last, byTheApp(last - 12), [[name], over]],
    ['not sooner after', waits(), last, byTheApp(last - 11), [[], over]],
    ['not by a clock that steps back', waits(), 24, byTheApp(72), [[], last]],
    ['not once the time is over', waits(), over, undefined, [[], over]],
  ])('%s', (_, request, hours, deliveries, expected) => {
    expect(due(request, hours, deliveries)).toEqual(expected);
  });

  test('not before they were told, where they are not on record and what was told can’t be read', () => {
    expect(due(waits(), 30, UNREAD, [OTHER_LEAD])).toEqual([[], 54]);
  });

  test('once of each time, however many are reminded of it one by one', () => {
    const people = Array.from({ length: 65 }, (_, place) => ({
      accountId: `p${place}`,
      displayName: `P ${place}`,
    }));
    const all = said(told(AT, people));
    const remind = (before: Deliveries, hours: number) =>
      people.reduce(
        (deliveries, one) =>
          noteReminded(deliveries, {
            to: [one],
            at: AT + hours * HOUR,
            promised: `${hours} ${one.accountId}`,
          }),
        before,
      );
    const first = remind(all, 24);
    expect(due(waits(), 25, first, people)).toEqual([[], last]);
    const second = remind(first, last);
    expect(due(waits(), last + 1, second, people)).toEqual([[], over]);
    expect(second.reminded).toHaveLength(people.length);
  });

  test('of a turn after their decision anew', () => {
    const decisions = [{ decision: 'approved', by: LEAD, at: AT + 30 * HOUR } as const];
    const request = waits({
      approvals: [stage(LEAD, { decisions }), stage(LEAD, { changes: [1] })],
    });
    const both = said(told(AT, [LEAD]), told(AT + 30 * HOUR, [LEAD]));
    const deliveries = byTheApp(24, [LEAD], both);
    expect(due(request, 53, deliveries)).toEqual([[], 54]);
    expect(due(request, 54, deliveries)).toEqual([[name], last]);
  });

  test('not while a question waits, and as much later once it is answered', () => {
    const asked = { by: LEAD, at: AT + 10 * HOUR, text: '?', timesOutAt: AT + 14 * DAY };
    const open = waits({ questions: [asked], remindAt: AT });
    expect([due(open, 30)[0], nextReminderAt(open)]).toEqual([[], undefined]);
    const answer = { at: AT + 15 * HOUR, text: '!' };
    const answered = waits({ questions: [{ ...asked, answer }] });
    expect(due(answered, 28)).toEqual([[], 29]);
    expect(due(answered, 29)).toEqual([[name], last]);
  });

  test('whoever decided before it', () => {
    const decisions = [{ decision: 'approved', by: OTHER_LEAD, at: AT + 10 * HOUR } as const];
    const approvals = [stage(OTHER_LEAD, { decisions }), stage(LEAD, { order: 2 })];
    expect(due(waits({ approvals }), 24)).toEqual([[name], last]);
  });

  test('of a short time, after half of what is left of it beside the answer to a question', () => {
    const asked = { by: LEAD, at: AT + HOUR, text: '?', timesOutAt: AT + 16 * HOUR };
    const questions = [{ ...asked, answer: { at: AT + 5 * HOUR, text: '!' } }];
    const request = waits({ timesOutAt: AT + 20 * HOUR, questions });
    expect(due(request, 11)).toEqual([[], 12]);
    expect(due(request, 12)).toEqual([[name], 20]);
  });

  test('and where it is nobody’s turn, it is looked again', () => {
    expect(due(waits(), 30, TOLD, [])).toEqual([[], 54]);
  });

  test('it is looked when it is noted, as long as it waits for somebody to decide', () => {
    expect(nextReminderAt(waits({ remindAt: AT + HOUR }))).toBe(AT + HOUR);
    expect(nextReminderAt({ ...inState('approved'), remindAt: AT } as never)).toBeUndefined();
    expect(remindersOf(waits(), AT + 14 * DAY, AT)).toStrictEqual({ remindAt: AT + DAY });
    const noted = { remindAt: AT + HOUR, remindedAt: AT };
    expect(remindersOf(waits(noted), AT + 14 * DAY, AT)).toStrictEqual(noted);
  });

  test('never later than it is looked', () => {
    for (const days of [0.1, 1, 1.5, 2, 3, 14]) {
      const request = waits({ timesOutAt: AT + days * DAY });
      const look = firstReminderAt(AT, request.timesOutAt);
      expect(due(request, (look - AT) / HOUR)[0]).toEqual([name]);
    }
  });
});
