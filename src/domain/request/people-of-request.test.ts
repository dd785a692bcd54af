import { expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  LEAD,
  OTHER_LEAD,
  person,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import { peopleOfRequest } from './people-of-request';

test('a request concerns whoever asked for it, decided, for whom they did, asked before, and is to get something', () => {
  const decision = {
    decision: 'approved',
    by: OTHER_LEAD,
    at: AT,
    standsFor: person('Away'),
  } as const;
  const asked = { by: person('Theo'), at: AT, text: 'Why?', timesOutAt: AT };
  const request = awaiting({
    ask: addToFrontend('Sam', 'Otto'),
    approvals: [stage(LEAD, { decisions: [decision] })],
    questions: [asked, { ...asked, by: LEAD }],
  });
  expect(peopleOfRequest(request)).toEqual(['rita', 'otto', 'away', 'theo', 'lena', 'sam']);
  expect(peopleOfRequest(awaiting())).toEqual([REQUESTER.accountId, 'sam']);
});
