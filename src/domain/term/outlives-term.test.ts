import { expect, test } from 'vitest';
import type { Verb } from '../action/action';
import { outlivesTerm } from './outlives-term';
import type { Term } from './term';

const DAYS: Term = { kind: 'days', days: 30 };

test.each<[string, readonly Verb[], Term, boolean]>([
  ['what is created stays when the term is over', ['create', 'add'], DAYS, true],
  ['in whatever order it is asked for', ['add', 'create'], DAYS, true],
  ['what is given ends with it', ['add', 'remove'], DAYS, false],
  ['without a term nothing is outlived', ['create', 'add'], { kind: 'permanent' }, false],
])('%s', (_, verbs, term, outlives) => {
  expect(
    outlivesTerm(
      verbs.map((verb) => ({ verb })),
      term,
    ),
  ).toBe(outlives);
});
