import { expect, test } from 'vitest';
import type { EndedBy } from '#contract/views';
import { grantEnded } from './grant-ended';

test.each<[EndedBy, RegExp]>([
  ['expired', /^Access ended on .*NOON.*\.$/],
  ['goneByHand', /^Somebody else had taken it away, as was found on .*NOON.*\.$/],
  ['revoked', /^Another request took it away on .*NOON.*\.$/],
  ['returned', /^It was returned, and ended on .*NOON.*\.$/],
  ['takenBack', /^It was removed early, on .*NOON.*\.$/],
  ['leaver', /^It ended on .*NOON.*, as an account was closed\.$/],
])('%s: how it ended is told', (why, words) => {
  expect(grantEnded(why, 'NOON')).toMatch(words);
});
