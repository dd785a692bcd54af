import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, frontend, grant, holding as holdingOf, subject } from '../../../tests/support/samples';
import { surelyEndsNoSooner } from '../grant/ends-no-sooner';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { endWithWorkItem, waitsFor } from './end-with-work-item';
import { giveGrant } from './give-grant';
import { type Held, type Holding, wantedOf } from './holding';
import { endPass } from './pass';

const held: Held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
const WEB = { issueId: '10001', requestId: 'r1' };
const withWeb = grant({ requestId: 'r1', endsAt: AT + 30 * DAY, workItemId: WEB.issueId });
const done = (one: Holding, at: number, of = WEB) =>
  endWithWorkItem(one, { ...of, over: 'done' }, at);

describe('access that ends with a work item', () => {
  test('is due as soon as that is done, and is told as such', () => {
    const over = done(holdingOf([withWeb]), AT + DAY);
    expect(over?.holding.work).toEqual({ state: 'runs', dueAt: AT + DAY });
    expect(over?.facts).toEqual([]);
    const ended = over && endPass(over.holding, { found: 'notHeld' }, AT + DAY + 10 * MINUTE);
    expect(ended?.facts).toMatchObject([
      { of: { requestId: 'r1' }, fact: { why: 'workItemDone', lateBy: 10 * MINUTE } },
    ]);
  });

  test('of a deleted one it is told so', () => {
    const of = { ...WEB, over: 'deleted' } as const;
    const over = endWithWorkItem(holdingOf([withWeb]), of, AT + DAY);
    const ended = over && endPass(over.holding, { found: 'notHeld' }, AT + DAY);
    expect(ended?.facts).toMatchObject([{ fact: { why: 'workItemDeleted' } }]);
  });

  test.each<[string, Grant[], number, typeof WEB]>([
    ['another work item', [withWeb], AT + DAY, { ...WEB, issueId: '10002' }],
    ['another request', [withWeb], AT + DAY, { ...WEB, requestId: 'r2' }],
    ['what has no work item', [grant()], AT, WEB],
    ['what has come to its latest end', [withWeb], AT + 30 * DAY, WEB],
    ['what is over already', [{ ...withWeb, endsAt: AT, workItemOver: 'done' }], AT + DAY, WEB],
  ])('%s ends nothing', (_, grants, at, of) => {
    expect(done(holdingOf(grants), at, of)).toBeUndefined();
    expect(waitsFor({ grants }, of, at)).toBe(false);
  });

  test('what a run writes once more stays over', () => {
    const over = done(holdingOf([withWeb]), AT + DAY)?.holding;
    const again = giveGrant(
      held,
      over,
      { grant: withWeb, how: 'applied', lookedAt: AT },
      AT + DAY + HOUR,
    );
    expect(again && wantedOf(again.holding, AT + DAY + HOUR)).toBe('notHeld');
  });

  test('what it was approved for beside what was there says nothing any more', () => {
    const { unproved: _, ...claim } = { ...withWeb, unproved: undefined };
    const approval = {
      approvedAt: AT,
      endsAt: withWeb.endsAt,
      workItemId: WEB.issueId,
      found: { requestId: 'r1', at: AT },
    };
    const other = { approvedAt: AT, endsAt: undefined };
    const one: Holding = {
      ...holdingOf([grant({ requestId: 'r2', endsAt: AT + 40 * DAY })]),
      claims: [claim],
      approvals: [approval, other],
    };
    const over = done(one, AT + DAY)?.holding;
    expect([over?.claims, over?.approvals]).toEqual([undefined, [other]]);
    expect(over?.grants).toEqual(one.grants);
  });

  test('what could not be given back beside it goes on being tried', () => {
    const stuck: Holding = {
      ...holdingOf([withWeb, grant({ requestId: 'r2', endsAt: AT + 10 * DAY })]),
      work: { state: 'stuck', cause: 'siteRefused', tries: 2, nextTryAt: AT + DAY },
      missingSince: AT,
    };
    const over = done(stuck, AT + HOUR)?.holding;
    expect([over?.work, over?.missingSince]).toEqual([stuck.work, AT]);
  });
});

/** What happens to one place: something is given, a work item is done, or time passes. */
type Move =
  | { readonly does: 'give'; readonly days: number | undefined; readonly issue: string | undefined }
  | { readonly does: 'done'; readonly issue: string }
  | { readonly does: 'wait'; readonly hours: number };

const issue = fc.constantFrom('10001', '10002');
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    does: fc.constant('give' as const),
    days: fc.integer({ min: 1, max: 40 }),
    issue: fc.option(issue, { nil: undefined }),
  }),
  fc.record({
    does: fc.constant('give' as const),
    days: fc.constant(undefined),
    issue: fc.constant(undefined),
  }),
  fc.record({ does: fc.constant('done' as const), issue }),
  fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 400 }) }),
);

/** One that was approved, and until when it is to be there, as whoever approved it would say. */
interface Approved {
  readonly issue: string | undefined;
  endsAt: number;
}

test('whatever is given and done in whichever order, it is there for as long as anything that was approved says', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 14 }), (moves) => {
      let at = AT;
      let current: Holding | undefined;
      const approved: Approved[] = [];
      const isWanted = (time: number) => approved.some(({ endsAt }) => endsAt > time);
      const pass = () => {
        if (current === undefined || wantedOf(current, at) !== 'notHeld') return;
        current = endPass(current, { found: 'notHeld' }, at).holding;
      };
      moves.forEach((one, place) => {
        at += HOUR;
        pass();
        switch (one.does) {
          case 'wait':
            at += one.hours * HOUR;
            break;
          case 'give': {
            const endsAt = one.days === undefined ? undefined : at + one.days * DAY;
            const next = grant({
              requestId: `r${place}`,
              grantedAt: at,
              endsAt,
              ...(one.issue === undefined ? {} : { workItemId: one.issue }),
            });
            const how = isWanted(at) ? ('prolonged' as const) : ('applied' as const);
            const given = giveGrant(held, current, { grant: next, how, lookedAt: at }, at);
            current = given?.holding ?? current;
            approved.push({ issue: one.issue, endsAt: endsAt ?? Number.POSITIVE_INFINITY });
            break;
          }
          case 'done':
            approved.forEach((each, number) => {
              if (each.issue !== one.issue) return;
              each.endsAt = Math.min(each.endsAt, at);
              // Every request of the work item is ended by itself, in whichever order.
              void number;
            });
            for (let number = 0; number < moves.length; number += 1) {
              const of = { issueId: one.issue, requestId: `r${number}`, over: 'done' as const };
              current = (current && endWithWorkItem(current, of, at)?.holding) ?? current;
            }
            break;
        }
        pass();
        for (const later of [0, DAY, 7 * DAY, 50 * DAY, 500 * DAY]) {
          const wanted = current === undefined ? 'whatever' : wantedOf(current, at + later);
          expect(wanted === 'held').toBe(isWanted(at + later));
        }
      });
    }),
    { numRuns: 400 },
  );
});

test('what surely ends no sooner is an order: of itself, and on to the next', () => {
  const end = fc.record({
    endsAt: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    item: fc.option(issue, { nil: undefined }),
    isOver: fc.boolean(),
  });
  const of = ({
    endsAt,
    item,
    isOver,
  }: { endsAt?: number | undefined } & Record<string, unknown>) => ({
    endsAt,
    ...(typeof item === 'string' ? { workItemId: item } : {}),
    ...(typeof item === 'string' && isOver === true ? { workItemOver: 'done' as const } : {}),
  });
  fc.assert(
    fc.property(end, end, end, (a, b, c) => {
      const [one, other, third] = [of(a), of(b), of(c)];
      expect(surelyEndsNoSooner(one, one)).toBe(true);
      if (surelyEndsNoSooner(one, other) && surelyEndsNoSooner(other, third)) {
        expect(surelyEndsNoSooner(one, third)).toBe(true);
      }
    }),
  );
});
