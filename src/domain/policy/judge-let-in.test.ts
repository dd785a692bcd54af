import { expect, test } from 'vitest';
import { LEAD, OTHER_LEAD } from '../../../tests/support/samples';
import { judgeLetIn } from './judge-let-in';

const policy = { fallbackApprovers: [LEAD], fallbackAfterHours: 24 };
const lead = { accountId: LEAD.accountId, afterHours: 24 };
test.each([
  ['nobody', policy, [], true],
  ['nobody, where nobody would be', { ...policy, fallbackAfterHours: undefined }, [], true],
  ['who is named, after as many hours', policy, [lead], true],
  ['who is named, after more hours', policy, [{ ...lead, afterHours: 25 }], true],
  ['who would be let in later', policy, [{ ...lead, afterHours: 23 }], false],
  ['where nobody would be any more', { ...policy, fallbackAfterHours: undefined }, [lead], false],
  ['who is not named', policy, [lead, { ...lead, accountId: OTHER_LEAD.accountId }], false],
])('of those who were let in: %s', (_, now, those, may) => {
  expect(judgeLetIn(now, those)).toBe(may);
});
