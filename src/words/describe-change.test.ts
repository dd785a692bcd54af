import { describe, expect, test } from 'vitest';
import type { Entitlement } from '#domain/action/entitlement';
import { PRODUCTS } from '#domain/action/product';
import type { Subject } from '#domain/action/subject';
import { developers, frontend, subject } from '../../tests/support/samples';
import { describeChange, firstAsked } from './describe-change';
import { productName } from './product-names';

const guild: Entitlement = { kind: 'newGroup', name: 'Guild' };
const account: Entitlement = { kind: 'account', products: ['jira-software'] };
const newGroup: Subject = { kind: 'newGroup', name: 'Guild', displayName: 'Guild' };

describe('what is asked, in words', () => {
  const ask = { subjects: [subject('Sam'), subject('Ada'), newGroup], changes: [] };
  test.each([
    ['add', frontend, [0, 1], 'add Sam and Ada to the group frontend'],
    ['remove', frontend, [1], 'remove Ada from the group frontend'],
    ['add', developers, [0], 'add Sam to the role Developers in Website'],
    ['remove', developers, [0], 'remove Sam from the role Developers in Website'],
    ['add', guild, [0], 'add Sam to the new group Guild'],
    ['create', guild, [2], 'create the group Guild'],
    ['create', account, [0], 'create an account with access to Jira for Sam'],
    [
      'create',
      { kind: 'account', products: ['jira-software', 'jira-core'] },
      [0],
      'create an account with access to Jira and Jira Work Management for Sam',
    ],
    [
      'create',
      { kind: 'account', products: [] },
      [0],
      'create an account without access to a product for Sam',
    ],
    ['add', frontend, [], 'add nobody to the group frontend'],
    ['add', frontend, [7], 'add nobody to the group frontend'],
  ] as const)('%s %j of %j: %s', (verb, entitlement, subjects, words) => {
    expect(describeChange(ask, { verb, entitlement, subjects })).toBe(words);
  });

  test('each product by its own name', () => {
    expect(PRODUCTS.map(productName)).toEqual([
      'Jira',
      'Jira Service Management',
      'Jira Product Discovery',
      'Jira Work Management',
    ]);
  });
});

test('what was asked for is told in short with the bundle that it was chosen by', () => {
  const request = {
    ask: {
      subjects: [{ kind: 'person' as const, accountId: 'sam', displayName: 'Sam' }],
      changes: ['a', 'b'].map((name) => ({
        verb: 'add' as const,
        entitlement: { kind: 'group' as const, groupId: name, name },
        subjects: [0],
      })),
    },
  };
  const contents = ['a', 'b', 'c'].map((groupId) => ({ kind: 'group' as const, groupId }));
  const bundles = [{ bundleId: 'x', name: 'Developer', policyVersion: 2, contents }];
  const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
  expect(plain(firstAsked(request))).toBe('add Sam to the group a and 1 more');
  expect(plain(firstAsked({ ...request, bundles }))).toBe(
    'add Sam to the group a and 1 more, as Developer (2 groups; without 1 group)',
  );
});
