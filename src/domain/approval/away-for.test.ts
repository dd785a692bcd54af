import { expect, test } from 'vitest';
import { LEAD, OTHER_LEAD, person } from '../../../tests/support/samples';
import type { TraceEntry } from './approval';
import { awayBy, awayFor } from './away-for';

const standIn: TraceEntry = {
  tried: { source: 'standIn', of: LEAD },
  person: OTHER_LEAD,
  outcome: 'chosen',
};
const named: TraceEntry = { tried: { source: 'named' }, person: OTHER_LEAD, outcome: 'chosen' };

test.each<[string, TraceEntry, boolean]>([
  ['who stands in for them', standIn, true],
  ['not who was to, and can’t', { ...standIn, outcome: 'inactive' }, false],
  ['not who decides in a stage of their own', { ...standIn, outcome: 'decidedBefore' }, false],
  ['not who is asked themselves', named, false],
])('in the place of whoever is away decides %s', (_, entry, isSo) => {
  // Who is asked themselves, too, stands in for nobody by that.
  const trace = [named, entry];
  expect(awayFor({ trace }, OTHER_LEAD.accountId)).toEqual(isSo ? LEAD : undefined);
  expect(awayFor({ trace }, person('Theo').accountId)).toBeUndefined();
  expect(awayBy(entry)).toEqual(isSo ? [LEAD.accountId] : []);
});
