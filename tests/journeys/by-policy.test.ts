import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import {
  approve,
  ask,
  askAndApprove,
  askOf,
  auditOf,
  get,
  type NamedAsk,
  steps,
} from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { type RuleInput, rulesBy } from '../support/rules-by';

/** What the policy decides in place of people, as an admin has signed. */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
/** Saves the policy, and so signs it. */
const OLIVIA = 'Olivia Hart';
const WEEK = { kind: 'days', days: 7 } as const;
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());
const { about, people, ruleInput, stage } = rulesBy(() => world);

const byPolicy = (over: Partial<RuleInput> = {}, place = 0) =>
  ruleInput({ byPolicy: true, longestTermDays: 30, ...over }, place);
const signs = (...rules: readonly RuleInput[]) =>
  world.allow(['frontend', 'design'], { rules: [...rules] });
const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['design'], term: WEEK };
const asks = async (more: Partial<NamedAsk> = {}, by = NOAH) => {
  const request = value(await ask(world, world.as(by), { ...named, ...more }));
  await world.settle();
  return request;
};
const now = ({ id }: RequestView, by = NOAH) => get(world.as(by), 'WEB-1', id);
const preview = (more: Partial<NamedAsk> = {}, by = NOAH) => {
  const asked = { ...named, ...more };
  const input = { ask: askOf(world, asked), term: asked.term ?? WEEK };
  return world.as(by).panel('request.preview', 'WEB-1', input).then(value);
};
const events = async (kind: string) =>
  (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => text.includes('without approval'));
const version = async () =>
  value(await world.as(OLIVIA).admin('admin.load', {})).policy?.version ?? 0;

test('it is given at once, and everywhere it is said by which version, and who signed it', async () => {
  await signs(byPolicy());
  const policyVersion = await version();
  expect((await preview()).byPolicy).toMatchObject({
    policyVersion,
    signedBy: { displayName: OLIVIA },
    rules: ['Rule 0'],
    told: [{ displayName: MAYA }],
    isAll: true,
  });
  const request = await asks();
  expect(request).toMatchObject({ state: 'approved' });
  expect(world.members('design')).toContain(PRIYA);
  expect(await now(request)).toMatchObject({
    state: 'completed',
    approvals: [
      {
        rules: ['Rule 0'],
        approvers: [],
        decisions: [{ decision: 'byPolicy', by: { displayName: OLIVIA }, policyVersion }],
      },
    ],
  });
  expect(await events('request.decidedByPolicy')).toMatchObject([
    {
      actor: { kind: 'app' },
      policyVersion,
      signedBy: { displayName: OLIVIA },
      rules: ['Rule 0'],
    },
  ]);
  expect(await events('request.approved')).toEqual([]);
  // Whoever would have been asked is told, and has nothing to decide.
  expect(told(MAYA)).toEqual([
    expect.stringMatching(
      /Noah Okafor asked for access\. It is given without approval, by version \d+ of the access policy, which Olivia Hart signed.*design/s,
    ),
  ]);
  expect(value(await world.as(MAYA).access('access.toDecide', {})).items).toEqual([]);
  expect(told(NOAH)).toEqual([
    expect.stringMatching(/given without approval, by version \d+ .*Olivia Hart/),
  ]);
  const held = value(await world.as(PRIYA).access('access.held', {}));
  expect(held.items).toMatchObject([
    { from: { policyVersions: [policyVersion], approvedBy: [{ displayName: OLIVIA }] } },
  ]);
  const { items } = value(await world.as(OLIVIA).admin('audit.entries', {}));
  expect(items.find((one) => one.of === 'request')).toMatchObject({
    request: {
      decisions: [{ decision: 'byPolicy', by: { displayName: OLIVIA }, policyVersion }],
    },
  });
});

test('it ends with its term, and whoever would have been asked can end it before', async () => {
  await signs(byPolicy());
  const request = await asks();
  const place = {
    subject: { kind: 'person' as const, accountId: world.person(PRIYA).accountId },
    access: { kind: 'group' as const, groupId: world.groupId('design') },
  };
  const takeBack = (by: string) =>
    world.as(by).panel('request.takeBack', 'WEB-1', { requestId: request.id, places: [place] });
  expect(error(await takeBack(LIAM))).toMatchObject({ code: 'takeBack' });
  value(await takeBack(MAYA));
  await world.settle();
  expect(world.members('design')).not.toContain(PRIYA);
  await asks();
  await world.pass(8 * DAY);
  await world.sweep();
  expect(world.members('design')).not.toContain(PRIYA);
});

test('a role that administers nothing is given so, too', async () => {
  await signs(byPolicy({ what: about([], { roles: true }) }));
  expect(await asks({ add: ['WEB/Developers'] })).toMatchObject({ state: 'approved' });
  expect(world.actors('WEB', 'Developers')).toContain(PRIYA);
});

describe('people decide', () => {
  const directory = () => world.platform.atlassian.directory;
  const decidesPeople = async (more: Partial<NamedAsk> = {}, by = NOAH) => {
    const { byPolicy: decided, peopleBecause } = await preview(more, by);
    expect(decided).toBeUndefined();
    expect(await asks(more, by)).toMatchObject({ state: 'awaitingApproval' });
    return peopleBecause;
  };

  test('where another rule about it asks them', async () => {
    await signs(byPolicy(), ruleInput({ stages: [stage(1, people(LIAM))] }, 1));
    expect(await decidesPeople()).toEqual([]);
    const { approvals } = await preview();
    const asked = approvals.flatMap(({ approvers }) => approvers.map((one) => one.displayName));
    expect(asked.sort()).toEqual([LIAM, MAYA]);
  });

  test('about a protected group, though it is unlocked', async () => {
    await world.allow(['platform-crew', 'design'], {
      unlocked: ['platform-crew'],
      rules: [byPolicy({ what: about([], { groups: 'all' }) })],
    });
    expect(await decidesPeople({ add: ['platform-crew'] })).toEqual(['groupProtected']);
  });

  test('about a group that gives a product', async () => {
    const seats = 'jira-servicemanagement-users-acme-local';
    await world.allow([seats, 'design'], {
      rules: [byPolicy({ what: about([], { groups: 'all' }) })],
    });
    expect(await decidesPeople({ add: [seats] })).toEqual(['givesProduct']);
  });

  test('about a group that administers a project', async () => {
    await signs(byPolicy());
    const actor = { groupId: world.groupId('design') };
    directory().addActor('WEB', 'Administrators', actor);
    expect(await decidesPeople()).toEqual(['administers']);
  });

  test('where the site does not tell what it administers', async () => {
    await signs(byPolicy());
    world.platform.atlassian.faults.add({
      path: /^\/project\/search/,
      via: 'token',
      effect: { kind: 'answer', status: 403, body: '' },
    });
    expect((await preview()).peopleBecause).toEqual(['notKnown']);
  });

  test('about a role that administers, and a group in a role', async () => {
    await signs(byPolicy({ what: about([], { roles: true }) }));
    expect(await decidesPeople({ add: ['WEB/Administrators'] })).toEqual(['administers']);
    const group = { people: [], groups: ['finance'], add: ['WEB/Developers'] };
    expect(await decidesPeople(group)).toEqual(['notPlain']);
  });

  test('about what is taken away, and what is created', async () => {
    await signs(
      byPolicy({ what: about(['design', 'frontend'], { accounts: true, newGroups: true }) }),
    );
    const taken = { people: [NOAH], add: [], remove: ['frontend'] };
    expect(await decidesPeople(taken, LIAM)).toEqual(['notPlain']);
    const invited = { people: [], invite: ['new@acme.example'], add: ['design'] };
    expect(await decidesPeople(invited)).toEqual(['notPlain']);
    expect(await decidesPeople({ createGroup: 'crew', add: [] })).toEqual(['notPlain']);
  });

  test('about what whoever signed asks for, or gets', async () => {
    await signs(byPolicy());
    expect(await decidesPeople({}, OLIVIA)).toEqual(['signerGains']);
    expect(await decidesPeople({ people: [OLIVIA, PRIYA] })).toEqual(['signerGains']);
  });

  test('about what somebody said is not to be renewed, though the policy gave it', async () => {
    await signs(byPolicy());
    const { id: requestId } = await asks();
    const place = {
      subject: { kind: 'person' as const, accountId: world.person(PRIYA).accountId },
      access: { kind: 'group' as const, groupId: world.groupId('design') },
    };
    const said = { requestId, places: [place], may: 'notRenew', reason: 'The drafts are out.' };
    value(await world.as(MAYA).panel('request.renewal', 'WEB-1', said as never));
    await world.settle();
    const longer = { term: { kind: 'days' as const, days: 14 } };
    expect(await decidesPeople(longer)).toEqual(['notToBeRenewed']);
    // Of others, nothing was said.
    expect(await preview({ people: ['Hana Suzuki'] })).toMatchObject({ byPolicy: { isAll: true } });
  });

  test('for longer than the rule lets, nobody can ask', async () => {
    await signs(byPolicy());
    const plan = await preview({ term: { kind: 'days', days: 31 } });
    expect(plan.refusal).toMatchObject({ code: 'termTooLong' });
  });
});

test('of what waits beside, all goes on together or not at all', async () => {
  await signs(byPolicy());
  const request = await asks({ add: ['design', 'frontend'] });
  expect(request).toMatchObject({ state: 'awaitingApproval' });
  expect(world.members('design')).not.toContain(PRIYA);
  expect((await preview({ add: ['design', 'frontend'] })).byPolicy).toMatchObject({ isAll: false });
  expect(await events('request.decidedByPolicy')).toHaveLength(1);
  value(await approve(world.as(MAYA), 'WEB-1', await now(request)));
  await world.settle();
  expect(world.members('design')).toContain(PRIYA);
  expect(world.members('frontend')).toContain(PRIYA);
  expect(told(MAYA)).toEqual([]);
});

test('people are asked as well where the policy has them decide before the rest is decided', async () => {
  await signs(byPolicy());
  const request = await asks({ add: ['design', 'frontend'] });
  await signs(ruleInput({ stages: [stage(1, people(LIAM))] }, 0));
  await world.sweep();
  value(await approve(world.as(MAYA), 'WEB-1', await now(request)));
  await world.settle();
  expect(await now(request)).toMatchObject({ state: 'awaitingApproval' });
  value(await approve(world.as(LIAM), 'WEB-1', await now(request)));
  await world.settle();
  expect(world.members('design')).toContain(PRIYA);
});

describe('between the decision and its effect', () => {
  test.each<[string, () => Promise<unknown> | unknown]>([
    ['the policy has people decide', () => signs(ruleInput({}, 0))],
    ['another rule asks people', () => signs(byPolicy(), ruleInput({}, 1))],
    ['the rule is gone', () => signs()],
    [
      'the group administers a project',
      () =>
        world.platform.atlassian.directory.addActor('WEB', 'Administrators', {
          groupId: world.groupId('design'),
        }),
    ],
  ])('nothing is given where %s, and it can be asked for again', async (_, happens) => {
    await signs(byPolicy());
    const request = value(await ask(world, world.as(NOAH), named));
    await happens();
    await world.settle();
    expect(world.members('design')).not.toContain(PRIYA);
    const [step] = await steps(world.as(NOAH), 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({
      state: 'failed',
      reason: 'policyDecidesNoMore',
      retryable: false,
    });
    expect(await asks()).toMatchObject({ state: 'awaitingApproval' });
  });

  test('nothing is given to whoever signed, by a group that they came into', async () => {
    await signs(byPolicy());
    const request = value(await ask(world, world.as(NOAH), named));
    expect(request.approvals[0]?.decisions).toMatchObject([{ by: { displayName: OLIVIA } }]);
    await world.allow(['frontend'], { rules: [byPolicy()] });
    await world.settle();
    const [step] = await steps(world.as(NOAH), 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'failed' });
  });
});

test('a policy of an earlier version of the app asks people, as its rules do', async () => {
  await signs(ruleInput({ longestTermDays: 30 }, 0));
  expect((await preview()).byPolicy).toBeUndefined();
  const request = await askAndApprove(world, named);
  expect(request).toMatchObject({ state: 'completed' });
});

test('a rule by which the policy decides has a longest term', async () => {
  const { policy } = value(await world.as(OLIVIA).admin('admin.load', {}));
  const saved = signs(byPolicy({ longestTermDays: null }));
  await expect(saved).rejects.toThrow(/byPolicyForGood/);
  expect((await version()) === policy?.version).toBe(true);
});
