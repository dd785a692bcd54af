import { expect, test } from 'vitest';
import { AT, awaiting, person, REQUESTER, stage } from '../../../tests/support/samples';
import { toldOfLate } from './told-of-late';

test('whoever approved it is told, and whoever was away as somebody stood in for them', () => {
  const [ada, ben] = [person('Ada'), person('Ben')];
  const approvals = [
    stage(ada, { decisions: [{ decision: 'approved', by: ben, at: AT, standsFor: ada }] }),
  ];
  const request = { ...awaiting(), approvals };
  expect(toldOfLate(request, 'approver')).toEqual([ben, ada]);
  expect(toldOfLate(request, 'workItem')).toEqual([ben, ada, REQUESTER]);
});
