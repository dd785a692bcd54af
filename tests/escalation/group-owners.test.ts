import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { approve, ask, auditOf, get, type NamedAsk } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy } from '../support/rules-by';

/** The owners whom the policy names for a group, where a rule asks them: barred as a lead is, and nobody of anything else. */
let world: World;
const site = putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const { LEAD, OWNER, ownedBy, stage, about, rules, ruleInput } = rulesBy(() => world);
const [EMMA, LIAM, MAYA] = ['Emma Fischer', 'Liam Chen', 'Maya Lindqvist'] as const;
const NAMED: NamedAsk = { issue: 'WEB-1', people: ['Priya Raman'], add: ['design'] };
const submit = (over: Partial<NamedAsk> = {}) =>
  ask(world, world.as('Noah Okafor'), { ...NAMED, ...over });
const decide = (name: string, request: RequestView) => approve(world.as(name), 'WEB-1', request);
const now = (request: RequestView) => get(world.as('Noah Okafor'), 'WEB-1', request.id);
const names = (all: readonly { readonly displayName: string }[]) =>
  all.map(({ displayName }) => displayName);

describe('the owner of a group', () => {
  test('decides about it, and the project lead does not', async () => {
    await ownedBy(EMMA, LIAM);
    const request = value(await submit());
    expect(request.approvals.map(({ approvers }) => names(approvers))).toEqual([[EMMA, LIAM]]);
    expect(request.approvals[0]?.trace[0]?.tried).toEqual({
      source: 'groupOwner',
      group: 'design',
    });
    expect(error(await decide(MAYA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
    value(await decide(LIAM, request));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
    expect(world.members('design')).toContain('Priya Raman');
  });

  test.each<[string, readonly string[], Partial<NamedAsk>, () => void, string]>([
    ['asks', ['Noah Okafor'], {}, () => {}, 'isRequester'],
    ['gains', [EMMA], { people: [EMMA] }, () => {}, 'gains'],
    ['is inactive', [EMMA], {}, () => site().inactive(EMMA), 'inactive'],
    ['does not see the work item', ['Grace Kim'], { issue: 'FIN-1' }, () => {}, 'cannotSeeIssue'],
    ['is not named', [], {}, () => {}, 'nobody'],
  ])('does not decide who %s', async (_, owners, over, before, outcome) => {
    await ownedBy(...owners);
    before();
    const asker = over.issue === 'FIN-1' ? 'Ingrid Solberg' : 'Noah Okafor';
    const refused = error(await ask(world, world.as(asker), { ...NAMED, ...over }));
    expect(refused).toMatchObject({ refusal: { code: 'noApprover', rules: ['Rule 0'] } });
    expect(JSON.stringify(refused)).toContain(`"outcome":"${outcome}"`);
  });

  test('is nobody for a role: a lead decides it, or it is refused', async () => {
    const roles = about([], { roles: true });
    await rules({ what: roles, stages: [stage(1, OWNER)] });
    const role = { people: ['Priya Raman'], add: ['WEB/Viewers'] };
    expect(error(await submit(role))).toMatchObject({ refusal: { code: 'noApprover' } });
    await rules({ what: roles, stages: [stage(1, OWNER, LEAD)] });
    const request = value(await submit(role));
    expect(request.approvals.map(({ approvers }) => names(approvers))).toEqual([[MAYA]]);
  });

  test('is waited for while it is not listed: no fallback approver decides in their place', async () => {
    const lists = (...groups: readonly string[]) =>
      world.allow(groups, {
        fallbackApprovers: ['Grace Kim'],
        owners: groups.includes('design') ? { design: [EMMA] } : {},
        rules: [ruleInput({ stages: [stage(1, OWNER)] }, 0)],
      });
    await lists('design', 'frontend');
    const request = value(await submit());
    await lists('frontend');
    await world.sweep();
    for (const name of ['Grace Kim', MAYA, EMMA])
      expect(error(await decide(name, await now(request)))).toMatchObject({
        refusal: { code: 'notYourTurn' },
      });
    expect((await now(request)).approvals[0]?.trace).toEqual([
      { tried: { source: 'groupOwner', group: 'design' }, outcome: 'notListed' },
    ]);
    await lists('design', 'frontend');
    await world.sweep();
    value(await decide(EMMA, await now(request)));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });

  test('who owns it no more decides no more, and whoever does is told', async () => {
    await ownedBy(EMMA);
    const request = value(await submit());
    await ownedBy(LIAM);
    await world.sweep();
    expect(error(await decide(EMMA, await now(request)))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: LIAM }] },
    });
    const told = world.platform.atlassian.notificationsOf(world.person(LIAM).accountId);
    expect(told[0]?.issueKey).toBe('WEB-1');
    value(await decide(LIAM, await now(request)));
  });

  test('who comes to gain by it after the decision is given nothing', async () => {
    await ownedBy(EMMA);
    const request = value(await submit({ people: [], invite: ['new@acme.example'] }));
    value(await decide(EMMA, request));
    site().address(EMMA, 'new@acme.example');
    await world.settle();
    expect(world.members('design')).not.toContain(EMMA);
  });
});

describe('who owns a group', () => {
  test.each([
    ['group', { requestableGroups: ['design', 'design'] }],
    ['rule', { rules: [0, 0] }],
  ] as const)(
    'is not saved where a %s is sent twice, of which one would be lost',
    async (_, over) => {
      await ownedBy(EMMA);
      const olivia = world.as('Olivia Hart');
      const before = value(await olivia.admin('admin.load', {})).policy;
      const { requestableGroups = ['design'], rules: places = [0] } = { ...over } as {
        requestableGroups?: readonly string[];
        rules?: readonly number[];
      };
      const saved = await olivia.admin('policy.save', {
        version: before?.version ?? 0,
        connectionId: before?.connectionId ?? null,
        requestableGroups: requestableGroups.map((name, nth) => ({
          groupId: world.groupId(name),
          unlockedFor: [],
          owners: nth === 0 ? [] : [world.person(LIAM).accountId],
        })),
        rolesOf: 'issueProject',
        creation: { users: true, groups: true },
        fallbackApprovers: [],
        decideWithinDays: 7,
        longestTermDays: null,
        rules: places.map((place, nth) => ({ ...ruleInput({}, place), name: `Rule ${nth}` })),
      });
      expect(error(saved)).toMatchObject({ code: 'badInput' });
      expect(value(await olivia.admin('admin.load', {})).policy).toEqual(before);
    },
  );

  test('is in the audit, and stays as it is where a page does not say', async () => {
    await ownedBy(EMMA);
    const olivia = world.as('Olivia Hart');
    const load = async () => value(await olivia.admin('admin.load', {})).policy;
    const { version = 0, connectionId = null } = (await load()) ?? {};
    value(
      await olivia.admin('policy.save', {
        version,
        connectionId,
        requestableGroups: [{ groupId: world.groupId('design'), unlockedFor: [] }],
        rolesOf: 'issueProject',
        creation: { users: true, groups: true },
        fallbackApprovers: [],
        decideWithinDays: 7,
        longestTermDays: null,
        rules: [ruleInput({}, 0)],
      }),
    );
    expect((await load())?.requestableGroups.map(({ owners }) => names(owners))).toEqual([[EMMA]]);
    const [, named] = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'policy.changed' ? [event.changes] : [],
    );
    expect(named).toContainEqual(
      expect.objectContaining({
        of: 'owners',
        after: [expect.objectContaining({ displayName: EMMA })],
      }),
    );
  });
});
