import { expect, test } from 'vitest';
import type { Change } from '#domain/action/ask';
import {
  developers,
  frontend,
  LEAD,
  REQUESTER,
  stage,
  subject,
} from '../../../tests/support/samples';
import { askedView } from './asked-view';

const sam = { kind: 'newPerson', email: 'sam@x.example', displayName: 'sam@x.example' } as const;
const guild = { kind: 'newGroup', name: 'guild' } as const;
const found = { ...subject('Ada'), foundBy: 'ada@x.example' };
const account = { kind: 'account', products: ['jira-software'] } as const;
const changes: Change[] = [
  { verb: 'create', entitlement: account, subjects: [1] },
  { verb: 'create', entitlement: guild, subjects: [2] },
  { verb: 'add', entitlement: guild, subjects: [0] },
  { verb: 'add', entitlement: developers, subjects: [0, 1] },
  { verb: 'remove', entitlement: frontend, subjects: [0] },
];
const request = {
  requester: REQUESTER,
  approvals: [stage(LEAD)],
  ask: { subjects: [found, sam, { ...guild, displayName: 'guild' }], changes },
  term: { kind: 'days', days: 7 },
  justification: 'The launch',
} as const;

test('a form is filled in with all that was asked for, each once', () => {
  expect(askedView(request, REQUESTER.accountId)).toEqual({
    subjects: [found, sam],
    access: [
      { verb: 'add', entitlement: guild },
      { verb: 'add', entitlement: developers },
      { verb: 'remove', entitlement: frontend },
    ],
    products: ['jira-software'],
    bundles: [],
    term: { kind: 'days', days: 7 },
    justification: 'The launch',
  });
});

test('the address somebody was found by is for those who know it', () => {
  expect(askedView(request, 'another').subjects).toEqual([subject('Ada'), sam]);
});

test('and by which bundles it was chosen', () => {
  const bundle = {
    bundleId: 'dev',
    levelId: 'r',
    name: 'Developer, r',
    policyVersion: 3,
    contents: [],
  };
  const asked = { ...request, bundles: [bundle] };
  expect(askedView(asked, REQUESTER.accountId).bundles).toEqual([bundle]);
});
