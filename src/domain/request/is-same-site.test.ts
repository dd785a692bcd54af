import { expect, test } from 'vitest';
import { ISSUE } from '../../../tests/support/samples';
import { isSameSite } from './is-same-site';

test.each([
  [ISSUE.cloudId, true],
  ['another', false],
  ['', false],
])('an issue of the site “site” is on the connected one, %j: %s', (connectionId, same) => {
  expect(isSameSite(connectionId, ISSUE)).toBe(same);
});
