import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleInputOf } from '../../src/contract/rule-input';
import type { RequestView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, get, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { type RuleInput, rulesBy } from '../support/rules-by';

/**
 * Attempts to gain by what the policy decides in place of people: for whoever signed it, of what is not harmless, of what was asked for
 * before, for longer, and once the policy says so no more.
 */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
const OLIVIA = 'Olivia Hart';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());
const { about, ruleInput } = rulesBy(() => world);

const WEEK = { kind: 'days', days: 7 } as const;
const everything = () => about([], { groups: 'all', roles: true, accounts: true, newGroups: true });
const signs = (over: Partial<RuleInput> = {}, groups: readonly string[] = ['design', 'frontend']) =>
  world.allow(groups, {
    rolesOf: 'anyProject',
    rules: [ruleInput({ what: everything(), byPolicy: true, longestTermDays: 30, ...over }, 0)],
  });
const sends = async ({ by = NOAH, ...asked }: Partial<NamedAsk> & { by?: string } = {}) => {
  const named = { issue: 'WEB-1', people: [PRIYA], add: ['design'], term: WEEK, ...asked };
  return value(await ask(world, world.as(by), named));
};
const asks = async (asked: Parameters<typeof sends>[0] = {}) => {
  const request = await sends(asked);
  await world.settle();
  return get(world.as(asked.by ?? NOAH), 'WEB-1', request.id);
};
const directory = () => world.platform.atlassian.directory;
const ends = async ({ id }: RequestView) =>
  (await steps(world.as(NOAH), 'WEB-1', id)).map(({ outcome }) =>
    'reason' in outcome ? outcome.reason : outcome.state,
  );

describe('is for people to decide', () => {
  test.each<[string, Parameters<typeof sends>[0], () => unknown]>([
    ['what whoever signed asks for a colleague', { by: OLIVIA }, () => {}],
    ['what whoever signed gets', { people: [OLIVIA] }, () => {}],
    ['what whoever signed gets among others', { people: [PRIYA, OLIVIA] }, () => {}],
    [
      'what a group gets that whoever signed is in',
      { people: [], groups: ['design'], add: ['WEB/Viewers'] },
      () => directory().addMember(world.groupId('design'), world.person(OLIVIA).accountId),
    ],
    ['a role that administers', { add: ['WEB/Administrators'] }, () => {}],
    ['a group for a role', { people: [], groups: ['finance'], add: ['WEB/Viewers'] }, () => {}],
    [
      'a group that administers a project',
      {},
      () => directory().addActor('WEB', 'Administrators', { groupId: world.groupId('design') }),
    ],
    ['a new account', { people: [], invite: ['new@acme.example'], add: [] }, () => {}],
    ['a new group', { createGroup: 'crew', add: [] }, () => {}],
    [
      'what is taken away',
      { people: [LIAM], add: [], remove: ['frontend'] },
      () => directory().addMember(world.groupId('frontend'), world.person(LIAM).accountId),
    ],
  ])('%s', async (_, asked, before) => {
    await signs();
    await before();
    const request = await asks(asked);
    expect(request.state).toBe('awaitingApproval');
    expect(request.approvals.flatMap(({ decisions }) => decisions)).toEqual([]);
  });
});

test('whoever saves the policy last has signed it, and once they can’t sign in any more, people decide', async () => {
  await signs();
  const sofia = world.as('Sofia Costa');
  const { policy } = value(await sofia.admin('admin.load', {}));
  if (policy === undefined) throw new Error('The policy can’t be read');
  value(
    await sofia.admin('policy.save', {
      version: policy.version,
      connectionId: policy.connectionId ?? null,
      requestableGroups: policy.requestableGroups.map(({ groupId }) => ({
        groupId,
        unlockedFor: [],
      })),
      rolesOf: policy.rolesOf,
      creation: policy.creation,
      fallbackApprovers: [],
      decideWithinDays: 9,
      longestTermDays: null,
      rules: policy.rules.map(ruleInputOf),
    }),
  );
  expect(await asks({ people: [OLIVIA] })).toMatchObject({ state: 'completed' });
  expect(await asks({ people: ['Sofia Costa'] })).toMatchObject({ state: 'awaitingApproval' });
  directory().setActive(world.person('Sofia Costa').accountId, false);
  expect(await asks()).toMatchObject({ state: 'awaitingApproval' });
});

test('what was asked for before the policy decided is still for whoever was asked', async () => {
  await signs({ byPolicy: false });
  const request = await asks();
  await signs();
  await world.sweep();
  expect(await get(world.as(NOAH), 'WEB-1', request.id)).toMatchObject({
    state: 'awaitingApproval',
  });
  expect(world.members('design')).not.toContain(PRIYA);
});

describe('nobody gives what the policy decided by saying so of a request', () => {
  const decides = async (decision: string, by: string) => {
    await world.allow(['design']);
    const { id: requestId, revision } = await asks({ people: [PRIYA] });
    const input = { requestId, revision, decision, policyVersion: 1 };
    const said = await world.as(by).panel('request.decide', 'WEB-1', input as never);
    await world.settle();
    return [said.ok, world.members('design').includes(PRIYA)];
  };

  test('not whoever asked', async () => {
    expect(await decides('byPolicy', NOAH)).toEqual([false, false]);
  });

  test('not whoever decides, who can approve it', async () => {
    expect(await decides('byPolicy', MAYA)).toEqual([false, false]);
  });

  test('by the same call, whoever decides approves', async () => {
    expect(await decides('approve', MAYA)).toEqual([true, true]);
  });
});

describe('is not given', () => {
  test.each<[string, () => unknown, string]>([
    ['once the rule has people decide', () => signs({ byPolicy: false }), 'policyDecidesNoMore'],
    ['once the group is listed no more', () => signs({}, ['frontend']), 'groupNotRequestable'],
    [
      'once the rule lets it be given for less long',
      () => signs({ longestTermDays: 3 }),
      'termTooLong',
    ],
    [
      'once the group administers Jira',
      () => directory().grant(world.groupId('design'), 'ADMINISTER'),
      'groupProtected',
    ],
    [
      'once the group administers a project',
      () => directory().addActor('WEB', 'Administrators', { groupId: world.groupId('design') }),
      'policyDecidesNoMore',
    ],
  ])('%s', async (_, happens, reason) => {
    await signs();
    const request = await sends();
    await happens();
    await world.settle();
    expect(await ends(request)).toEqual([reason]);
    expect(world.members('design')).not.toContain(PRIYA);
    const again = await world.as(NOAH).panel('request.retry', 'WEB-1', { requestId: request.id });
    expect(again).toMatchObject({ ok: false });
  });

  test('to whoever signed, though their address is a colleague’s by then', async () => {
    await signs();
    const request = await sends();
    const { email } = world.person(OLIVIA);
    const [name = '', host = ''] = email.split('@');
    directory().setEmail(world.person(PRIYA).accountId, `${name}+other@${host}`);
    directory().setShowsEmail(world.person(PRIYA).accountId, true);
    directory().setShowsEmail(world.person(OLIVIA).accountId, true);
    await world.settle();
    expect(await ends(request)).toEqual(['approverGains']);
    expect(world.members('design')).not.toContain(PRIYA);
  });
});

test('however often it is extended, it ends by the longest term of the rule from then', async () => {
  await signs({ longestTermDays: 7 });
  await asks();
  await world.pass(6 * DAY);
  const longer = await asks();
  expect(longer).toMatchObject({ state: 'completed' });
  await world.pass(8 * DAY);
  await world.sweep();
  expect(world.members('design')).not.toContain(PRIYA);
});

test('of a part that people decide, what they decline takes what the policy decided with it', async () => {
  const some = about(['design']);
  await signs({ what: some });
  const request = await asks({ add: ['design', 'frontend'] });
  const { id: requestId, revision } = request;
  const input = { requestId, revision, decision: 'decline', reason: 'No.' };
  value(await world.as(MAYA).panel('request.decide', 'WEB-1', input as never));
  await world.settle();
  expect(world.members('design')).not.toContain(PRIYA);
  const late = await approve(world.as(MAYA), 'WEB-1', request);
  expect(late).toMatchObject({ ok: false });
});
