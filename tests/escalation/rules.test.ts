import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import type { RequestView } from '../../src/contract/views';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import {
  approve,
  ask,
  askOf,
  auditOf,
  decline,
  get,
  type NamedAsk,
  steps,
} from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy, type SourceInput } from '../support/rules-by';

/**
 * What a rule of the policy says holds: who may ask, who decides in which order, how many of them, for how
 * long. Every way to decide that it names is barred to the same people as a lead is.
 */
let world: World;
const site = putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const { LEAD, ISSUE_LEAD, people, members, stage, about, rules, ruleInput } = rulesBy(() => world);

const NAMED: NamedAsk = { issue: 'WEB-1', people: ['Priya Raman'], add: ['design'] };
const submit = (over: Partial<NamedAsk> = {}) =>
  ask(world, world.as('Noah Okafor'), { ...NAMED, ...over });
const decide = (name: string, request: RequestView) => approve(world.as(name), 'WEB-1', request);
const now = (request: RequestView) => get(world.as('Noah Okafor'), 'WEB-1', request.id);
const names = (all: readonly { readonly displayName: string }[]) =>
  all.map(({ displayName }) => displayName).sort();

describe('a stage that names people, or the members of a group', () => {
  test.each<[string, () => SourceInput]>([
    ['named', () => people('Emma Fischer')],
    [
      'in a group',
      () => {
        site().only('qa', 'Emma Fischer');
        return members('qa');
      },
    ],
  ])('%s: is theirs, and not the lead’s', async (_, source) => {
    await rules({ stages: [stage(1, source())] });
    const request = value(await submit());
    expect(request.approvals.map(({ approvers }) => names(approvers))).toEqual([['Emma Fischer']]);
    expect(request.approvals.map((one) => one.rules)).toEqual([['Rule 0']]);
    expect(error(await decide('Maya Lindqvist', request))).toMatchObject({
      refusal: { code: 'notYourTurn' },
    });
    value(await decide('Emma Fischer', request));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
    expect(world.members('design')).toContain('Priya Raman');
    const told = (await auditOf(world)).find(
      ({ event, requestId }) => event.kind === 'request.approved' && requestId === request.id,
    );
    expect(told?.event).toMatchObject({ rules: ['Rule 0'] });
  });

  test.each<[string, Partial<NamedAsk>, () => SourceInput[], string]>([
    ['who asks', {}, () => [people('Noah Okafor')], 'isRequester'],
    ['who gains', { people: ['Emma Fischer'] }, () => [people('Emma Fischer')], 'gains'],
    [
      'who is inactive',
      {},
      () => {
        site().inactive('Emma Fischer');
        return [people('Emma Fischer')];
      },
      'inactive',
    ],
    [
      'a member who asks',
      {},
      () => {
        site().only('qa', 'Noah Okafor');
        return [members('qa')];
      },
      'isRequester',
    ],
    [
      'nobody in an empty group',
      {},
      () => {
        site().only('qa');
        return [members('qa')];
      },
      'nobody',
    ],
    [
      'members of a group that the site does not tell',
      {},
      () => {
        const group = members('qa');
        site().fault(/group\/member/, 403);
        return [group];
      },
      'notKnown',
    ],
  ])('is not decided by %s', async (_, over, sources, outcome) => {
    await rules({ stages: [stage(1, ...sources())] });
    const refused = error(await submit(over));
    expect(refused).toMatchObject({ refusal: { code: 'noApprover', rules: ['Rule 0'] } });
    expect(JSON.stringify(refused)).toContain(`"outcome":"${outcome}"`);
  });

  test('says to try again where the site does not tell just now who is in the group', async () => {
    site().only('qa', 'Emma Fischer');
    await rules({ stages: [stage(1, members('qa'))] });
    const request = value(await submit());
    const wellAgain = world.platform.atlassian.faults.add({
      path: /group\/member/,
      effect: { kind: 'answer', status: 503 },
    });
    const again = { code: 'platform', retryable: true };
    expect(error(await decide('Emma Fischer', request))).toMatchObject(again);
    const emma = world.as('Emma Fischer');
    expect(error(await decline(emma, 'WEB-1', request, 'No.'))).toMatchObject(again);
    expect((await now(request)).state).toBe('awaitingApproval');
    wellAgain();
    await world.pass(MINUTE);
    value(await decide('Emma Fischer', request));
  });

  test.each<[string, Partial<NamedAsk>, string, RegExp]>([
    ['who is in the group', {}, 'Emma Fischer', /group\/member/],
    [
      'what the lead would gain',
      { people: [], groups: ['qa'], add: ['WEB/Viewers'] },
      'Maya Lindqvist',
      /^\/user\/groups/,
    ],
  ])(
    'says to try again to a fallback approver where the site does not tell just now %s',
    async (_, over, decider, path) => {
      site().only('qa', 'Emma Fischer');
      await world.allow(['design'], {
        fallbackApprovers: ['Grace Kim'],
        rules: [ruleInput({ stages: [stage(1, members('qa'))] }, 0)],
      });
      const request = value(await submit(over));
      const ofMaya = new RegExp(encodeURIComponent(world.person('Maya Lindqvist').accountId));
      const query = decider === 'Maya Lindqvist' ? ofMaya : /./;
      const effect = { kind: 'answer', status: 503 } as const;
      const wellAgain = world.platform.atlassian.faults.add({ path, query, effect });
      const grace = world.as('Grace Kim');
      const again = { code: 'platform', retryable: true };
      expect(error(await decide('Grace Kim', request))).toMatchObject(again);
      expect(error(await decline(grace, 'WEB-1', request, 'No.'))).toMatchObject(again);
      expect((await now(request)).state).toBe('awaitingApproval');
      wellAgain();
      await world.pass(MINUTE);
      expect(error(await decide('Grace Kim', await now(request)))).toMatchObject({
        refusal: { code: 'notYourTurn', approvers: [{ displayName: decider }] },
      });
    },
  );

  test('nobody takes an earlier stage who may be needed in a later one, while the site does not tell just now', async () => {
    site().only('qa', 'Liam Chen');
    const stages = [stage(1, people('Emma Fischer', 'Liam Chen')), stage(1, members('qa'))];
    const fallbackApprovers = ['Grace Kim'];
    await world.allow(['design'], { fallbackApprovers, rules: [ruleInput({ stages }, 0)] });
    const request = value(await submit());
    expect(names(request.approvals[0]?.approvers ?? [])).toEqual(['Emma Fischer']);
    const effect = { kind: 'answer', status: 503 } as const;
    const wellAgain = world.platform.atlassian.faults.add({ path: /group\/member/, effect });
    for (const name of ['Liam Chen', 'Emma Fischer'])
      expect(error(await decide(name, request))).toMatchObject({ code: 'platform' });
    wellAgain();
    await world.pass(MINUTE);
    value(await decide('Emma Fischer', await now(request)));
    await world.settle();
    value(await decide('Liam Chen', await now(request)));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });

  test('whoever left the group by the decision decides no more', async () => {
    site().only('qa', 'Emma Fischer', 'Liam Chen');
    await rules({ stages: [stage(1, members('qa'))] });
    const request = value(await submit());
    site().leave('qa', 'Emma Fischer');
    expect(error(await decide('Emma Fischer', request))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: 'Liam Chen' }] },
    });
  });
});

describe('stages and their number', () => {
  test('leave nobody without a way on: who is needed later, with others, is not taken before', async () => {
    const [maya, liam, emma] = ['Maya Lindqvist', 'Liam Chen', 'Emma Fischer'];
    await rules({
      stages: [
        stage(1, people(maya, liam, emma)),
        stage(1, people(maya, liam)),
        stage(1, people(maya, liam, 'Noah Okafor')),
      ],
    });
    const request = value(await submit());
    expect(error(await decide(maya, request))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: emma }] },
    });
    for (const name of [emma, maya, liam]) value(await decide(name, await now(request)));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });

  test('go on by themselves where the policy asks nobody any more who has not approved', async () => {
    const maya = stage(1, people('Maya Lindqvist'));
    await rules({ stages: [maya, stage(1, people('Liam Chen'))] });
    const request = value(await submit());
    value(await decide('Maya Lindqvist', request));
    await rules({ stages: [maya] });
    expect(error(await decide('Liam Chen', await now(request)))).toMatchObject({
      refusal: { code: 'notYourTurn' },
    });
    await world.sweep();
    await world.settle();
    const { state, nobodyElseBy } = await now(request);
    expect(state).toBe('completed');
    expect(world.members('design')).toContain('Priya Raman');
    // By which version, and with whose approval, is told.
    const { policy } = value(await world.as('Olivia Hart').admin('admin.load', {}));
    expect(nobodyElseBy).toBe(policy?.version);
    const told = (await auditOf(world)).filter(
      ({ event, requestId }) =>
        event.kind === 'request.nobodyElseAsked' && requestId === request.id,
    );
    expect(told.map(({ event }) => event)).toMatchObject([
      {
        actor: { kind: 'app' },
        policyVersion: policy?.version,
        by: [{ displayName: 'Maya Lindqvist' }],
      },
    ]);
  });

  test('wait for a stage that the policy asks since, though all others are approved', async () => {
    const maya = stage(1, people('Maya Lindqvist'));
    await rules({ stages: [maya, stage(1, people('Liam Chen'))] });
    const request = value(await submit());
    value(await decide('Maya Lindqvist', request));
    await rules({ stages: [stage(1, people('Emma Fischer')), maya] });
    await world.sweep();
    await world.settle();
    expect((await now(request)).state).toBe('awaitingApproval');
    expect(world.members('design')).not.toContain('Priya Raman');
    value(await decide('Emma Fischer', await now(request)));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });

  /** A role of MOB, asked for in WEB: Maya leads WEB, and Liam MOB. */
  test.each<[string, readonly SourceInput[], string, readonly SourceInput[], string]>([
    ['the lead of the issue’s project', [ISSUE_LEAD], 'Maya Lindqvist', [LEAD], 'Liam Chen'],
    ['the lead of the role’s project', [LEAD], 'Liam Chen', [ISSUE_LEAD], 'Maya Lindqvist'],
    ['either of them', [LEAD, ISSUE_LEAD], 'Maya Lindqvist', [LEAD], 'Liam Chen'],
  ])('wait for another lead whom the policy asks since, though %s approved', async (_, ...row) => {
    const [asked, first, since, second] = row;
    const rolesGoTo = (sources: readonly SourceInput[]) =>
      world.allow(['design'], {
        rolesOf: 'anyProject',
        rules: [
          ruleInput({ what: about([], { roles: true }), stages: [stage(1, ...sources)] }, 0),
          ruleInput({ stages: [stage(1, people('Emma Fischer'))] }, 1),
        ],
      });
    await rolesGoTo(asked);
    const request = value(await submit({ add: ['design', 'MOB/Viewer'] }));
    value(await decide(first, request));
    await world.settle();
    await rolesGoTo(since);
    value(await decide('Emma Fischer', await now(request)));
    await world.sweep();
    expect((await now(request)).state).toBe('awaitingApproval');
    expect(world.actors('MOB', 'Viewer')).not.toContain('Priya Raman');
    value(await decide(second, await now(request)));
    await world.settle();
    expect(world.actors('MOB', 'Viewer')).toContain('Priya Raman');
  });

  test('one after another that ask the same group are two people’s', async () => {
    site().only('qa', 'Emma Fischer', 'Liam Chen');
    await rules({ stages: [stage(1, members('qa')), stage(1, members('qa'))] });
    const request = value(await submit());
    value(await decide('Emma Fischer', request));
    await world.settle();
    expect((await now(request)).state).toBe('awaitingApproval');
    expect(error(await decide('Emma Fischer', await now(request)))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: 'Liam Chen' }] },
    });
    value(await decide('Liam Chen', await now(request)));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });

  test('a reminder goes to nobody whom the policy does not ask any more, though of others it is not known', async () => {
    await rules({ stages: [stage(1, people('Emma Fischer'))] });
    const request = value(await submit());
    await world.settle();
    site().fault(/group\/member/, 403);
    await rules({ stages: [stage(1, people('Liam Chen'), members('qa'))] });
    const reminded = (words: string) =>
      ['Emma Fischer', 'Liam Chen'].map((name) =>
        world.platform.atlassian
          .notificationsOf(world.person(name).accountId)
          .some(({ text }) => text.includes(words)),
      );
    // By the app, once whoever is asked by now was told; and then as whoever asked has wished.
    for (let day = 0; day < 4; day += 1) await world.pass(DAY);
    expect(reminded('still waits for your decision')).toEqual([false, true]);
    const requestId = request.id;
    value(await world.as('Noah Okafor').access('request.remind', { requestId }));
    await world.settle();
    expect(reminded('reminds you')).toEqual([false, true]);
  });

  const twoStages = () =>
    rules({ stages: [stage(1, LEAD), stage(2, people('Emma Fischer', 'Liam Chen', 'Grace Kim'))] });

  test('come one after another, and each waits for as many as it takes', async () => {
    await twoStages();
    let request = value(await submit());
    expect(error(await decide('Emma Fischer', request))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: 'Maya Lindqvist' }] },
    });
    value(await decide('Maya Lindqvist', request));
    await world.settle();
    request = await now(request);
    expect(request.state).toBe('awaitingApproval');
    value(await decide('Emma Fischer', request));
    await world.settle();
    request = await now(request);
    expect(request.state).toBe('awaitingApproval');
    // Neither twice, nor after a stage of one's own.
    for (const name of ['Emma Fischer', 'Maya Lindqvist']) {
      expect(error(await decide(name, request))).toMatchObject({
        refusal: { code: 'notYourTurn' },
      });
    }
    expect(world.members('design')).not.toContain('Priya Raman');
    value(await decide('Grace Kim', request));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });

  test('one decline of any of them ends the request', async () => {
    await twoStages();
    const request = value(await submit());
    value(await decide('Maya Lindqvist', request));
    await world.settle();
    const second = await now(request);
    value(await decide('Emma Fischer', second));
    await world.settle();
    value(await decline(world.as('Liam Chen'), 'WEB-1', await now(request), 'Not now.'));
    expect((await now(request)).state).toBe('declined');
  });

  test('nobody sits in two of them: a chain of one person is refused', async () => {
    await rules({ stages: [stage(1, LEAD), stage(1, people('Maya Lindqvist'))] });
    expect(error(await submit())).toMatchObject({ refusal: { code: 'noApprover' } });
  });

  test('everybody who approved gains nothing at the effect, in whatever stage', async () => {
    await rules({ stages: [stage(1, LEAD), stage(1, people('Emma Fischer'))] });
    const request = value(await submit({ people: [], invite: ['new@acme.example'] }));
    value(await decide('Maya Lindqvist', request));
    await world.settle();
    value(await decide('Emma Fischer', await now(request)));
    site().address('Emma Fischer', 'new@acme.example');
    await world.settle();
    const outcomes = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(outcomes.some(({ outcome }) => outcome.state === 'applied')).toBe(false);
    expect(world.members('design')).not.toContain('Emma Fischer');
  });
});

describe('who may ask, and for how long', () => {
  const preview = async (over: Partial<NamedAsk> = {}) => {
    const named = { ...NAMED, ...over };
    return value(
      await world.as('Noah Okafor').panel('request.preview', 'WEB-1', {
        ask: askOf(world, named),
        term: named.term ?? { kind: 'permanent' },
      }),
    );
  };

  test('is refused to whom the rule does not let, by its name, and again at the effect', async () => {
    site().only('qa', 'Noah Okafor');
    await rules({ askers: [world.groupId('qa')] });
    expect((await preview()).lines[0]?.verdict).toEqual({ verdict: 'change' });
    const request = value(await submit());
    site().leave('qa', 'Noah Okafor');
    site().join('frontend', 'Noah Okafor');
    expect((await preview()).lines[0]?.verdict).toEqual({
      verdict: 'refused',
      reason: 'askerNotAllowed',
      rule: 'Rule 0',
    });
    value(await decide('Maya Lindqvist', request));
    await world.settle();
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    const why = { reason: 'askerNotAllowed', rule: 'Rule 0' };
    expect(step?.outcome).toMatchObject({ state: 'failed', ...why });
    const requestId = request.id;
    const causes = value(
      await world.as('Noah Okafor').panel('request.causes', 'WEB-1', { requestId }),
    );
    expect(causes).toMatchObject([why]);
    const told = (await auditOf(world)).filter((one) => one.requestId === requestId);
    expect(told.map(({ event }) => event)).toContainEqual(expect.objectContaining(why));
    expect(world.members('design')).not.toContain('Priya Raman');
  });

  test('is refused where the site does not tell who they are', async () => {
    await rules({ askers: [world.groupId('qa')] });
    // Of whoever asks alone: who would decide is asked about too.
    const { accountId } = world.person('Noah Okafor');
    const query = new RegExp(encodeURIComponent(accountId));
    site().fault(/user\/groups/, 403, {}, { query });
    expect((await preview()).lines[0]?.verdict).toMatchObject({
      reason: 'askerNotKnown',
      rule: 'Rule 0',
    });
  });

  /** How a site does not tell just now, of whoever asks alone. */
  const NOT_NOW: readonly (readonly [string, FaultRule['effect'], string])[] = [
    ['is down', { kind: 'answer', status: 503 }, 'siteUnavailable'],
    [
      'asks to slow down',
      { kind: 'answer', status: 429, headers: { 'retry-after': '20' } },
      'rateLimited',
    ],
    ['breaks off', { kind: 'reset', when: 'before' }, 'siteUnavailable'],
  ];
  /** Answers how to end it. */
  function fails(effect: FaultRule['effect']): () => void {
    const query = new RegExp(encodeURIComponent(world.person('Noah Okafor').accountId));
    const rule: FaultRule = { path: /^\/user\/groups/, query, via: 'token', effect };
    return world.platform.atlassian.faults.add(rule);
  }

  test.each(NOT_NOW)('is asked again where the site %s as somebody asks', async (_, effect) => {
    site().only('qa', 'Noah Okafor');
    await rules({ askers: [world.groupId('qa')] });
    const wellAgain = fails(effect);
    expect(error(await submit())).toMatchObject({ code: 'platform', retryable: true });
    wellAgain();
    await world.pass(MINUTE);
    value(await submit());
  });

  test.each(NOT_NOW)(
    'is waited for where the site %s before the effects, and given by nobody’s retry',
    async (_, effect, cause) => {
      site().only('qa', 'Noah Okafor');
      await rules({ askers: [world.groupId('qa')] });
      const request = value(await submit());
      value(await decide('Maya Lindqvist', request));
      const wellAgain = fails(effect);
      await world.settle();
      expect(await now(request)).toMatchObject({ state: 'applying', pause: { cause } });
      expect(world.members('design')).not.toContain('Priya Raman');
      wellAgain();
      await world.pass(5 * MINUTE);
      expect((await now(request)).state).toBe('completed');
      expect(world.members('design')).toContain('Priya Raman');
    },
  );

  test('is refused after all, where the site tells by then that they may not', async () => {
    site().only('qa', 'Noah Okafor');
    await rules({ askers: [world.groupId('qa')] });
    const request = value(await submit());
    value(await decide('Maya Lindqvist', request));
    const wellAgain = fails({ kind: 'answer', status: 503 });
    await world.settle();
    site().leave('qa', 'Noah Okafor');
    site().join('frontend', 'Noah Okafor');
    wellAgain();
    await world.pass(5 * MINUTE);
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'askerNotAllowed' });
    expect(world.members('design')).not.toContain('Priya Raman');
  });

  test('of two rules the shorter term holds, and is named', async () => {
    await rules({ longestTermDays: 30 }, { longestTermDays: 7 });
    const { refusal } = await preview({ term: { kind: 'days', days: 8 } });
    expect(refusal).toEqual({ code: 'termTooLong', longestDays: 7, rule: 'Rule 1' });
    expect((await preview({ term: { kind: 'days', days: 7 } })).refusal).toBeUndefined();
  });

  test('the form is told by which rule, and of what is left out no rule counts', async () => {
    site().only('qa', 'Noah Okafor');
    await rules(
      { longestTermDays: 7, usualTermDays: 2 },
      { longestTermDays: 1, what: about(['frontend']), askers: [world.groupId('security')] },
    );
    const form = value(await world.as('Noah Okafor').panel('form.load', 'WEB-1', {}));
    expect(form.termRules).toMatchObject([
      { name: 'Rule 0', longestTermDays: 7, usualTermDays: 2 },
      { name: 'Rule 1', longestTermDays: 1 },
    ]);
    // He may not ask for the one that may be given for a day.
    const term = { kind: 'days', days: 7 } as const;
    const { refusal, counts } = await preview({ add: ['design', 'frontend'], term });
    expect(counts).toMatchObject({ change: 1, refused: 1 });
    expect(refusal).toBeUndefined();
  });

  test.each(['everything', 'constructor', 'tostring'])(
    'a rule is named whatever its id is: %s',
    async (id) => {
      await rules({ id, name: 'Odd', longestTermDays: 7, ticket: true });
      const term = { kind: 'days', days: 8 } as const;
      expect((await preview({ term })).refusal).toMatchObject({ rule: 'Odd' });
      const fits = { kind: 'days', days: 7 } as const;
      expect(error(await submit({ term: fits }))).toMatchObject({ refusal: { rule: 'Odd' } });
    },
  );

  test('a reason without a work item is refused by the rule that wants one', async () => {
    await rules({ ticket: true });
    expect((await preview()).ticketRule).toBe('Rule 0');
    expect((await preview({ add: ['frontend'] })).ticketRule).toBeUndefined();
    expect(error(await submit())).toMatchObject({
      refusal: { code: 'ticketMissing', rule: 'Rule 0' },
    });
    value(await submit({ justification: 'For WEB-7.' }));
  });

  test('a rule about one group leaves the others to the project lead', async () => {
    await rules({ stages: [stage(1, people('Emma Fischer'))] });
    const request = value(await submit({ add: ['frontend', 'design'] }));
    expect(request.approvals.map(({ approvers }) => names(approvers))).toEqual([
      ['Maya Lindqvist'],
      ['Emma Fischer'],
    ]);
    expect(request.approvals.map((one) => one.rules)).toEqual([[], ['Rule 0']]);
  });
});
