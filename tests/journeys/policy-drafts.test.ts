import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import { bundlesBy } from '../support/bundles-by';
import { error, openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';
import { storedText } from '../support/stored-text';

/** What a policy would come to before it is saved: checked, tried, and versions that are put back. */
let world: World;
const { members, people, ruleInput, stage } = rulesBy(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

type Edit = InputOf<'policy.save'>;

async function inForce() {
  const { policy } = value(await world.as('Olivia Hart').admin('admin.load', {}));
  if (policy === undefined) throw new Error('The policy in force can’t be read');
  return policy;
}

/** The policy in force as the page would send it, but for `over`. */
async function edit(over: Partial<Edit> = {}): Promise<Edit> {
  const policy = await inForce();
  return {
    version: policy.version,
    connectionId: policy.connectionId ?? null,
    requestableGroups: policy.requestableGroups.map(({ groupId, unlockedFor, owners }) => ({
      groupId,
      unlockedFor: [...unlockedFor],
      owners: owners.map(({ accountId }) => accountId),
    })),
    rolesOf: policy.rolesOf,
    creation: policy.creation,
    fallbackApprovers: policy.fallbackApprovers.map(({ accountId }) => accountId),
    decideWithinDays: policy.decideWithinDays,
    longestTermDays: policy.longestTermDays ?? null,
    rules: [],
    ...over,
  };
}

const listed = (...names: readonly string[]): Edit['requestableGroups'] =>
  names.map((name) => ({ groupId: world.groupId(name), unlockedFor: [] }));
const stored = () => storedText(world.platform);

describe('a policy is checked before it is saved', () => {
  beforeEach(() => world.allow(['frontend'], { rules: [] }));

  test('it says what saving comes to, and writes nothing', async () => {
    const asked = await edit({
      requestableGroups: listed('frontend', 'design'),
      decideWithinDays: 5,
    });
    const before = await inForce();
    const checked = value(await world.as('Olivia Hart').admin('policy.check', asked));
    expect(checked.changes).toEqual([
      { of: 'groupAdded', groupId: world.groupId('design'), name: 'design' },
      { of: 'daysToDecide', before: before.decideWithinDays, after: 5 },
    ]);
    expect(await inForce()).toEqual(before);
    const saved = value(await world.as('Olivia Hart').admin('policy.save', asked));
    expect(checked.policy).toEqual(saved);
  });

  test('whom and what nobody knows is refused, by its id', async () => {
    const unknown = { groupId: 'no-such-group', unlockedFor: [], owners: ['no-such-person'] };
    const asked = await edit({
      requestableGroups: [...listed('frontend'), unknown],
      fallbackApprovers: ['nobody-at-all'],
    });
    expect(await world.as('Olivia Hart').admin('policy.check', asked)).toMatchObject({
      error: {
        refusal: {
          code: 'namesUnknown',
          groups: ['no-such-group'],
          people: ['nobody-at-all', 'no-such-person'],
        },
      },
    });
  });

  test('what saving would refuse is refused, for the same reason', async () => {
    const rules = [ruleInput({ name: '', stages: [stage(2, people('Grace Kim'))] }, 0)];
    const asked = await edit({ rules });
    const olivia = world.as('Olivia Hart');
    const checked = await olivia.admin('policy.check', asked);
    expect(checked).toMatchObject({
      error: { refusal: { faults: [{ fault: 'noName' }, { fault: 'tooFewDecide' }] } },
    });
    expect(await olivia.admin('policy.save', asked)).toEqual(checked);
  });
});

describe('a version that was in force once', () => {
  test('is read as it was, and put back by saving it, as a version of its own', async () => {
    await world.allow(['frontend', 'design'], {
      rules: [ruleInput({ name: 'Design', longestTermDays: 7 }, 0)],
    });
    const { version } = await inForce();
    await world.allow(['frontend'], { rules: [] });
    const olivia = world.as('Olivia Hart');
    const was = value(await olivia.admin('policy.version', { version }));
    expect(was.requestableGroups.map(({ name }) => name)).toEqual(['frontend', 'design']);
    expect(was.rules.map(({ name }) => name)).toEqual(['Design']);
    const groups = was.requestableGroups.map(({ name }) => name);
    const back = await edit({
      requestableGroups: listed(...groups),
      rules: [ruleInput({ name: 'Design', longestTermDays: 7 }, 0)],
    });
    const saved = value(await olivia.admin('policy.save', back));
    expect(saved).toMatchObject({ ...was, version: version + 2 });
  });

  test('is not there, if none was saved under its number', async () => {
    const olivia = world.as('Olivia Hart');
    for (const version of [0, -1, 9_999]) {
      expect(await olivia.admin('policy.version', { version })).toMatchObject({
        error: { code: 'notFound' },
      });
    }
  });

  test('puts no unlock back by somebody who may not give it', async () => {
    await world.allow(['frontend', 'site-admins'], { unlocked: ['site-admins'], rules: [] });
    const { version } = await inForce();
    await world.allow(['frontend']);
    const sofia = world.as('Sofia Costa');
    const was = value(await sofia.admin('policy.version', { version }));
    const requestableGroups = was.requestableGroups.map(({ groupId, unlockedFor }) => ({
      groupId,
      unlockedFor: [...unlockedFor],
    }));
    expect(requestableGroups.flatMap(({ unlockedFor }) => unlockedFor)).not.toEqual([]);
    const refused = { refusal: { code: 'takesSiteAdministrator', groups: ['site-admins'] } };
    const asked = await edit({ requestableGroups });
    for (const key of ['policy.check', 'policy.save'] as const) {
      expect(await sofia.admin(key, asked)).toMatchObject({ error: refused });
    }
  });
});

describe('a policy is tried before it is saved', () => {
  beforeEach(() => world.allow(['frontend', 'design'], { rules: [] }));

  const attempt = async (
    who: string,
    over: Partial<Edit>,
    { group = 'design', issueKey = 'WEB-1', by = 'Olivia Hart' } = {},
  ) =>
    world.as(by).admin('policy.try', {
      edit: await edit(over),
      accountId: world.person(who).accountId,
      access: { kind: 'group', groupId: world.groupId(group) },
      issueKey,
    });
  const verdict = (trial: { plan: { lines: readonly { verdict: unknown }[] } }) =>
    trial.plan.lines.map((line) => line.verdict);
  const approvers = (trial: {
    plan: { approvals: readonly { approvers: readonly { displayName: string }[] }[] };
  }) => trial.plan.approvals.map((one) => one.approvers.map(({ displayName }) => displayName));

  test('it says who would decide by which rule, for how long, and writes nothing', async () => {
    const rules = [
      ruleInput(
        {
          name: 'Drawing',
          stages: [stage(1, people('Grace Kim')), stage(1, members('security'))],
          longestTermDays: 20,
          usualTermDays: 4,
        },
        0,
      ),
    ];
    const before = stored();
    const trial = value(await attempt('Noah Okafor', { rules }));
    expect(stored()).toBe(before);
    expect(verdict(trial)).toEqual([{ verdict: 'change' }]);
    expect(trial).toMatchObject({
      sight: 'sees',
      rules: ['Drawing'],
      longestTermDays: 20,
      usualDays: 4,
    });
    expect(approvers(trial)[0]).toEqual(['Grace Kim']);
    expect(trial.plan.approvals[0]?.trace.length).toBeGreaterThan(0);
    // What is in force says otherwise.
    expect(approvers(value(await attempt('Noah Okafor', { rules: [] })))).toEqual([
      ['Maya Lindqvist'],
    ]);
  });

  describe('with a bundle', () => {
    const { bundle, levelled } = bundlesBy(() => world);
    const attemptBundle = async (
      over: Partial<Edit>,
      bundleId: string,
      levelId?: string,
      by = 'Olivia Hart',
    ) =>
      world.as(by).admin('policy.try', {
        edit: await edit(over),
        accountId: world.person('Priya Raman').accountId,
        access: { kind: 'bundle', bundleId, levelId },
        issueKey: 'WEB-1',
      });

    test('each part has its own verdict, rules and longest term, and all is asked for together', async () => {
      const rules = [
        ruleInput(
          { name: 'Drawing', stages: [stage(1, people('Grace Kim'))], longestTermDays: 20 },
          0,
        ),
      ];
      const before = stored();
      const bundles = [bundle('Starter', 'design', 'frontend', 'WEB/Viewers')];
      const trial = value(await attemptBundle({ rules, bundles }, 'starter'));
      expect(stored()).toBe(before);
      expect(trial).toMatchObject({ bundle: 'Starter', longestTermDays: 20, rules: ['Drawing'] });
      expect(verdict(trial)).toEqual(Array.from({ length: 3 }, () => ({ verdict: 'change' })));
      expect(
        trial.parts.map((part) => [part.entitlement.name, part.rules, part.longestTermDays]),
      ).toEqual([
        ['design', ['Drawing'], 20],
        ['frontend', [], undefined],
        ['Viewers', [], undefined],
      ]);
      expect(approvers(trial).flat()).toEqual(expect.arrayContaining(['Grace Kim']));
      expect(trial.plan.refusal).toBeUndefined();
    });

    test('a level is tried as what is in it alone', async () => {
      const bundles = [
        levelled('Developer', { read: ['frontend'], write: ['frontend', 'design'] }),
      ];
      const names = async (levelId: string) => {
        const trial = value(await attemptBundle({ bundles }, 'developer', levelId));
        return [trial.bundle, trial.parts.map(({ entitlement }) => entitlement.name)];
      };
      expect(await names('read')).toEqual(['Developer, read', ['frontend']]);
      expect(await names('write')).toEqual(['Developer, write', ['frontend', 'design']]);
    });

    test('a part that nobody can ask for is told, and that the bundle could not be asked for as a whole', async () => {
      const bundles = [bundle('Starter', 'design', 'frontend')];
      await world.allow(['frontend', 'design'], { rules: [], bundles });
      const requestableGroups = listed('frontend');
      const trial = value(await attemptBundle({ requestableGroups, bundles }, 'starter'));
      expect(trial.plan.refusal).toMatchObject({ code: 'bundleNotWhole', bundle: 'Starter' });
      expect(verdict(trial)).toMatchObject([{ verdict: 'refused' }, { verdict: 'change' }]);
    });

    test('what the draft does not have is not tried, nor is anything for whoever is no Jira admin', async () => {
      const bundles = [levelled('Developer', { read: ['frontend'] })];
      for (const [bundleId, levelId] of [
        ['gone'],
        ['developer'],
        ['developer', 'write'],
      ] as const) {
        expect(await attemptBundle({ bundles }, bundleId, levelId)).toMatchObject({
          error: { code: 'request', refusal: { code: 'bundleGone' } },
        });
      }
      const refused = await attemptBundle({ bundles }, 'developer', 'read', 'Noah Okafor');
      expect(error(refused).code).toBe('notAllowed');
    });
  });

  test('whoever may not ask by a rule is told which it is', async () => {
    const rules = [ruleInput({ name: 'Security', askers: [world.groupId('security')] }, 0)];
    const trial = value(await attempt('Priya Raman', { rules }));
    expect(verdict(trial)).toEqual([
      { verdict: 'refused', reason: 'askerNotAllowed', rule: 'Security' },
    ]);
  });

  test('nobody decides what they ask for themselves, and a draft lets nobody', async () => {
    const rules = [ruleInput({ stages: [stage(1, people('Noah Okafor'))] }, 0)];
    const trial = value(await attempt('Noah Okafor', { rules, fallbackApprovers: [] }));
    expect(trial.plan.refusal?.code).toBe('noApprover');
  });

  test('a protected group is refused, as the draft has not unlocked it', async () => {
    const requestableGroups = listed('frontend', 'site-admins');
    const trial = value(
      await attempt('Noah Okafor', { requestableGroups }, { group: 'site-admins' }),
    );
    expect(verdict(trial)).toMatchObject([{ verdict: 'refused' }]);
  });

  test('what can’t be saved can’t be tried', async () => {
    const rules = [ruleInput({ name: '' }, 0)];
    expect(await attempt('Noah Okafor', { rules })).toMatchObject({ error: { code: 'policy' } });
  });

  test('only in a work item that the admin sees', async () => {
    expect(await attempt('Noah Okafor', {}, { issueKey: 'NONE-1' })).toMatchObject({
      error: { code: 'notFound', what: 'issue' },
    });
  });

  test('the roles of the work item’s project are offered', async () => {
    const olivia = world.as('Olivia Hart');
    const { projectId, roles } = value(
      await olivia.admin('admin.issueRoles', { issueKey: 'web-1' }),
    );
    expect(projectId).toBe(world.platform.atlassian.directory.projectOf('WEB').id);
    expect(roles.items.map(({ name }) => name)).toContain('Developers');
  });
});
