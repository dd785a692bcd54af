import { expect, test } from 'vitest';
import type { RequestView } from '#contract/views';
import { whenItEnds } from './when-it-ends';

test.each<[string, RequestView['access'], number | undefined]>([
  ['nothing is given yet: by its approval', undefined, 7],
  ['given later than it was approved', { state: 'active', until: 8 }, 8],
  ['what is not proved to be ours', { state: 'active', until: undefined }, undefined],
  ['returned, and being taken back', { state: 'ending' }, undefined],
  ['taken away by somebody before its time', { state: 'ended', at: 3 }, undefined],
  ['goes on under another request', { state: 'goesOn' }, undefined],
])('%s', (_, access, at) => {
  expect(whenItEnds({ access, endsAt: 7 })).toBe(at);
});
