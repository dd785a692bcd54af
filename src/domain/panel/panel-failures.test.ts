import { expect, test } from 'vitest';
import { panelFailures } from './panel-failures';
import type { PanelVerb, Shown } from './where-shown';

const NOW = new Map<string, Shown>([
  ['shown', { state: 'shown' }],
  ['hidden', { state: 'hidden' }],
  ['gone', { state: 'notKnown', why: 'No such project.' }],
]);

test.each<[PanelVerb, string]>([
  ['show', 'hidden'],
  ['hide', 'shown'],
])('to %s has failed where it is %s, or not known', (verb, other) => {
  expect(panelFailures(verb, ['shown', 'hidden', 'gone', 'not answered'], NOW)).toEqual([
    { projectId: other, isKnown: true },
    { projectId: 'gone', isKnown: false, why: 'No such project.' },
    { projectId: 'not answered', isKnown: false },
  ]);
});
