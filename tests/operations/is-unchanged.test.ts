import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { policyStore } from '../../src/adapters/storage/policy-store';
import type { Connection } from '../../src/domain/connection/connection';
import { rulesOf } from '../../src/domain/plan/rules-of';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import type { GroupProtection } from '../../src/domain/protection/group-protection';
import { isUnchanged } from '../../src/operations/effects/is-unchanged';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, connection, developers, frontend, liveState, ordinaryGroup } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const site = () => platform.atlassian.directory;
const groupId = () => site().groupNamed('frontend').groupId;
const write = (writes: Parameters<typeof commit>[0]) => inForge(() => commit(writes));
const answerAll = (status: number) =>
  platform.atlassian.faults.add({ path: /./, effect: { kind: 'answer', status, body: '{}' } });

/** What a block was judged on, then a change, and whether all is as it was. */
async function look({
  of = 'group' as 'group' | 'role',
  connected = connection as Connection | null,
  protection = [] as GroupProtection[],
  meanwhile = (): unknown => undefined,
} = {}): Promise<boolean> {
  if (connected !== null) await write({ connection: connected });
  const group = of === 'group' ? { groupId: groupId(), protection } : undefined;
  await meanwhile();
  const ports = {
    policies: policyStore,
    connections: connectionStore,
    directory: openDirectory(platform),
  };
  const judgedOn = {
    connectionId: 'site',
    policy: FIRST_POLICY,
    connection: connected ?? undefined,
    group,
  };
  return inForge(() => isUnchanged(ports, judgedOn));
}

const savePolicy = () => write({ policy: { ...FIRST_POLICY, version: 2 } });
const reconnect = (over: Partial<Connection>) => () =>
  write({ connection: { ...connection, revision: 2, ...over } });

describe('nothing more is sent on an earlier look', () => {
  describe.each(['group', 'role'] as const)('about a %s', (of) => {
    test.each([
      ['the policy is saved anew', savePolicy],
      ['the token is replaced', reconnect({ credentialId: 'c2' })],
      ['the site is disconnected', () => write({ connection: { removed: connection } })],
    ])('once %s', async (_, meanwhile) => {
      expect(await look({ of, meanwhile })).toBe(false);
    });
  });

  test.each([
    ['gains administration of Jira', () => site().grant(groupId(), 'ADMINISTER')],
    ['gains administration of the site', () => site().grant(groupId(), 'SYSTEM_ADMIN')],
    [
      'gets the name of one that administers',
      () => site().renameGroup(groupId(), 'jira-admins-acme'),
    ],
    ['is gone', () => site().removeGroup(groupId())],
  ])('once the group %s', async (_, meanwhile) => {
    expect(await look({ meanwhile })).toBe(false);
  });

  test('once the group no longer grants what it was protected for', async () => {
    expect(await look({ protection: ['jiraAdministration'] })).toBe(false);
  });

  test.each([
    ['once the site does not tell which groups administer', []],
    ['where it did not tell before either', ['notKnown']],
  ] as const)('%s', async (_, protection) => {
    const meanwhile = () =>
      platform.atlassian.faults.add({
        path: /^\/group\/bulk/,
        query: /accessType=admin(&|$)/,
        effect: { kind: 'answer', status: 403, body: '{}' },
      });
    expect(await look({ protection: [...protection], meanwhile })).toBe(false);
  });
});

describe('it goes on', () => {
  test('where nothing has changed', async () => {
    expect(await look()).toBe(true);
  });

  test('where only how the connection works is another', async () => {
    const meanwhile = reconnect({ health: { state: 'working', checkedAt: AT + 1 } });
    expect(await look({ meanwhile })).toBe(true);
  });

  test('where the group grants what it was unlocked for', async () => {
    site().grant(groupId(), 'ADMINISTER');
    expect(await look({ protection: ['jiraAdministration'] })).toBe(true);
  });

  test('about a role without a question to the site', async () => {
    expect(await look({ of: 'role', meanwhile: () => answerAll(503) })).toBe(true);
  });

  test('where there was no connection, and is none', async () => {
    expect(await look({ of: 'role', connected: null })).toBe(true);
  });
});

test.each([
  ['a group that was found', frontend, liveState(), { groupId: 'g1', protection: [] }],
  [
    'a protected one',
    frontend,
    liveState({ groups: new Map([['g1', { ...ordinaryGroup, protection: ['adminLabel'] }]]) }),
    { groupId: 'g1', protection: ['adminLabel'] },
  ],
  ['a group that was not found', frontend, liveState({ groups: new Map() }), undefined],
  ['a role', developers, liveState(), undefined],
] as const)('what is looked at again of %s', (_, entitlement, live, found) => {
  expect(rulesOf(entitlement).protectionOn(live)).toEqual(found);
});
