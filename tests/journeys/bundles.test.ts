import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import { openWorld, value, type World } from '../support/open-world';

/** Bundles: what an admin puts under one name, to be asked for together. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

type Edit = InputOf<'policy.save'>;
type BundleInput = NonNullable<Edit['bundles']>[number];

const olivia = () => world.as('Olivia Hart');
const group = (name: string) => ({ kind: 'group' as const, groupId: world.groupId(name) });
const role = (name: string) => ({
  kind: 'role' as const,
  projectId: world.platform.atlassian.directory.projectOf('WEB').id,
  roleId: world.roleId('WEB', name),
});
const bundle = (over: Partial<BundleInput> = {}): BundleInput => ({
  id: 'developer',
  name: 'Developer, read only',
  description: 'For whoever joins a team.',
  owner: world.person('Grace Kim').accountId,
  contents: [group('frontend'), group('design'), role('Viewers')],
  ...over,
});

async function inForce() {
  const { policy } = value(await olivia().admin('admin.load', {}));
  if (policy === undefined) throw new Error('The policy in force can’t be read');
  return policy;
}

async function edit(over: Partial<Edit>): Promise<Edit> {
  const { requestableGroups, version, connectionId, rolesOf, creation, decideWithinDays } =
    await inForce();
  return {
    version,
    connectionId: connectionId ?? null,
    requestableGroups: requestableGroups.map(({ groupId }) => ({ groupId, unlockedFor: [] })),
    rolesOf,
    creation,
    decideWithinDays,
    fallbackApprovers: [],
    longestTermDays: null,
    rules: [],
    ...over,
  };
}
const save = async (over: Partial<Edit>) => olivia().admin('policy.save', await edit(over));
const faults = async (over: Partial<BundleInput>) => {
  const answer = await save({ bundles: [bundle(over)] });
  return answer.ok ? [] : answer.error;
};

describe('a bundle is saved', () => {
  beforeAll(() => world.allow(['frontend', 'design', 'qa']));

  test('with what is in it and its owner as they are called now', async () => {
    const saved = value(await save({ bundles: [bundle({ name: ' Developer, read only ' })] }));
    expect(saved.bundles).toMatchObject([
      {
        id: 'developer',
        name: 'Developer, read only',
        owner: { displayName: 'Grace Kim' },
        contents: [
          { name: 'frontend' },
          { name: 'design' },
          { projectKey: 'WEB', name: 'Viewers' },
        ],
      },
    ]);
    expect((await inForce()).bundles).toEqual(saved.bundles);
    const { items } = value(await olivia().admin('audit.list', { kind: 'policy.changed' }));
    expect(items[0]?.event).toMatchObject({
      changes: [{ of: 'bundleAdded', bundleId: 'developer', name: 'Developer, read only' }],
    });
  });

  test('and stays where nothing is said of bundles, as by a page of an earlier version', async () => {
    const saved = value(await save({ decideWithinDays: 9 }));
    expect(saved.bundles).toHaveLength(1);
  });

  test.each<[string, () => Partial<BundleInput>, object]>([
    [
      'a group that is not listed',
      () => ({ contents: [group('mobile')] }),
      { fault: 'contentsUnknown', contents: [{ kind: 'group' }] },
    ],
    [
      'a group that is not there',
      () => ({ contents: [{ kind: 'group', groupId: 'no-such' }] }),
      { fault: 'contentsUnknown', contents: [{ kind: 'group', groupId: 'no-such' }] },
    ],
    [
      'a role that is not there',
      () => ({ contents: [{ kind: 'role', projectId: '10000', roleId: '999' }] }),
      {
        fault: 'contentsUnknown',
        contents: [{ kind: 'role', projectId: '10000', roleId: '999' }],
      },
    ],
    ['an owner whom nobody knows', () => ({ owner: '712020:nobody' }), { fault: 'ownerUnknown' }],
    ['nothing', () => ({ contents: [] }), { fault: 'empty' }],
    ['more new roles than one save can ask the site for', () => ({}), { fault: 'tooManyNewRoles' }],
  ])('not with %s, which is told at its bundle', async (what, over, fault) => {
    const { version } = await inForce();
    const roles = (from: number) =>
      Array.from({ length: 10 }, (_, at) => ({
        kind: 'role' as const,
        projectId: '10000',
        roleId: `${from + at}`,
      }));
    const many = what.startsWith('more');
    const bundles = many
      ? [1, 2, 3, 4, 5].map((n) =>
          bundle({ id: `b${n}`, name: `B${n}`, contents: roles(100 * n + 1_000) }),
        )
      : [bundle({ id: 'new', ...over() })];
    const answer = await save({ bundles });
    expect(answer).toMatchObject({ error: { code: 'policy', refusal: { code: 'bundles' } } });
    expect(JSON.stringify(answer)).toContain(`"fault":"${(fault as { fault: string }).fault}"`);
    if (!many) {
      expect(answer).toMatchObject({
        error: { refusal: { faults: [{ bundleId: 'new', ...fault }] } },
      });
    }
    expect((await inForce()).version).toBe(version);
  });

  test('with a group that was delisted since, which keeps nothing else from being saved', async () => {
    value(await save({ bundles: [bundle()] }));
    const listed = (await inForce()).requestableGroups.filter(({ name }) => name !== 'design');
    const saved = value(
      await save({
        requestableGroups: listed.map(({ groupId }) => ({ groupId, unlockedFor: [] })),
        bundles: [bundle({ description: 'Other words.' })],
      }),
    );
    expect(saved.bundles[0]?.contents).toMatchObject([
      { name: 'frontend' },
      { name: 'design' },
      { name: 'Viewers' },
    ]);
    // In another one, it is new.
    expect(await faults({ id: 'other' })).toMatchObject({
      refusal: { faults: [{ fault: 'contentsUnknown' }] },
    });
  });

  test('as it was in a version before, once that is put back', async () => {
    await world.allow(['frontend', 'design', 'qa']);
    value(await save({ bundles: [bundle()] }));
    const { version } = await inForce();
    value(await save({ bundles: [bundle({ contents: [group('qa')], owner: null })] }));
    const { items } = value(await olivia().admin('audit.list', { kind: 'policy.changed' }));
    expect(items[0]?.event).toMatchObject({
      changes: [{ of: 'bundleSays', parts: [{ part: 'owner' }, { part: 'contents' }] }],
    });
    const was = value(await olivia().admin('policy.version', { version }));
    expect(was.bundles[0]?.contents).toHaveLength(3);
    expect(value(await save({ bundles: [] })).bundles).toEqual([]);
    const back = value(await save({ bundles: [bundle()] }));
    expect(back.bundles).toEqual(was.bundles);
  });
});

describe('a bundle with levels', () => {
  const levels = () => [
    { id: 'r', name: ' read only ', contents: [role('Viewers')] },
    { id: 'w', name: 'write', contents: [role('Viewers'), group('frontend')] },
  ];
  const levelled = (over: Partial<BundleInput> = {}) =>
    bundle({ name: 'Developer', contents: [], levels: levels(), ...over });
  beforeAll(() => world.allow(['frontend', 'design', 'qa']));

  test('is saved with them in their order, and told in the audit', async () => {
    value(await save({ bundles: [bundle({ name: 'Developer', contents: [group('frontend')] })] }));
    const saved = value(await save({ bundles: [levelled()] }));
    expect(saved.bundles).toMatchObject([
      {
        contents: [],
        levels: [
          { id: 'r', name: 'read only', contents: [{ name: 'Viewers', projectKey: 'WEB' }] },
          { id: 'w', name: 'write', contents: [{ name: 'Viewers' }, { name: 'frontend' }] },
        ],
      },
    ]);
    const { items } = value(await olivia().admin('audit.list', { kind: 'policy.changed' }));
    expect(items[0]?.event).toMatchObject({
      changes: [{ of: 'bundleSays', parts: [{ part: 'contents' }, { part: 'levels' }] }],
    });
    const turned = value(await save({ bundles: [levelled({ levels: levels().reverse() })] }));
    expect(turned.bundles[0]?.levels.map(({ id }) => id)).toEqual(['w', 'r']);
  });

  test('keeps them where a page of an earlier version says nothing of them, and has none once its file has contents', async () => {
    value(await save({ bundles: [levelled()] }));
    const { levels: _none, ...earlier } = levelled({ description: 'Other words.' });
    expect(value(await save({ bundles: [earlier] })).bundles).toMatchObject([
      { description: 'Other words.', levels: [{ id: 'r' }, { id: 'w' }] },
    ]);
    const plain = value(await save({ bundles: [{ ...earlier, contents: [group('qa')] }] }));
    expect(plain.bundles).toMatchObject([{ contents: [{ name: 'qa' }], levels: [] }]);
    value(await save({ bundles: [levelled()] }));
    const without = await save({ bundles: [levelled({ levels: [] })] });
    expect(without).toMatchObject({ error: { refusal: { faults: [{ fault: 'empty' }] } } });
  });

  test.each<[string, () => Partial<BundleInput>, object]>([
    [
      'a group in a level that is not listed',
      () => ({ levels: [...levels(), { id: 'a', name: 'admin', contents: [group('mobile')] }] }),
      { fault: 'contentsUnknown', levelId: 'a' },
    ],
    [
      'a level that reads like another',
      () => ({ levels: [...levels(), { id: 'a', name: 'WRITE', contents: [group('qa')] }] }),
      { fault: 'levelNameTaken', levelId: 'a' },
    ],
    [
      'a level in which nothing is',
      () => ({ levels: [...levels(), { id: 'a', name: 'admin', contents: [] }] }),
      { fault: 'empty', levelId: 'a' },
    ],
    ['something beside them', () => ({ contents: [group('qa')] }), { fault: 'besideLevels' }],
  ])('is not saved with %s', async (_, over, fault) => {
    const { version } = await inForce();
    expect(await save({ bundles: [levelled({ id: 'fresh', ...over() })] })).toMatchObject({
      error: { code: 'policy', refusal: { code: 'bundles', faults: [fault] } },
    });
    expect((await inForce()).version).toBe(version);
  });

  test.each([
    ['more than there is room for', Array.from({ length: 6 }, (_, at) => `${at}`)],
    ['two of one id', ['r', 'r']],
    ['an id that no page makes', ['R R']],
  ])('is refused with %s', async (_, ids) => {
    const contents = [group('qa')];
    const many = ids.map((id, at) => ({ id, name: `L${at}`, contents }));
    expect(await save({ bundles: [levelled({ levels: many })] })).toMatchObject({
      error: { code: 'badInput' },
    });
  });

  test('of which a level keeps a group that was delisted since, and no other takes it up', async () => {
    value(await save({ bundles: [levelled()] }));
    const listed = (await inForce()).requestableGroups.filter(({ name }) => name !== 'frontend');
    const requestableGroups = listed.map(({ groupId }) => ({ groupId, unlockedFor: [] }));
    const saved = value(
      await save({ requestableGroups, bundles: [levelled({ description: 'Other.' })] }),
    );
    expect(saved.bundles[0]?.levels[1]?.contents).toMatchObject([{}, { name: 'frontend' }]);
    const other = levelled({ id: 'other', name: 'Others' });
    expect(await save({ bundles: [levelled(), other] })).toMatchObject({
      error: {
        refusal: { faults: [{ bundleId: 'other', fault: 'contentsUnknown', levelId: 'w' }] },
      },
    });
  });
});

test('roles for a bundle are those of projects of the connected site that the admin sees', async () => {
  const found = value(await olivia().admin('admin.siteProjects', { query: 'web' }));
  const [project] = found.items;
  expect(project).toMatchObject({ key: 'WEB' });
  const roles = value(
    await olivia().admin('admin.siteRoles', { projectId: project?.projectId ?? '' }),
  );
  expect(roles.items.map(({ name }) => name)).toContain('Viewers');
  expect(value(await olivia().admin('admin.siteRoles', { projectId: 'no-such' })).items).toEqual(
    [],
  );
});
