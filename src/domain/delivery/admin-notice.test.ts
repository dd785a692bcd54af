import { describe, expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person } from '../../../tests/support/samples';
import type { Connection, ConnectionHealth } from '../connection/connection';
import type { LateCauses } from '../grant/lateness';
import { DAY } from '../lib/time';
import { FIRST_POLICY } from '../policy/policy';
import {
  type AdminNotice,
  adminsNotReached,
  isTold,
  knownAdmins,
  nameOfNotice,
  workingNotice,
} from './admin-notice';
import { type Delivery, noDeliveries, noteDelivery } from './deliveries';

const failing: ConnectionHealth = {
  state: 'failing',
  failure: 'f1',
  since: AT,
  checkedAt: AT,
  problem: { code: 'tokenExpiredOrRevoked' },
  looks: 1,
  nextLookAt: AT,
};
const NOTICES = {
  failing: { about: 'connectionFailing', failure: 'f1' },
  working: { about: 'connectionWorking', failure: 'f1', failedSince: AT },
  overdue: { about: 'overdue', cause: 'projectArchived', requestId: 'r1' },
  missing: { about: 'missing', cause: 'projectArchived', requestId: 'r1' },
} as const satisfies Record<string, AdminNotice>;

const told = (about: string, outcome: Delivery['outcome']['outcome'], at = AT): Delivery => ({
  about,
  to: [LEAD],
  since: at,
  outcome:
    outcome === 'told'
      ? { outcome, by: 'email', at }
      : { outcome, problem: 'nobodySees', tries: 1, at },
});

test('what is told as the same is told once: a failure by its name, what is overdue by its cause', () => {
  expect(Object.values(NOTICES).map(nameOfNotice)).toEqual([
    'connectionFailing:f1',
    'connectionWorking:f1',
    'overdue:projectArchived',
    'missing:projectArchived',
  ]);
});

test.each([
  ['nothing was tried', 'failing', undefined, DAY, false],
  ['it could not be told yet', 'failing', 'notYet', DAY, false],
  ['it was given up', 'working', 'givenUp', DAY, false],
  ['a failure was told, however long ago', 'failing', 'told', 365 * DAY, true],
  ['that it works was told, however long ago', 'working', 'told', 365 * DAY, true],
  ['the cause was told within a day', 'overdue', 'told', DAY - 1, true],
  ['the cause was told a day ago', 'overdue', 'told', DAY, false],
  ['the cause of what is missing was told within a day', 'missing', 'told', DAY - 1, true],
  ['it was told a day ago', 'missing', 'told', DAY, false],
] as const)('where %s', (_, which, outcome, later, expected) => {
  const before = outcome === undefined ? undefined : told('x', outcome);
  expect(isTold(NOTICES[which], before, AT + later)).toBe(expected);
});

test.each([
  ['one that fails and has a name', failing, NOTICES.working],
  ['one of an earlier version, without a name', { ...failing, failure: undefined }, undefined],
  ['one that is in doubt', { ...failing, state: 'suspect' }, undefined],
  ['one that works', { state: 'working', checkedAt: AT }, undefined],
] as const)('of %s it is told that it works again', (_, health, notice) => {
  expect(workingNotice(health as ConnectionHealth)).toEqual(notice);
});

describe('whom the app knows to look after it', () => {
  const connection = (organization?: typeof LEAD) =>
    ({
      connectedBy: LEAD,
      ...(organization === undefined ? {} : { organization: { connectedBy: organization } }),
    }) as Connection;
  test.each([
    ['nobody', undefined, FIRST_POLICY, []],
    ['who connected it first', connection(OTHER_LEAD), FIRST_POLICY, ['lena', 'otto']],
    ['each once', connection(LEAD), { ...FIRST_POLICY, savedBy: LEAD }, ['lena']],
    [
      'who saved the policy, also where no connection is there',
      undefined,
      { ...FIRST_POLICY, savedBy: person('Pia') },
      ['pia'],
    ],
    ['those of a policy that can’t be read not', connection(), undefined, ['lena']],
  ] as const)('%s', (_, one, policy, expected) => {
    expect(knownAdmins(one, policy).map(({ accountId }) => accountId)).toEqual(expected);
  });
});

describe('what admins could not be told', () => {
  const notReached = (
    all: readonly Delivery[],
    health: ConnectionHealth | undefined = failing,
    late: Partial<LateCauses> = {},
  ) =>
    adminsNotReached(all.reduce(noteDelivery, noDeliveries('admins')), health, {
      overdue: [],
      missing: [],
      ...late,
    });
  const ofConnection = { about: 'connectionFailing', problem: 'nobodySees', isTriedAgain: true };

  test('is what fails now, and not what failed before, was told, or was never tried', () => {
    const notYet = told('connectionFailing:f1', 'notYet');
    expect(notReached([notYet])).toEqual([ofConnection]);
    expect(notReached([notYet], { ...failing, failure: 'f2' })).toEqual([]);
    expect(notReached([notYet], { state: 'working', checkedAt: AT })).toEqual([]);
    expect(notReached([told('connectionFailing:f1', 'told')])).toEqual([]);
    expect(notReached([])).toEqual([]);
  });

  test.each(['overdue', 'missing'] as const)('and what is %s now, once for all causes', (about) => {
    const all = [
      told(`${about}:projectArchived`, 'givenUp'),
      told(`${about}:siteRefused`, 'notYet'),
    ];
    expect(notReached(all, undefined, { [about]: ['projectHidden'] })).toEqual([]);
    expect(notReached(all, undefined, { [about]: ['projectArchived', 'siteRefused'] })).toEqual([
      { about, problem: 'nobodySees', isTriedAgain: false },
    ]);
    expect(
      notReached([...all, told('connectionFailing:f1', 'notYet')], failing, {
        [about]: ['siteRefused'],
      }),
    ).toEqual([ofConnection, { ...ofConnection, about }]);
  });
});
