import { describe, expect, it } from 'vitest';
import { judgeSuspension, type SuspensionFacts } from './suspension';

const facts: SuspensionFacts = {
  state: 'active',
  isPerson: true,
  accountId: 'priya',
  by: { accountId: 'olivia' },
  actsAs: { accountId: 'robot' },
  lastAdminOf: undefined,
};

const judged = (code: string | undefined) =>
  code === undefined
    ? { allowed: true }
    : { allowed: false, why: code === 'lastSiteAdmin' ? { code, group: 'site-admins' } : { code } };

describe('suspending', () => {
  it.each([
    ['an ordinary person', {}, undefined],
    ['yourself', { accountId: 'olivia' }, 'yourself'],
    ['whom the app acts as', { accountId: 'robot' }, 'connectionAccount'],
    ['the last site admin', { lastAdminOf: 'site-admins' }, 'lastSiteAdmin'],
    ['an app', { isPerson: false }, 'notAPerson'],
    ['somebody suspended', { state: 'suspended' }, 'alreadySuspended'],
    ['somebody deactivated', { state: 'inactive' }, 'deactivated'],
  ] as const)('%s', (_who, change, code) => {
    expect(judgeSuspension('suspend', { ...facts, ...change })).toEqual(judged(code));
  });
});

describe('restoring', () => {
  it.each([
    ['somebody suspended', { state: 'suspended' }, undefined],
    ['the account the app acts as', { state: 'suspended', accountId: 'robot' }, undefined],
    ['somebody active', {}, 'notSuspended'],
    ['somebody deactivated', { state: 'inactive' }, 'deactivated'],
    ['an app', { isPerson: false }, 'notAPerson'],
  ] as const)('%s', (_who, change, code) => {
    expect(judgeSuspension('restore', { ...facts, ...change })).toEqual(judged(code));
  });
});
