import { describe, expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  developers,
  frontend,
  LEAD,
  OTHER_LEAD,
  otherProjectRole,
  person,
  REQUESTER,
  stage,
  subject,
} from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import { HOUR } from '../lib/time';
import { LEAD_DECIDES, type Source } from '../policy/stage-rule';
import type { Approval, TraceOutcome } from './approval';
import { judgeApprovers } from './enough-approvers';
import {
  type ApprovalQuestion,
  type Away,
  awayUnknownIn,
  type Candidate,
  canDecide,
  isUncertain,
  isUnknownOf,
  type KnownOfCandidates,
  resolveApprovals,
} from './resolve-approvals';

const candidate = (name: string, over: Partial<Candidate> = {}): Candidate => ({
  ...person(name),
  active: true,
  accountType: 'atlassian',
  ...over,
});

const EVERYBODY = ['lena', 'otto', 'sam', 'emma', 'theo', 'rita', 'elsewhere'];
/** Everybody sees the issue, is in no group and has no address that anybody knows. */
const known = (over: Partial<KnownOfCandidates> = {}): KnownOfCandidates => ({
  sight: new Map(EVERYBODY.map((id) => [id, 'sees'])),
  reach: new Map(
    EVERYBODY.map((accountId) => [
      accountId,
      { accountId, addresses: new Set(), groups: new Set() },
    ]),
  ),
  held: new Set(),
  ...over,
});

const notLena = <T>(of: ReadonlyMap<string, T>) =>
  new Map([...of].filter(([accountId]) => accountId !== 'lena'));

const ask = (over: Partial<ApprovalQuestion> = {}): ApprovalQuestion => ({
  ask: addToFrontend('Sam'),
  requester: REQUESTER,
  issueProject: { id: '10', key: 'WEB' },
  issueThere: true,
  sameSite: true,
  chainOf: () => LEAD_DECIDES,
  policyDecides: () => false,
  stored: [],
  leads: new Map([['10', candidate('Lena')]]),
  holders: [],
  ownersOf: () => [],
  named: new Map(),
  members: new Map(),
  fallback: [],
  away: new Map(),
  known: known(),
  ...over,
});
const approvedBy = (by: typeof LEAD, over: Partial<Approval> = {}) =>
  stage(by, { decisions: [{ decision: 'approved', by, at: AT }], ...over });
const first = (question: ApprovalQuestion) => {
  const [approval] = resolveApprovals(question);
  return {
    who: approval?.approvers.map(({ displayName }) => displayName),
    why: approval?.trace.map(({ outcome }) => outcome),
  };
};

describe('who decides', () => {
  test("is the lead of the issue's project", () => {
    expect(first(ask())).toEqual({ who: ['Lena'], why: ['chosen'] });
  });

  const lead = (one: Candidate | undefined) => ({ leads: new Map([['10', one]]) });
  const emma = { fallback: [candidate('Emma')] };
  test.each([
    ['there is no lead', lead(undefined), 'nobody'],
    ['the lead is inactive', lead(candidate('Lena', { active: false })), 'inactive'],
    ['the lead is the requester', lead(candidate('Rita')), 'isRequester'],
    ['the lead would gain', lead(candidate('Sam')), 'gains'],
    [
      'the lead’s gain is not known',
      { known: known({ reach: notLena(known().reach) }) },
      'gainUnknown',
    ],
    [
      'the lead can’t see the issue',
      { known: known({ sight: new Map([...known().sight, ['lena', 'cannotSee']]) }) },
      'cannotSeeIssue',
    ],
    ['the lead is an app', lead(candidate('Bot', { accountType: 'app' })), 'notAPerson'],
  ] as const)('is a fallback approver where %s', (_, over, why) => {
    expect(first(ask({ ...over, ...emma }))).toEqual({ who: ['Emma'], why: [why, 'chosen'] });
    const alone = resolveApprovals(ask(over));
    expect(judgeApprovers(alone)).toMatchObject({
      allowed: false,
      why: { code: 'noApprover', trace: [{ outcome: why }, { outcome: 'nobody' }] },
    });
  });

  test.each<[string, Partial<ApprovalQuestion>, TraceOutcome]>([
    ['who leads the project', { leads: new Map([['10', 'notKnown']]) }, 'notKnown'],
    [
      'whether the lead sees the issue',
      { known: known({ sight: notLena(known().sight) }) },
      'sightUnknown',
    ],
    ['whether the lead is away', { away: new Map([['lena', 'notKnown']]) }, 'awayUnknown'],
  ])('is nobody else where only it was not told %s', (_, over, why) => {
    expect(first(ask({ ...over, ...emma }))).toEqual({ who: [], why: [why] });
  });

  test('is any fallback approver who can, and none who cannot', () => {
    const fallback = [
      candidate('Rita'),
      candidate('Sam'),
      candidate('Gone', { active: false }),
      candidate('Emma'),
      candidate('Theo'),
    ];
    expect(first(ask({ ...lead(undefined), fallback }))).toEqual({
      who: ['Emma', 'Theo'],
      why: ['nobody', 'isRequester', 'gains', 'inactive', 'chosen', 'chosen'],
    });
  });

  test('is nobody who is stood for, where they are a fallback approver as well', () => {
    const chainOf = () => [{ sources: [{ kind: 'projectLead' as const }], needed: 2 }];
    const away = new Map([['lena', candidate('Otto')]]);
    const both = ask({ chainOf, away, fallback: [candidate('Lena'), candidate('Emma')] });
    expect(first(both)).toEqual({
      who: ['Otto', 'Emma'],
      why: ['away', 'chosen', 'away', 'chosen'],
    });
    const alone = resolveApprovals({ ...both, fallback: [candidate('Lena')] });
    expect(judgeApprovers(alone)).toMatchObject({ allowed: false, why: { code: 'noApprover' } });
  });

  test('is as many as can of whom it is known who decides for them, and the stage waits for no other', () => {
    const both = { sources: [{ kind: 'people' as const, people: [LEAD, person('Emma')] }] };
    const away: Away = new Map([['lena', 'notKnown']]);
    const named = new Map([
      ['lena', candidate('Lena')],
      ['emma', candidate('Emma')],
    ]);
    const of = (needed: number) =>
      ask({ chainOf: () => [{ ...both, needed }], away, named, fallback: [candidate('Theo')] });
    for (const needed of [1, 2]) {
      expect(first(of(needed))).toEqual({ who: ['Emma'], why: ['awayUnknown', 'chosen'] });
    }
    expect(judgeApprovers(resolveApprovals(of(1)))).toEqual({ allowed: true });
    expect(judgeApprovers(resolveApprovals(of(2)))).toMatchObject({ allowed: false });
  });

  test('is each of the fallback approvers of whom it is known, and none of them waits for the others', () => {
    const fallback = [candidate('Emma'), candidate('Theo')];
    const away: Away = new Map([['emma', 'notKnown']]);
    const [approval] = resolveApprovals(ask({ ...lead(undefined), fallback, away }));
    expect(approval?.approvers).toEqual([person('Theo')]);
    expect(approval && isUncertain(approval)).toBe(false);
  });

  const among = (...names: string[]) => ({
    sources: [{ kind: 'people' as const, people: names.map(person) }],
    needed: 1,
  });
  const everyone = new Map(
    ['Lena', 'Otto', 'Emma', 'Theo'].map((name) => [person(name).accountId, candidate(name)]),
  );
  test.each<[string, string[], Map<string, Candidate>, TraceOutcome[]]>([
    ['those people', ['Lena', 'Theo'], new Map(), ['decidedBefore', 'chosen']],
    [
      'whoever is away, nor whoever stands in for them',
      ['Lena', 'Theo'],
      new Map([['lena', candidate('Otto')]]),
      ['decidedBefore', 'chosen'],
    ],
    [
      'whoever is away, where whoever stands in for them is asked themselves',
      ['Otto', 'Lena', 'Theo'],
      new Map([['lena', candidate('Otto')]]),
      ['decidedBefore', 'decidedBefore', 'chosen'],
    ],
  ])('of all who are needed for the stages after it a stage takes not %s', (_, who, away, why) => {
    const chainOf = () => [among(...who), among('Lena', 'Emma'), among('Lena', 'Emma')];
    expect(first(ask({ chainOf, named: everyone, away }))).toEqual({ who: ['Theo'], why });
  });

  test('keeps what was tried, of whom, and what came of it', () => {
    const avatarUrl = 'https://acme.example/lena.png';
    const [approval] = resolveApprovals(
      ask({ ...lead(candidate('Sam', { avatarUrl })), fallback: [candidate('Emma')] }),
    );
    expect(approval?.trace).toStrictEqual([
      {
        tried: { source: 'issueProjectLead', projectKey: 'WEB' },
        person: { ...person('Sam'), avatarUrl },
        outcome: 'gains',
      },
      { tried: { source: 'fallbackApprover' }, person: person('Emma'), outcome: 'chosen' },
    ]);
    const [alone] = resolveApprovals(ask(lead(undefined)));
    expect(alone?.trace).toEqual([
      { tried: { source: 'issueProjectLead', projectKey: 'WEB' }, outcome: 'nobody' },
      { tried: { source: 'fallbackApprover' }, outcome: 'nobody' },
    ]);
  });

  test('is enough where every stage has somebody or is decided', () => {
    const decided = stage(LEAD, {
      approvers: [],
      decisions: [{ decision: 'approved', by: LEAD, at: AT }],
    });
    expect(judgeApprovers([])).toEqual({ allowed: true });
    expect(judgeApprovers([stage(LEAD), decided])).toEqual({ allowed: true });
    const trace = [{ tried: { source: 'issue' }, outcome: 'issueGone' }] as const;
    expect(judgeApprovers([decided, stage(LEAD), stage(LEAD, { approvers: [], trace })])).toEqual({
      allowed: false,
      why: { code: 'noApprover', trace, rules: [] },
    });
  });

  test.each([
    ['a person', {}, true],
    ['somebody of an unknown kind', { accountType: 'unknown' }, true],
    ['somebody inactive', { active: false }, false],
    ['an app', { accountType: 'app' }, false],
    ['a customer', { accountType: 'customer' }, false],
  ] as const)('is asked of %s: %j, %s', (_, over, can) => {
    expect(canDecide(candidate('Lena', over))).toBe(can);
    const outcome = resolveApprovals(ask(lead(candidate('Lena', over))))[0]?.trace[0]?.outcome;
    expect(outcome === 'chosen').toBe(can);
  });

  test('is nobody where the issue is gone, and the trace says so', () => {
    const [gone] = resolveApprovals(ask({ issueThere: false, ...emma }));
    expect(gone).toMatchObject({ approvers: [], mayDecline: [] });
    expect(gone?.trace).toEqual([{ tried: { source: 'issue' }, outcome: 'issueGone' }]);
  });

  test('is asked only about what is not decided yet', () => {
    const changes = [frontend, otherProjectRole, developers].map((entitlement) => ({
      verb: 'add' as const,
      entitlement,
      subjects: [0],
    }));
    const stored = [
      approvedBy(LEAD, { changes: [0] }),
      approvedBy(LEAD, { changes: [1], asks: 'lead:20' }),
    ];
    const question = ask({ ask: { subjects: [subject('Sam')], changes }, stored });
    expect(resolveApprovals(question).map((stage) => stage.changes)).toEqual([[2]]);
  });

  test('is asked of nobody again as the work item moves to another project', () => {
    const stored = [approvedBy(LEAD)];
    expect(resolveApprovals(ask({ stored, issueProject: { id: '30', key: 'OPS' } }))).toEqual([]);
  });

  test('leaves a lead the right to decline where what is asked, or what is not known, bars them', () => {
    const outcomes = (over: Partial<ApprovalQuestion>) => {
      const [stage] = resolveApprovals(ask({ ...emma, ...over }));
      return [stage?.trace[0]?.outcome, stage?.mayDecline.map(({ displayName }) => displayName)];
    };
    const ofLena = (over: Partial<KnownOfCandidates>) => ({ known: known(over) });
    expect([
      outcomes({}),
      outcomes(lead(candidate('Sam'))),
      outcomes(ofLena({ reach: notLena(known().reach) })),
      outcomes(ofLena({ sight: notLena(known().sight) })),
      outcomes({ away: new Map([['lena', 'notKnown']]) }),
      outcomes({ away: new Map([['lena', candidate('Otto')]]) }),
      outcomes(ofLena({ sight: new Map([...known().sight, ['lena', 'cannotSee']]) })),
      outcomes(lead(candidate('Rita'))),
      outcomes(lead(candidate('Lena', { active: false }))),
      outcomes(lead(candidate('Bot', { accountType: 'app' }))),
      outcomes(lead(undefined)),
    ]).toEqual([
      ['chosen', []],
      ['gains', ['Sam']],
      ['gainUnknown', ['Lena']],
      ['sightUnknown', ['Lena']],
      ['awayUnknown', ['Lena']],
      ['away', []],
      ['cannotSeeIssue', []],
      ['isRequester', []],
      ['inactive', []],
      ['notAPerson', []],
      ['nobody', []],
    ]);
  });

  test('bars somebody only from the stage that would give them something', () => {
    const approvals = resolveApprovals(
      ask({
        ask: {
          subjects: [subject('Lena'), subject('Sam')],
          changes: [
            { verb: 'add', entitlement: frontend, subjects: [1] },
            { verb: 'add', entitlement: otherProjectRole, subjects: [0] },
          ],
        },
        leads: new Map([
          ['10', candidate('Lena')],
          ['20', candidate('Lena')],
        ]),
        ...emma,
      }),
    );
    expect(approvals.map((stage) => stage.approvers.map(({ accountId }) => accountId))).toEqual([
      ['lena'],
      ['emma'],
    ]);
  });

  test("is the role's own project's lead for a role of another project, in a stage of its own", () => {
    const approvals = resolveApprovals(
      ask({
        ask: {
          subjects: [subject('Sam')],
          changes: [
            { verb: 'add', entitlement: frontend, subjects: [0] },
            { verb: 'add', entitlement: otherProjectRole, subjects: [0] },
            { verb: 'add', entitlement: developers, subjects: [0] },
          ],
        },
        leads: new Map([
          ['10', candidate('Lena')],
          ['20', candidate('Otto')],
        ]),
      }),
    );
    expect(approvals.map(({ changes, approvers }) => [changes, approvers])).toEqual([
      [[0, 2], [LEAD]],
      [[1], [OTHER_LEAD]],
    ]);
    expect(approvals[1]?.trace[0]?.tried).toEqual({ source: 'roleProjectLead', projectKey: 'MOB' });
  });

  test("does not take another site's project for the issue's, though the ids are the same", () => {
    const approvals = resolveApprovals(
      ask({
        sameSite: false,
        ask: {
          subjects: [subject('Sam')],
          changes: [
            { verb: 'add', entitlement: developers, subjects: [0] },
            { verb: 'add', entitlement: otherProjectRole, subjects: [0] },
          ],
        },
        leads: new Map([['10', candidate('Lena')]]),
      }),
    );
    expect(approvals.map(({ changes, approvers }) => [changes, approvers])).toEqual([
      [[0], []],
      [[1], []],
    ]);
  });

  test('keeps no email address of an approver', () => {
    const [approval] = resolveApprovals(
      ask(lead(candidate('Lena', { email: 'lena@acme.example' }))),
    );
    expect(JSON.stringify(approval)).not.toContain('@');
  });
});

describe('somebody stands in for whoever is away', () => {
  const NAMES = ['Lena', 'Otto', 'Emma', 'Theo', 'Sam'];
  const named = new Map(NAMES.map((name) => [person(name).accountId, candidate(name)]));
  const among = (who: readonly string[], over: Partial<ApprovalQuestion> = {}) =>
    ask({
      chainOf: () => [{ sources: [{ kind: 'people', people: who.map(person) }], needed: 1 }],
      named,
      ...over,
    });
  const away = (...all: readonly (readonly [string, Candidate | undefined])[]): Away =>
    new Map(all.map(([name, deputy]) => [person(name).accountId, deputy]));
  const [otto, emma] = [candidate('Otto'), candidate('Emma')];

  test.each<[string, readonly string[], Away, readonly string[], readonly TraceOutcome[]]>([
    ['in their place', ['Lena'], away(['Lena', otto]), ['Otto'], ['away', 'chosen']],
    [
      'not while they are away themselves',
      ['Lena'],
      away(['Lena', otto], ['Otto', emma]),
      ['Lena'],
      ['chosen', 'away'],
    ],
    [
      'not where they are asked themselves',
      ['Lena', 'Otto'],
      away(['Lena', otto]),
      ['Lena', 'Otto'],
      ['chosen', 'decidedBefore', 'chosen'],
    ],
    [
      'not for two',
      ['Lena', 'Theo'],
      away(['Lena', otto], ['Theo', otto]),
      ['Otto', 'Theo'],
      ['away', 'chosen', 'chosen', 'decidedBefore'],
    ],
    [
      'and for nobody who would gain: so they do for another',
      ['Sam', 'Lena'],
      away(['Sam', otto], ['Lena', otto]),
      ['Otto'],
      ['gains', 'away', 'chosen'],
    ],
    [
      'not where Jira knows nobody',
      ['Lena'],
      away(['Lena', undefined]),
      ['Lena'],
      ['chosen', 'nobody'],
    ],
    [
      'not where they would gain',
      ['Lena'],
      away(['Lena', candidate('Sam')]),
      ['Lena'],
      ['chosen', 'gains'],
    ],
  ])('%s', (_, names, who, approvers, why) => {
    expect(first(among(names, { away: who }))).toEqual({ who: approvers, why });
    // They decline only where they decide: nobody has to ask who is only to stand in.
    const [stage] = resolveApprovals(among(names, { away: who }));
    expect(stage?.mayDecline.map(({ displayName }) => displayName)).toEqual(
      names.includes('Sam') ? ['Sam'] : [],
    );
  });

  test('not where they have decided it already', () => {
    const question = among(['Lena', 'Theo'], {
      chainOf: () => [{ sources: [{ kind: 'people', people: [LEAD, person('Theo')] }], needed: 2 }],
      away: away(['Lena', otto]),
    });
    const [open] = resolveApprovals(question);
    const decision = { decision: 'approved', by: OTHER_LEAD, at: AT } as const;
    const stored = open === undefined ? [] : [{ ...open, decisions: [decision] }];
    expect(first({ ...question, stored })).toEqual({
      who: ['Lena', 'Theo'],
      why: ['chosen', 'decidedBefore', 'chosen'],
    });
  });

  test('is not known where a record can’t be read, and the stage is uncertain for it', () => {
    const stages = resolveApprovals(among(['Lena', 'Theo'], { away: away(['Lena', otto]) }));
    expect(awayUnknownIn(stages)).toEqual([]);
    const unread: Away = new Map([['lena', 'notKnown']]);
    const open = resolveApprovals(among(['Lena', 'Theo'], { away: unread }));
    expect([awayUnknownIn(open), open.map(isUncertain)]).toEqual([[LEAD], [true]]);
    const byTheo = { decision: 'approved', by: person('Theo'), at: AT } as const;
    // What is decided waits for nobody.
    expect(awayUnknownIn(open.map((one) => ({ ...one, decisions: [byTheo] })))).toEqual([]);
  });
});

describe('a chain of stages', () => {
  const lead = { kind: 'projectLead' } as const;
  const once = { sources: [lead], needed: 1 };
  const people = (approvals: readonly Approval[]) =>
    approvals.map(({ order, approvers }) => [order, approvers.map((one) => one.accountId)]);

  test('asks nobody twice: who decides the first stage is passed over in the next', () => {
    const question = ask({ chainOf: () => [once, once], fallback: [candidate('Emma')] });
    const approvals = resolveApprovals(question);
    expect(people(approvals)).toEqual([
      [1, ['lena']],
      [2, ['emma']],
    ]);
    expect(approvals[1]?.trace.map(({ outcome }) => outcome)).toEqual(['decidedBefore', 'chosen']);
    expect(judgeApprovers(approvals)).toEqual({ allowed: true });
    const alone = resolveApprovals({ ...question, fallback: [] });
    expect(judgeApprovers(alone)).toMatchObject({
      why: { code: 'noApprover', trace: [{ outcome: 'decidedBefore' }, { outcome: 'nobody' }] },
    });
  });

  test('asks the fallback where fewer can than have to', () => {
    const chainOf = () => [{ sources: [lead], needed: 2 }];
    const [two] = resolveApprovals(ask({ chainOf, fallback: [candidate('Emma')] }));
    expect(two).toMatchObject({ needed: 2, approvers: [LEAD, person('Emma')] });
    const one = resolveApprovals(ask({ chainOf }));
    expect(judgeApprovers(one)).toMatchObject({ why: { code: 'noApprover' } });
  });

  test('is asked by the rules that say so, of all its changes', () => {
    const changes = [frontend, developers].map((entitlement) => ({
      verb: 'add' as const,
      entitlement,
      subjects: [0],
    }));
    const rules = [
      ['Finance', 'Crew'],
      ['Roles', 'Crew'],
    ];
    const question = ask({
      ask: { subjects: [subject('Sam')], changes },
      chainOf: (change) => [{ ...once, rules: rules[change] ?? [] }],
    });
    const [one, ...others] = resolveApprovals(question);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ changes: [0, 1], rules: ['Finance', 'Crew', 'Roles'] });
    expect(judgeApprovers(resolveApprovals({ ...question, leads: new Map() }))).toMatchObject({
      why: { code: 'noApprover', rules: ['Finance', 'Crew', 'Roles'] },
    });
  });

  test('keeps what was decided of it, and takes no fewer than somebody was asked under', () => {
    const chainOf = () => [{ sources: [lead], needed: 1 }];
    const first = approvedBy(person('Theo'), { needed: 2, approvers: [person('Theo')] });
    const [again] = resolveApprovals(ask({ chainOf, stored: [first] }));
    expect(again).toMatchObject({ needed: 2, approvers: [LEAD], decisions: first.decisions });
  });

  test('goes on after a stage that is approved, as it was', () => {
    const chainOf = () => [once, { sources: [lead], needed: 2 }];
    const stored = [
      approvedBy(LEAD, { trace: [{ tried: { source: 'fallbackApprover' }, outcome: 'nobody' }] }),
      stage(OTHER_LEAD, { asks: 'lead:10 #1', order: 2, needed: 2 }),
    ];
    const question = ask({ chainOf, stored, leads: new Map([['10', candidate('Otto')]]) });
    const approvals = resolveApprovals(question);
    expect(approvals[0]).toEqual(stored[0]);
    expect(approvals.map(({ order, decisions }) => [order, decisions.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(approvals[1]?.approvers).toEqual([OTHER_LEAD]);
  });

  test('asks anew who has decided a stage of it that the policy has no more', () => {
    const gone = approvedBy(LEAD, { asks: 'named:1' });
    const waiting = stage(OTHER_LEAD, { asks: 'named:2', order: 2 });
    const question = ask({ stored: [gone, waiting], fallback: [candidate('Emma')] });
    const [now] = resolveApprovals(question);
    expect(now).toMatchObject({ approvers: [LEAD], decisions: [] });
  });

  test('leaves those for later stages who are needed there together', () => {
    const from = (...all: readonly string[]) => ({
      sources: [{ kind: 'people', people: all.map((name) => person(name)) } as const],
      needed: 1,
    });
    const all = ['Emma', 'Theo', 'Otto', 'Rita'];
    const named = new Map(all.map((name) => [name.toLowerCase(), candidate(name)]));
    const chainOf = () => [
      from('Emma', 'Theo', 'Otto'),
      from('Emma', 'Theo'),
      from('Theo', 'Emma', 'Rita'),
    ];
    const requester = person('Rita');
    expect(people(resolveApprovals(ask({ chainOf, named, requester })))).toEqual([
      [1, ['otto']],
      [2, ['emma', 'theo']],
      [3, ['theo', 'emma']],
    ]);
    // With one more for the last, either can be spared.
    const approvals = resolveApprovals(ask({ chainOf, named, requester: person('Sam') }));
    expect(people(approvals)[0]).toEqual([1, ['emma', 'theo', 'otto']]);
  });

  const from = (...all: readonly string[]) => ({
    sources: [{ kind: 'people', people: all.map((name) => person(name)) } as const],
    needed: 1,
  });
  const whom = (
    chain: readonly ReturnType<typeof from>[],
    fallback: readonly string[] = [],
    over: Partial<ApprovalQuestion> = {},
  ) => {
    const names = [...EVERYBODY.map((id) => `${id[0]?.toUpperCase()}${id.slice(1)}`)];
    return people(
      resolveApprovals(
        ask({
          requester: person('Nobody'),
          ask: addToFrontend('Pia'),
          chainOf: () => chain,
          named: new Map(names.map((name) => [name.toLowerCase(), candidate(name)])),
          fallback: fallback.map((name) => candidate(name)),
          ...over,
        }),
      ),
    ).map(([, who]) => who);
  };

  test('leaves to later stages who alone can decide them, and asks the fallback where nobody is left', () => {
    const chain = [from('Emma', 'Theo'), from('Emma'), from('Theo')];
    expect(whom(chain, ['Otto'])).toEqual([['otto'], ['emma'], ['theo']]);
    expect(whom([from('Emma', 'Theo'), from('Emma')], ['Otto'])).toEqual([['theo'], ['emma']]);
  });

  test('and so on, from the last stage to the first, whoever’s turn it is', () => {
    const chain = [from('Lena', 'Sam'), from('Emma', 'Theo'), from('Theo', 'Otto'), from('Otto')];
    expect(whom(chain)).toEqual([['lena', 'sam'], ['emma'], ['theo'], ['otto']]);
  });

  test('but before its turn a stage names everybody who may come to decide it', () => {
    const [both, all] = [from('Emma', 'Theo'), from('Emma', 'Theo', 'Otto')];
    expect(whom([all, both, both])[0]).toEqual(['otto']);
    expect(whom([from('Lena', 'Sam'), all, both, both])[1]).toEqual(['emma', 'theo', 'otto']);
  });

  test('leaves nobody for a stage that is approved, nor for one that has enough without them', () => {
    const [both, alone] = [from('Emma', 'Theo'), from('Emma')];
    expect(whom([both, from('Emma', 'Otto')])).toEqual([
      ['emma', 'theo'],
      ['emma', 'otto'],
    ]);
    const [first, second] = resolveApprovals(ask({ chainOf: () => [both, alone] }));
    const approved = { decision: 'approved', by: person('Emma'), at: AT } as const;
    const stored = [
      first,
      second && { ...second, approvers: [person('Emma')], decisions: [approved] },
    ];
    const now = whom([both, alone], [], { stored: stored.flatMap((one) => one ?? []) });
    // Emma has decided the other stage, and Theo can this one.
    expect(now).toEqual([['theo'], ['emma']]);
  });

  test('is approved where each of its stages is, whatever else was to be asked before', () => {
    const stored = [
      approvedBy(LEAD, { mayDecline: [OTHER_LEAD] }),
      stage(OTHER_LEAD, { asks: 'lead:99', order: 2 }),
    ];
    expect(resolveApprovals(ask({ stored }))).toEqual([stored[0]]);
  });

  test('gives nobody who has decided another stage of it the right to decline', () => {
    const gone = approvedBy(LEAD, { asks: 'lead:99' });
    const waiting = stage(OTHER_LEAD, { asks: 'lead:98', order: 2 });
    expect(resolveApprovals(ask({ stored: [gone, waiting] }))[0]?.mayDecline).toEqual([]);
  });
});

describe('who holds the permission', () => {
  const chainOf = () => [{ sources: [{ kind: 'permission' } as const], needed: 1 }];
  const shown = (holders: ApprovalQuestion['holders'], over: Partial<ApprovalQuestion> = {}) => {
    const [stage] = resolveApprovals(
      ask({ chainOf, holders, fallback: [candidate('Theo')], ...over }),
    );
    return [
      stage?.asks,
      stage?.approvers.map(({ accountId }) => accountId),
      stage?.trace[0]?.outcome,
    ];
  };

  test.each<[string, ApprovalQuestion['holders'], readonly string[], string]>([
    ['decides', [candidate('Emma'), candidate('Otto')], ['emma', 'otto'], 'chosen'],
    ['is passed over who asks', [candidate('Rita')], ['theo'], 'isRequester'],
    ['is passed over who gains', [candidate('Sam')], ['theo'], 'gains'],
    ['is nobody', [], ['theo'], 'nobody'],
    ['is more than are asked', 'tooMany', ['theo'], 'tooMany'],
    ['is not known', 'notKnown', [], 'notKnown'],
  ])('%s', (_, holders, who, outcome) => {
    expect(shown(holders)).toEqual(['permission:10', who, outcome]);
  });

  test('is asked of the issue’s project, whatever role it is about', () => {
    const changes = [{ verb: 'add' as const, entitlement: otherProjectRole, subjects: [0] }];
    const over = { ask: { subjects: [subject('Sam')], changes } };
    expect(shown([candidate('Emma')], over)).toEqual(['permission:10', ['emma'], 'chosen']);
  });
});

describe('the lead of a role’s project', () => {
  const changes = [{ verb: 'add' as const, entitlement: otherProjectRole, subjects: [0] }];
  const ofRole = (stored: readonly Approval[]) =>
    resolveApprovals(
      ask({
        ask: { subjects: [subject('Sam')], changes },
        leads: new Map([['20', candidate('Otto')]]),
        stored,
      }),
    ).map(({ asks }) => asks);

  test('is not answered for by that of the issue’s, and answers for it', () => {
    expect(ofRole([approvedBy(LEAD, { asks: 'lead:10' })])).toEqual(['lead:20']);
    expect(ofRole([approvedBy(OTHER_LEAD, { asks: 'lead:20' })])).toEqual([]);
  });
});

describe('the owners of a group', () => {
  const owner: Source = { kind: 'groupOwner' };
  const chainOf = () => [{ sources: [owner], needed: 1 }];
  const owned = (...names: readonly string[]) => ({
    chainOf,
    ownersOf: (groupId: string) =>
      groupId === frontend.groupId ? names.map((name) => person(name)) : [],
    named: new Map(names.map((name) => [person(name).accountId, candidate(name)])),
  });
  const changeOf = (entitlement: Entitlement) => ({
    ask: {
      subjects: [subject('Sam')],
      changes: [{ verb: 'add' as const, entitlement, subjects: [0] }],
    },
  });
  const shown = (over: Partial<ApprovalQuestion>) => {
    const [stage] = resolveApprovals(ask(over));
    return {
      who: stage?.approvers.map(({ accountId }) => accountId),
      trace: stage?.trace.map(({ tried, outcome }) => [tried, outcome]),
    };
  };
  const group = { source: 'groupOwner', group: frontend.name };

  test('decide about it, whoever leads the project', () => {
    expect(shown(owned('Emma', 'Theo'))).toEqual({
      who: ['emma', 'theo'],
      trace: [
        [group, 'chosen'],
        [group, 'chosen'],
      ],
    });
  });

  test.each<[string, Partial<ApprovalQuestion>, string]>([
    ['asks', owned('Rita'), 'isRequester'],
    ['gains', owned('Sam'), 'gains'],
    [
      'is inactive',
      { ...owned('Emma'), named: new Map([['emma', candidate('Emma', { active: false })]]) },
      'inactive',
    ],
    ['is nobody', owned(), 'nobody'],
  ])('are passed over where one %s', (_, over, why) => {
    expect(shown({ ...over, fallback: [candidate('Theo')] })).toEqual({
      who: ['theo'],
      trace: [
        [group, why],
        [{ source: 'fallbackApprover' }, 'chosen'],
      ],
    });
  });

  test('while it is not listed, are nobody, and nobody decides in their place', () => {
    const delisted = { ...owned('Emma'), ownersOf: () => 'notListed' as const };
    const over = { ...delisted, fallback: [candidate('Theo')] };
    expect(shown(over)).toEqual({ who: [], trace: [[group, 'notListed']] });
    const [open] = resolveApprovals(ask(over));
    expect(open !== undefined && isUncertain(open)).toBe(true);
    // Nor beside somebody else of the stage, where more have to approve.
    const sources: readonly Source[] = [{ kind: 'people', people: [person('Emma')] }, owner];
    const two = { ...over, chainOf: () => [{ sources, needed: 2 }] };
    expect(shown(two).who).toEqual(['emma']);
  });

  test.each<[string, Entitlement]>([
    ['a role', developers],
    ['an account', { kind: 'account', products: [] }],
    ['a new group', { kind: 'newGroup', name: 'crew' }],
  ])('are nobody for %s', (_, entitlement) => {
    expect(shown({ ...owned('Emma'), ...changeOf(entitlement) }).trace).toEqual([
      [{ source: 'groupOwner' }, 'nobody'],
      [{ source: 'fallbackApprover' }, 'nobody'],
    ]);
  });

  test('are asked for each group by itself, and what one has decided stays as others come', () => {
    const other = { ...frontend, groupId: 'g2', name: 'design' };
    const changes = [frontend, other].map((entitlement) => ({
      verb: 'add' as const,
      entitlement,
      subjects: [0],
    }));
    const question = ask({ ...owned('Emma'), ask: { subjects: [subject('Sam')], changes } });
    expect(resolveApprovals(question).map(({ asks, changes: of }) => [asks, of])).toEqual([
      ['owner:g1', [0]],
      ['owner:g2', [1]],
    ]);
    const stored = [approvedBy(person('Emma'), { asks: 'owner:g1' })];
    const later = ask({ ...owned('Theo'), ask: question.ask, stored });
    expect(resolveApprovals(later).map(({ asks }) => asks)).toEqual(['owner:g2']);
  });
});

describe('whom a stage asks', () => {
  const named: Source = { kind: 'people', people: [person('Emma'), person('Theo')] };
  const deciders: Source = { kind: 'members', group: { groupId: 'g7', name: 'deciders' } };
  const lead: Source = { kind: 'projectLead' };
  const chainOf =
    (...sources: readonly Source[]) =>
    () => [{ sources, needed: 1 }];
  const found = {
    named: new Map([
      ['emma', candidate('Emma')],
      ['theo', candidate('Theo', { active: false })],
    ]),
  };
  const members = (of: readonly Candidate[] | 'tooMany' | 'notKnown') => ({
    members: new Map([['g7', of]]),
  });
  const outcomes = (over: Partial<ApprovalQuestion>) => {
    const [one] = resolveApprovals(ask(over));
    return {
      who: one?.approvers.map(({ accountId }) => accountId),
      trace: one?.trace.map(({ tried, person: whom, outcome }) => [
        tried.source,
        whom?.accountId,
        outcome,
      ]),
      isUncertain: one && isUncertain(one),
    };
  };
  const NOBODY_ELSE = ['fallbackApprover', undefined, 'nobody'];

  test('people, each as Jira knows them now', () => {
    expect(outcomes({ chainOf: chainOf(named), ...found })).toEqual({
      who: ['emma'],
      trace: [
        ['named', 'emma', 'chosen'],
        ['named', 'theo', 'inactive'],
      ],
      isUncertain: false,
    });
  });

  test('people of whom Jira knows nobody', () => {
    expect(outcomes({ chainOf: chainOf(named) })).toEqual({
      who: [],
      trace: [['named', undefined, 'nobody'], NOBODY_ELSE],
      isUncertain: false,
    });
  });

  test('the members of a group', () => {
    const of = members([candidate('Emma'), candidate('Sam')]);
    expect(outcomes({ chainOf: chainOf(deciders), ...of })).toEqual({
      who: ['emma'],
      trace: [
        ['member', 'emma', 'chosen'],
        ['member', 'sam', 'gains'],
      ],
      isUncertain: false,
    });
  });

  test.each<[string, Partial<ApprovalQuestion>, string, boolean]>([
    ['that nobody is in', members([]), 'nobody', false],
    ['that has too many', members('tooMany'), 'tooMany', false],
    ['that the site does not tell', members('notKnown'), 'notKnown', true],
    ['that nobody has asked of', {}, 'notKnown', true],
  ])('nobody of a group %s', (_, over, outcome, uncertain) => {
    const [one] = resolveApprovals(ask({ chainOf: chainOf(deciders), ...over }));
    expect(outcomes({ chainOf: chainOf(deciders), ...over })).toEqual({
      who: [],
      trace: [['member', undefined, outcome], ...(uncertain ? [] : [NOBODY_ELSE])],
      isUncertain: uncertain,
    });
    expect([one?.mayDecline, one?.trace[0]?.tried]).toEqual([
      [],
      { source: 'member', group: 'deciders' },
    ]);
  });

  test('of several sources everybody who can, each once', () => {
    const of = members([candidate('Emma'), candidate('Otto')]);
    const over = { chainOf: chainOf(lead, named, deciders), ...found, ...of };
    expect(outcomes(over).who).toEqual(['lena', 'emma', 'otto']);
  });

  test('and the fallback beside them only where they are too few', () => {
    const fallback = [candidate('Otto')];
    const over = { chainOf: chainOf(named), ...found, fallback };
    expect(outcomes(over).who).toEqual(['emma']);
    const two = { ...over, chainOf: () => [{ sources: [named], needed: 2 }] };
    expect(outcomes(two).who).toEqual(['emma', 'otto']);
  });

  test('the lead of the issue’s project of a role of another, where a rule says so', () => {
    const change = { verb: 'add', entitlement: otherProjectRole, subjects: [0] } as const;
    const leads = new Map([
      ['10', candidate('Lena')],
      ['20', candidate('Otto')],
    ]);
    const over = { ask: { subjects: [subject('Sam')], changes: [change] }, leads };
    expect(outcomes({ ...over, chainOf: chainOf({ kind: 'issueProjectLead' }) })).toMatchObject({
      who: ['lena'],
      trace: [['issueProjectLead', 'lena', 'chosen']],
    });
    expect(outcomes({ ...over, chainOf: chainOf(lead) })).toMatchObject({
      who: ['otto'],
      trace: [['roleProjectLead', 'otto', 'chosen']],
    });
  });

  test('whoever has decided it is not passed over in it, and is in every other', () => {
    const twice = [
      { sources: [named], needed: 2 },
      { sources: [named, lead], needed: 1 },
    ];
    const asks = resolveApprovals(ask({ chainOf: () => twice }))[0]?.asks ?? '';
    const both = {
      named: new Map(['Emma', 'Theo'].map((name) => [name.toLowerCase(), candidate(name)])),
    };
    const stored = [approvedBy(person('Emma'), { asks, needed: 2 })];
    const now = resolveApprovals(ask({ chainOf: () => twice, stored, ...both }));
    expect(now.map(({ approvers }) => approvers.map(({ accountId }) => accountId))).toEqual([
      ['emma', 'theo'],
      ['lena'],
    ]);
    expect(now[0]?.decisions).toEqual(stored[0]?.decisions);
    expect(now[1]?.trace.map(({ outcome }) => outcome)).toEqual([
      'decidedBefore',
      'decidedBefore',
      'chosen',
    ]);
  });
});

describe('changes of one ask', () => {
  const named: Source = { kind: 'people', people: [person('Emma')] };
  const deciders: Source = { kind: 'members', group: { groupId: 'g7', name: 'deciders' } };
  const lead: Source = { kind: 'projectLead' };
  const once = (...sources: readonly Source[]) => ({ sources, needed: 1 });
  const two = {
    subjects: [subject('Sam')],
    changes: [
      { verb: 'add', entitlement: frontend, subjects: [0] },
      { verb: 'add', entitlement: developers, subjects: [0] },
    ],
  } as const;
  const stagesOf = (over: Partial<ApprovalQuestion>) =>
    resolveApprovals(ask({ ask: two, ...over })).map(({ changes, asks, needed, decisions }) => ({
      changes,
      asks,
      needed,
      by: decisions.map(({ by }) => by.accountId),
    }));
  const changesOf = (over: Partial<ApprovalQuestion>) =>
    stagesOf(over).map(({ changes }) => changes);

  test('are known again by whom their stages ask, whatever the order of the sources', () => {
    const asks = stagesOf({
      chainOf: () => [once(deciders, lead), once(lead, deciders), once(lead)],
    });
    expect(asks.map((one) => one.asks)).toEqual([
      'lead:10 member:g7',
      'lead:10 member:g7 #1',
      'lead:10',
    ]);
    expect(stagesOf({ chainOf: () => [once(named)] })[0]?.asks).toBe('named:9kipb1-lk3ia7-4');
  });

  test('are decided together where they go through the same stages', () => {
    expect(changesOf({ chainOf: () => [once(lead)] })).toEqual([[0, 1]]);
    const apart = (change: number) => [once(change === 0 ? lead : named)];
    expect(changesOf({ chainOf: apart })).toEqual([[0], [1]]);
    const longer = (change: number) => (change === 0 ? [once(lead), once(named)] : [once(lead)]);
    expect(changesOf({ chainOf: longer })).toEqual([[0], [0], [1]]);
    const more = (change: number) => [{ sources: [lead], needed: change + 1 }];
    expect(changesOf({ chainOf: more })).toEqual([[0], [1]]);
  });

  test('and where as little of them is decided as of one that comes to them now', () => {
    const stored = [stage(LEAD, { changes: [0] })];
    expect(changesOf({ stored })).toEqual([[0, 1]]);
  });

  test('apart where something else of them was decided', () => {
    const of = (changes: readonly number[], over: Partial<Approval> = {}) =>
      approvedBy(person('Theo'), { changes, needed: 2, approvers: [person('Theo')], ...over });
    const other = stage(LEAD, { changes: [1], needed: 2 });
    expect(stagesOf({ stored: [of([0]), other] })).toEqual([
      { changes: [0], asks: 'lead:10', needed: 2, by: ['theo'] },
      { changes: [1], asks: 'lead:10', needed: 2, by: [] },
    ]);
    const later = {
      decisions: [{ decision: 'approved', by: person('Theo'), at: AT + 1 }],
    } as const;
    expect(changesOf({ stored: [of([0]), of([1], later)] })).toEqual([[0], [1]]);
    const byEmma = { decisions: [{ decision: 'approved', by: person('Emma'), at: AT }] } as const;
    expect(changesOf({ stored: [of([0]), of([1], byEmma)] })).toEqual([[0], [1]]);
    expect(changesOf({ stored: [of([0]), of([1])] })).toEqual([[0, 1]]);
  });

  test('together whoever has decided a stage of theirs that is none any more', () => {
    const gone = approvedBy(person('Theo'), { changes: [0], asks: 'lead:98' });
    expect(changesOf({ stored: [stage(LEAD, { changes: [0, 1] }), gone] })).toEqual([[0, 1]]);
  });

  test('and what was decided of one stands with no other', () => {
    const approved = approvedBy(LEAD, { changes: [1] });
    const waiting = stage(OTHER_LEAD, { changes: [0] });
    expect(stagesOf({ stored: [approved, waiting] })).toEqual([
      { changes: [0], asks: 'lead:10', needed: 1, by: [] },
    ]);
  });
});

describe('a fallback approver is let in beside the lead', () => {
  const emma = { fallback: [candidate('Emma')] };
  const late = { createdAt: AT, questions: [], afterHours: 1, at: AT + HOUR };
  const stored = resolveApprovals(ask());
  const over = { ...emma, stored, letsIn: late };
  const noEmma = <T>(of: ReadonlyMap<string, T>) =>
    new Map([...of].filter(([accountId]) => accountId !== 'emma'));
  const unknown = known({ sight: noEmma(known().sight) });

  test.each<[string, Partial<ApprovalQuestion>, readonly string[], readonly TraceOutcome[]]>([
    ['once the hours are over', over, ['Lena', 'Emma'], ['chosen', 'chosen']],
    ['not before', { ...over, letsIn: { ...late, at: AT + HOUR - 1 } }, ['Lena'], ['chosen']],
    ['not where the policy lets nobody in', { ...emma, stored }, ['Lena'], ['chosen']],
    ['not of what is not on record', { ...over, stored: [] }, ['Lena'], ['chosen']],
    [
      'not of a stage that asks somebody else',
      { ...over, stored: stored.map((one) => ({ ...one, asks: 'lead:20' })) },
      ['Lena'],
      ['chosen'],
    ],
    [
      'not where another leads the project by now',
      { ...over, leads: new Map([['10', candidate('Otto')]]) },
      ['Otto'],
      ['chosen'],
    ],
    [
      'not where it is not known who does',
      { ...over, leads: new Map([['10', 'notKnown']]) },
      [],
      ['notKnown'],
    ],
    [
      'not while a question waits',
      { ...over, letsIn: { ...late, questions: [{ at: AT }] } },
      ['Lena'],
      ['chosen'],
    ],
    ['not where they gain', { ...over, ask: addToFrontend('Emma') }, ['Lena'], ['chosen', 'gains']],
    [
      'not where they asked',
      { ...over, requester: person('Emma') },
      ['Lena'],
      ['chosen', 'isRequester'],
    ],
    [
      'not where it is not known whether they see it',
      { ...over, known: unknown },
      ['Lena'],
      ['chosen', 'sightUnknown'],
    ],
    ['once, where they lead it', { ...over, fallback: [candidate('Lena')] }, ['Lena'], ['chosen']],
  ])('%s', (_, given, who, why) => {
    expect(first(ask(given))).toEqual({ who, why });
  });

  test('and what is not known of them is nothing that the stage stands on', () => {
    const [stands] = resolveApprovals(ask({ ...over, known: unknown }));
    expect(stands && isUncertain(stands)).toBe(false);
    expect(stands && [isUnknownOf(stands, 'emma'), isUnknownOf(stands, 'lena')]).toEqual([
      true,
      false,
    ]);
  });
});
