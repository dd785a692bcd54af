import { describe, expect, test } from 'vitest';
import { LEAD, OTHER_LEAD, person, stage } from '../../../tests/support/samples';
import type { Person } from '../action/person';
import type { Approval, TraceEntry, TraceOutcome } from './approval';
import { newlyNamed, withNewlyNamed } from './newly-named';

const pia = person('Pia');
const named = { source: 'named' } as const;
const member = (group: string) => ({ source: 'member', group }) as const;
const holder = (projectKey: string) => ({ source: 'permission', projectKey }) as const;
const entry = (tried: TraceEntry['tried'], outcome: TraceOutcome, who?: Person): TraceEntry => ({
  tried,
  outcome,
  ...(who === undefined ? {} : { person: who }),
});

/** On record: Lena may decide and Otto may decline, each named by this. */
const recorded = (tried: TraceEntry['tried'], over: Partial<Approval> = {}) =>
  stage(LEAD, {
    mayDecline: [OTHER_LEAD],
    trace: [entry(tried, 'chosen', LEAD), entry(tried, 'gains', OTHER_LEAD)],
    ...over,
  });
const today = (...trace: readonly TraceEntry[]) => stage(LEAD, { approvers: [], trace });
const chosen = entry(named, 'chosen', pia);

describe('newly named', () => {
  test('is whoever is chosen, or would gain, and is not on record', () => {
    const gains = entry(named, 'gains', person('Ada'));
    expect(newlyNamed(recorded(named), today(chosen, gains))).toEqual([chosen, gains]);
  });

  test.each<[string, TraceEntry]>([
    ['who stands in for others', entry({ source: 'fallbackApprover' }, 'chosen', pia)],
    ['who may decide already', entry(named, 'chosen', LEAD)],
    ['who may decline already', entry(named, 'gains', OTHER_LEAD)],
    ['who is passed over', entry(named, 'inactive', pia)],
    ['whom nobody names', entry(named, 'nobody')],
  ])('is nobody %s', (_, one) => {
    expect(newlyNamed(recorded(named), today(one))).toEqual([]);
  });
});

describe('the stage on record with them', () => {
  const stays = (tried: TraceEntry['tried'], ...trace: readonly TraceEntry[]) => {
    const { approvers, mayDecline } = withNewlyNamed(recorded(tried), today(chosen, ...trace));
    return [...approvers, ...mayDecline].map(({ displayName }) => displayName);
  };

  test('is as it was where nobody is', () => {
    const before = recorded(named);
    expect(withNewlyNamed(before, today(entry(named, 'nobody')))).toBe(before);
  });

  test.each<[string, TraceEntry['tried'], TraceEntry, readonly string[]]>([
    [
      'the members of a group, which is not known now, stay',
      member('a'),
      entry(member('a'), 'notKnown'),
      ['Lena', 'Pia', 'Otto'],
    ],
    ['those of another go', member('a'), entry(member('b'), 'notKnown'), ['Pia']],
    [
      'who holds a permission, which is not known now, stays',
      holder('WEB'),
      entry(holder('WEB'), 'notKnown'),
      ['Lena', 'Pia', 'Otto'],
    ],
    ['who holds it elsewhere goes', holder('WEB'), entry(holder('MOB'), 'notKnown'), ['Pia']],
    ['all go where it is known', member('a'), entry(member('a'), 'nobody'), ['Pia']],
    [
      'one of whom it is not known now stays, and none of the others',
      member('a'),
      entry(member('a'), 'sightUnknown', LEAD),
      ['Lena', 'Pia'],
    ],
    [
      'one who is named today stays',
      member('a'),
      entry(member('a'), 'gains', OTHER_LEAD),
      ['Pia', 'Otto'],
    ],
    [
      'one who is passed over today goes',
      member('a'),
      entry(member('a'), 'inactive', LEAD),
      ['Pia'],
    ],
  ])('%s', (_, tried, one, expected) => {
    expect(stays(tried, one)).toEqual(expected);
  });

  test('says why each is there: as today, and of who stays without that, as before', () => {
    const unknown = entry(member('a'), 'notKnown');
    const ofLena = entry(named, 'chosen', LEAD);
    const { trace } = withNewlyNamed(recorded(member('a')), today(chosen, unknown, ofLena));
    expect(trace).toEqual([chosen, unknown, ofLena, entry(member('a'), 'gains', OTHER_LEAD)]);
    const gone = withNewlyNamed(
      recorded(member('a'), { trace: [...recorded(member('a')).trace, entry(named, 'nobody')] }),
      today(chosen),
    );
    expect(gone.trace).toEqual([chosen]);
  });
});
