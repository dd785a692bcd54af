import { expect, test } from 'vitest';
import { LEAD, OTHER_LEAD, person } from '../../../tests/support/samples';
import type { Person } from '../action/person';
import type { TraceEntry } from './approval';
import { isInPlaceOfOthers } from './in-place-of';

const by = (tried: TraceEntry['tried'], who: Person): TraceEntry => ({
  tried,
  person: who,
  outcome: 'chosen',
});
const FALLBACK = { source: 'fallbackApprover' } as const;
const NAMED = { source: 'named' } as const;
const forLead = { source: 'standIn', of: LEAD } as const;
const theo = by(NAMED, person('Theo'));

test.each<[string, TraceEntry['tried'], readonly TraceEntry[], boolean]>([
  ['a fallback approver', FALLBACK, [by(FALLBACK, LEAD)], true],
  ['whom a source names', NAMED, [by(NAMED, LEAD)], false],
  [
    'who stands in for a fallback approver, whoever else is named',
    forLead,
    [theo, by(FALLBACK, LEAD), by(forLead, OTHER_LEAD)],
    true,
  ],
  [
    'who stands in for whom a source names',
    forLead,
    [by(NAMED, LEAD), by(forLead, OTHER_LEAD)],
    false,
  ],
  [
    'who stands in for a fallback approver whom a source names as well',
    forLead,
    [by(NAMED, LEAD), by(forLead, OTHER_LEAD), by(FALLBACK, LEAD)],
    false,
  ],
  [
    'who stands in for a fallback approver who was to stand in for others',
    forLead,
    [theo, by({ source: 'standIn', of: person('Theo') }, LEAD), by(FALLBACK, LEAD)],
    true,
  ],
])('is asked only in the place of others: %s', (_, tried, trace, isSo) => {
  expect(isInPlaceOfOthers(tried, trace)).toBe(isSo);
});
