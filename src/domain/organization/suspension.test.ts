import { describe, expect, it } from 'vitest';
import { type SuspensionFacts, suspensionRefusal } from './suspension';

const facts: SuspensionFacts = {
  state: 'active',
  isPerson: true,
  accountId: 'priya',
  by: { accountId: 'olivia' },
  actsAs: { accountId: 'robot' },
  lastAdminOf: undefined,
};

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
    expect(suspensionRefusal('suspend', { ...facts, ...change })?.code).toBe(code);
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
    expect(suspensionRefusal('restore', { ...facts, ...change })?.code).toBe(code);
  });
});
