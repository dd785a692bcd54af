import { expect, test } from 'vitest';
import type { Ask } from '../action/ask';
import type { Term } from '../term/term';
import { judgeMoot, type SeenOfAsk } from './moot';

const person = (accountId: string) =>
  ({ kind: 'person', accountId, displayName: accountId }) as const;
const group = { kind: 'group', groupId: 'g1', name: 'frontend' } as const;
const other = { kind: 'group', groupId: 'g2', name: 'design' } as const;
const asked = (changes: Ask['changes'], who = ['a', 'b']): Ask => ({
  subjects: who.map(person),
  changes,
});
const add = { verb: 'add', entitlement: group, subjects: [0, 1] } as const;
const FOR_GOOD: Term = { kind: 'permanent' };
const UNTIL_DONE: Term = { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: 9 };
const NOTHING: SeenOfAsk = { inactive: new Set(), gone: new Set(), isWorkItemDone: false };

test.each<[string, Ask, Term, Partial<SeenOfAsk>, string | undefined]>([
  ['nothing is known', asked([add]), FOR_GOOD, {}, undefined],
  ['all are out', asked([add]), FOR_GOOD, { inactive: new Set(['a', 'b']) }, 'peopleGone'],
  ['one is left', asked([add]), FOR_GOOD, { inactive: new Set(['a']) }, undefined],
  [
    'somebody inactive is to lose something',
    asked([{ ...add, verb: 'remove' }]),
    FOR_GOOD,
    { inactive: new Set(['a', 'b']) },
    undefined,
  ],
  ['the group is gone', asked([add]), FOR_GOOD, { gone: new Set(['group:g1']) }, 'accessGone'],
  [
    'one of two groups is gone',
    asked([add, { ...add, entitlement: other }]),
    FOR_GOOD,
    { gone: new Set(['group:g1']) },
    undefined,
  ],
  [
    'one group is gone, and whoever the other is for',
    asked([add, { ...add, entitlement: other, subjects: [0] }]),
    FOR_GOOD,
    { gone: new Set(['group:g1']), inactive: new Set(['a']) },
    'nothingLeft',
  ],
  ['its work item is done', asked([add]), UNTIL_DONE, { isWorkItemDone: true }, 'workItemDone'],
  ['it has another term', asked([add]), FOR_GOOD, { isWorkItemDone: true }, undefined],
  [
    'something of it is taken away, too',
    asked([add, { ...add, verb: 'remove', entitlement: other }]),
    UNTIL_DONE,
    { isWorkItemDone: true },
    undefined,
  ],
])('%s', (_, ask, term, seen, expected) => {
  expect(judgeMoot({ ask, term }, { ...NOTHING, ...seen })).toBe(expected);
});
