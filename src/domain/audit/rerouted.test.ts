import { expect, test } from 'vitest';
import { LEAD, OTHER_LEAD, person, stage } from '../../../tests/support/samples';
import type { Approval } from '../approval/approval';
import { newlyLetIn, reroutedFact } from './rerouted';

const emma = person('Emma');
const late = { source: 'fallbackApprover', afterHours: 24 } as const;
const before = stage(LEAD);
const wider: Approval = {
  ...before,
  approvers: [LEAD, emma],
  trace: [
    { tried: { source: 'named' }, person: LEAD, outcome: 'chosen' },
    { tried: late, person: emma, outcome: 'chosen' },
  ],
};
const regular = { kind: 'request.rerouted', projectId: '10' } as const;

test.each<[string, readonly Approval[], Approval, object, object]>([
  ['somebody is let in', [before], wider, [emma], { ...regular, afterHours: 24, to: [emma] }],
  [
    'of a stage that was not on record',
    [],
    wider,
    [emma],
    { ...regular, afterHours: 24, to: [emma] },
  ],
  ['they were let in before', [wider], wider, [], { ...regular, to: [LEAD, emma] }],
  [
    'they were let into another stage, or one of something else',
    [{ ...wider, asks: 'lead:20' }, { ...wider, changes: [1] }, before],
    wider,
    [emma],
    { ...regular, afterHours: 24, to: [emma] },
  ],
  [
    'others are asked, by a rule',
    [before],
    stage(OTHER_LEAD, { rules: ['Finance'] }),
    [],
    { ...regular, rules: ['Finance'], to: [OTHER_LEAD] },
  ],
])('where %s', (_, stored, now, letIn, fact) => {
  expect(newlyLetIn(stored, now)).toEqual(letIn);
  expect(reroutedFact(stored, now)).toEqual(fact);
});
