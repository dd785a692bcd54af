import { describe, expect, it } from 'vitest';
import { judgeSuspension, type SuspensionFacts } from './suspension';

const facts: SuspensionFacts = {
  state: 'active',
  isPerson: true,
  accountId: 'priya',
  by: { accountId: 'olivia' },
  actsAs: { accountId: 'robot' },
  administration: { theirs: false, askerAdministers: false, lastAdminOf: undefined },
};

const judged = (code: string | undefined) =>
  code === undefined
    ? { allowed: true }
    : { allowed: false, why: code === 'lastSiteAdmin' ? { code, group: 'site-admins' } : { code } };

const siteAdmin = (lastAdminOf: string | undefined, askerAdministers: boolean) => ({
  administration: { theirs: true, askerAdministers, lastAdminOf },
});

describe('suspending', () => {
  it.each([
    ['an ordinary person', {}, undefined],
    ['yourself', { accountId: 'olivia' }, 'yourself'],
    ['whom the app acts as', { accountId: 'robot' }, 'connectionAccount'],
    ['the last site admin', siteAdmin('site-admins', true), 'lastSiteAdmin'],
    ['a site admin, by another', siteAdmin(undefined, true), undefined],
    ['a site admin, by a Jira admin', siteAdmin(undefined, false), 'takesSiteAdministrator'],
    ['the last site admin, by a Jira admin', siteAdmin('a', false), 'takesSiteAdministrator'],
    [
      'whoever, where admins are not known',
      { administration: undefined },
      'administratorsNotKnown',
    ],
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
    ['a site admin, by another', { state: 'suspended', ...siteAdmin(undefined, true) }, undefined],
    [
      'a site admin, by a Jira admin',
      { state: 'suspended', ...siteAdmin(undefined, false) },
      'takesSiteAdministrator',
    ],
    [
      'whoever, where admins are not known',
      { state: 'suspended', administration: undefined },
      'administratorsNotKnown',
    ],
    ['somebody active', {}, 'notSuspended'],
    ['somebody deactivated', { state: 'inactive' }, 'deactivated'],
    ['an app', { isPerson: false }, 'notAPerson'],
  ] as const)('%s', (_who, change, code) => {
    expect(judgeSuspension('restore', { ...facts, ...change })).toEqual(judged(code));
  });
});
