import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { policyStore } from '../../src/adapters/storage/policy-store';
import type { Connection } from '../../src/domain/connection/connection';
import { FIRST_POLICY, type Policy } from '../../src/domain/policy/policy';
import type { IssueRef } from '../../src/domain/request/access-request';
import { loadForm } from '../../src/operations/request/load-form';
import { searchRequestableGroups } from '../../src/operations/request/search-requestable-groups';
import type { Directory } from '../../src/ports/directory';
import type { Site } from '../../src/ports/site';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';
import { connection, ISSUE } from '../support/samples';

// The site is only looked at: one serves them all.
let platform: Platform;
let directory: Directory;
beforeAll(async () => {
  platform = await openBench();
  directory = openDirectory(platform);
});
afterAll(() => platform.close());

/** So many groups, the last of them by name first. */
const listing = (count: number): Policy => ({
  ...FIRST_POLICY,
  requestableGroups: Array.from({ length: count }, (_, place) => {
    const name = `Team ${String(count - place).padStart(3, '0')}`;
    return { kind: 'group', groupId: name, name, unlockedFor: [] };
  }),
});
/** Saves it as what is in force; only its version is another. */
async function inForce(policy: Policy): Promise<void> {
  version += 1;
  await inForge(() => commit({ policy: { ...policy, version } }));
}
let version: number = FIRST_POLICY.version;

async function connect(tokenKind: Connection['tokenKind']): Promise<void> {
  revision += 1;
  await inForge(() => commit({ connection: { ...connection, revision, tokenKind } }));
}
let revision = 0;

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const issue = (): IssueRef => ({
  ...ISSUE,
  projectId: platform.atlassian.directory.projectOf('WEB').id,
});

describe('what the form offers', () => {
  const load = (of = issue(), connectionId = 'site') =>
    inForge(async () => {
      const siteOf = () => ({ directory }) as Site;
      const ports = { connections: connectionStore, policies: policyStore, siteOf };
      const form = await loadForm(ports, connectionId, of);
      return form.ok ? form.value : form.error.code;
    });

  beforeAll(() => connect('unscoped'));

  test('is nothing without a connection', async () => {
    expect(await load(issue(), 'elsewhere')).toBe('notConnected');
  });

  test('is the issue’s project and its roles', async () => {
    expect(await load()).toMatchObject({
      project: { projectId: issue().projectId },
      roles: { items: expect.arrayContaining([expect.objectContaining({ name: 'Developers' })]) },
    });
  });

  test('has no project and no role where another site is connected than that of the issue', async () => {
    expect(await load({ ...issue(), cloudId: 'elsewhere' })).toMatchObject({
      project: undefined,
      roles: { items: [], unreadable: 0 },
    });
  });

  test.each([
    [0, false],
    [50, false],
    [51, true],
  ])(
    'has the first fifty groups by name, and says whether there are more: of %s',
    async (count, more) => {
      await inForce(listing(count));
      const form = await load();
      if (typeof form === 'string') throw new Error(form);
      expect(form.moreGroups).toBe(more);
      expect(form.groups.map(({ name }) => name)).toEqual(
        Array.from(
          { length: Math.min(count, 50) },
          (_, place) => `Team ${String(place + 1).padStart(3, '0')}`,
        ),
      );
    },
  );

  test.each([
    ['unscoped', { users: true, groups: true }, { users: true, groups: true }],
    ['scoped', { users: true, groups: true }, { users: false, groups: true }],
    ['unscoped', { users: false, groups: true }, { users: false, groups: true }],
    ['unscoped', { users: true, groups: false }, { users: true, groups: false }],
  ] as const)(
    'with a token that is %s, and %o allowed, creates %o',
    async (tokenKind, creation, offered) => {
      await inForce({ ...FIRST_POLICY, creation });
      await connect(tokenKind);
      expect(await load()).toMatchObject({ creation: offered });
    },
  );
});

describe('groups that can be asked for, by a part of their name', () => {
  beforeAll(() => inForce(listing(60)));

  test.each([
    [' TEAM 01 ', 10, 'Team 010'],
    ['004', 1, 'Team 004'],
    ['', 50, 'Team 001'],
    ['nobody', 0, undefined],
  ])('“%s” finds %s of them, the first by name first', async (query, count, first) => {
    const groups = await inForge(() => searchRequestableGroups(policyStore, 'site', query));
    const found = groups.map(({ name }) => name);
    expect([found.length, found[0]]).toEqual([count, first]);
    expect(found).toEqual(found.toSorted());
  });
});
