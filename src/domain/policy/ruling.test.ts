import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, developers, frontend, LISTED, person } from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import { asksWhoAsks, judgeAsker } from './judge-asker';
import { asksWhichProject, judgeProject } from './judge-project';
import { judgeTerm } from './judge-term';
import { longestFor } from './longest-term';
import { namesTicket } from './names-ticket';
import type { Policy } from './policy';
import { type Rule, ruleOfEverything } from './rule';
import { chainFor, rulesAbout, rulesDeciding, ticketRuleFor } from './ruling';
import { type Chain, LEAD_DECIDES, type Source, stageKey } from './stage-rule';

const ENTITLEMENTS: readonly Entitlement[] = [
  frontend,
  { ...frontend, groupId: 'created' },
  developers,
  { kind: 'account', products: [] },
  { kind: 'newGroup', name: 'crew' },
];

const WEB = { projectId: '10', key: 'WEB', name: 'Web' };
const FIN = { projectId: '20', key: 'FIN', name: 'Finance' };

const source: fc.Arbitrary<Source> = fc.constantFrom<Source>(
  { kind: 'projectLead' },
  { kind: 'issueProjectLead' },
  { kind: 'people', people: [person('Pia')] },
  { kind: 'people', people: [person('Pia'), person('Otto')] },
  { kind: 'members', group: { groupId: 'g7', name: 'deciders' } },
);
const chain: fc.Arbitrary<Chain> = fc.array(
  fc.record({
    sources: fc.array(source, { minLength: 1, maxLength: 2 }),
    needed: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const rule: fc.Arbitrary<Rule> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  name: fc.string({ maxLength: 3 }),
  what: fc.record({
    groups: fc.constantFrom<Rule['what']['groups']>('all', ['g1'], ['g2'], []),
    roles: fc.boolean(),
    accounts: fc.boolean(),
    newGroups: fc.boolean(),
  }),
  askers: fc.constantFrom<Rule['askers']>(
    { who: 'everybody' },
    { who: 'members', groups: [{ groupId: 'a', name: 'a' }] },
    { who: 'members', groups: [{ groupId: 'b', name: 'b' }] },
  ),
  projects: fc.constantFrom<Rule['projects']>('all', [WEB], [FIN], [FIN, WEB]),
  stages: chain,
  longestTermDays: fc.constantFrom(undefined, 1, 7, 30),
  usualTermDays: fc.constantFrom(undefined, 7),
  ticket: fc.boolean(),
});
const rules = fc
  .uniqueArray(rule, { selector: ({ id }) => id, maxLength: 4 })
  .map((all) => all.map((one, place) => ({ ...one, name: `Rule ${place}` })));
const policyOf = (all: readonly Rule[], over: Partial<Policy> = {}): Policy => ({
  ...LISTED,
  rules: all,
  ...over,
});
const only = (over: Partial<Rule>): Rule => ({
  id: 'r',
  name: 'Admins',
  what: { groups: ['g1'], roles: false, accounts: false, newGroups: false },
  askers: { who: 'everybody' },
  projects: 'all',
  stages: LEAD_DECIDES,
  longestTermDays: undefined,
  usualTermDays: undefined,
  ticket: false,
  ...over,
});
/** Of the stages that ask the same as one, how many have to approve, the most first. */
const neededOf = (chain: Chain, stage: Chain[number]): readonly number[] =>
  chain
    .filter((one) => stageKey(one) === stageKey(stage))
    .map(({ needed }) => needed)
    .sort((one, other) => other - one);
const IN = [undefined, '10', '20', '30'];
const groups = (...ids: string[]) => ({ groups: new Set(ids) });

describe('a policy without rules', () => {
  test.each(ENTITLEMENTS.map((one) => [one.kind, one] as const))(
    'means of %s what it did before there were any',
    (_, entitlement) => {
      fc.assert(
        fc.property(fc.constantFrom(undefined, 1, 7), (longestTermDays) => {
          const policy = policyOf([], { longestTermDays });
          expect(chainFor(policy, entitlement)).toEqual(LEAD_DECIDES);
          expect(longestFor(policy, entitlement)).toEqual({ longestTermDays });
          expect(judgeAsker(policy, entitlement, undefined).allowed).toBe(true);
          expect(judgeProject(policy, entitlement, undefined).allowed).toBe(true);
          expect(ticketRuleFor(policy, entitlement)).toBeUndefined();
        }),
      );
    },
  );
});

describe('where several rules speak', () => {
  const ofAll = (check: (all: readonly Rule[], entitlement: Entitlement) => void) =>
    fc.assert(fc.property(rules, fc.constantFrom(...ENTITLEMENTS), check));

  test('their order does not matter', () => {
    ofAll((all, entitlement) => {
      const [one, other] = [policyOf(all), policyOf([...all].reverse())];
      expect(chainFor(one, entitlement)).toEqual(chainFor(other, entitlement));
      expect(longestFor(one, entitlement)).toEqual(longestFor(other, entitlement));
      for (const asker of [undefined, groups('a'), groups('b'), groups('a', 'b')]) {
        expect(judgeAsker(one, entitlement, asker)).toEqual(judgeAsker(other, entitlement, asker));
      }
      for (const id of IN) {
        expect(judgeProject(one, entitlement, id)).toEqual(judgeProject(other, entitlement, id));
      }
      expect(ticketRuleFor(one, entitlement)).toEqual(ticketRuleFor(other, entitlement));
    });
  });

  test('the stricter wins in each respect, and one more makes nothing looser', () => {
    ofAll((all, entitlement) => {
      const days = (policy: Policy) => longestFor(policy, entitlement).longestTermDays ?? 1_000;
      const policy = policyOf(all, { longestTermDays: 30 });
      const about = rulesAbout(policy, entitlement).filter((one) => all.includes(one));
      const chain = chainFor(policy, entitlement);
      expect(days(policy)).toBe(Math.min(30, ...about.map((one) => one.longestTermDays ?? 30)));
      for (const one of about) {
        const alone = policyOf([one]);
        for (const asker of [undefined, groups('a'), groups('b')]) {
          const mayByAll = judgeAsker(policy, entitlement, asker).allowed;
          if (mayByAll) expect(judgeAsker(alone, entitlement, asker).allowed).toBe(true);
        }
        for (const id of IN) {
          const mayByAll = judgeProject(policy, entitlement, id).allowed;
          if (mayByAll) expect(judgeProject(alone, entitlement, id).allowed).toBe(true);
        }
        if (one.ticket) expect(ticketRuleFor(policy, entitlement)).toBeDefined();
      }
      const chains = rulesDeciding(policy, entitlement).map((one) => one.stages);
      for (const wanted of chains) {
        for (const stage of wanted) {
          const enough = neededOf(chain, stage);
          neededOf(wanted, stage).forEach((needed, nth) => {
            expect(enough[nth] ?? 0).toBeGreaterThanOrEqual(needed);
          });
        }
      }
      // And as often as the rule that has it most.
      for (const stage of chain) {
        const most = Math.max(...chains.map((wanted) => neededOf(wanted, stage).length));
        expect(neededOf(chain, stage)).toHaveLength(most);
      }
    });
  });

  test('those who decide stay the same while a group is delisted', () => {
    ofAll((all, entitlement) => {
      const [listed, none] = [policyOf(all), policyOf(all, { requestableGroups: [] })];
      expect(rulesDeciding(none, entitlement)).toEqual(rulesDeciding(listed, entitlement));
    });
  });
});

describe('the rule that says no is named', () => {
  test('of a term, where it is the rule’s and not the policy’s', () => {
    const ask = { changes: [{ verb: 'add' as const, entitlement: frontend }] };
    const judge = (own: number | undefined, ofRule: number) =>
      judgeTerm(
        { ask, term: { kind: 'days', days: 60 } },
        policyOf([only({ longestTermDays: ofRule })], { longestTermDays: own }),
        AT,
      );
    expect(judge(undefined, 7)).toMatchObject({ why: { longestDays: 7, rule: 'Admins' } });
    expect(judge(30, 7)).toMatchObject({ why: { longestDays: 7, rule: 'Admins' } });
    expect(judge(5, 7)).toStrictEqual({
      allowed: false,
      why: { code: 'termTooLong', longestDays: 5 },
    });
  });

  test('of who may ask; whose groups are not known may not', () => {
    const members = only({ askers: { who: 'members', groups: [{ groupId: 'a', name: 'a' }] } });
    const judge = (asker: Parameters<typeof judgeAsker>[2]) =>
      judgeAsker(policyOf([members]), frontend, asker);
    expect(judge(groups('a', 'x'))).toEqual({ allowed: true });
    expect(judge(groups('x'))).toMatchObject({
      why: { reason: 'askerNotAllowed', rule: 'Admins' },
    });
    expect(judge({ groups: undefined })).toMatchObject({ why: { reason: 'askerNotKnown' } });
    expect(judge(undefined)).toMatchObject({ why: { reason: 'askerNotKnown' } });
    expect(judgeAsker(policyOf([members]), developers, undefined).allowed).toBe(true);
    const either = ['a', 'b'].map((groupId) => ({ groupId, name: groupId }));
    const ofTwo = policyOf([only({ askers: { who: 'members', groups: either } })]);
    expect(judgeAsker(ofTwo, frontend, groups('b')).allowed).toBe(true);
    expect(judgeAsker(ofTwo, frontend, groups('c')).allowed).toBe(false);
  });
});

describe('in whose work items it can be asked for', () => {
  const ofWeb = only({ projects: [WEB] });

  test('is said by the id of the project, and of what is not known it is not', () => {
    const judge = (policy: Policy, id: string | undefined) => judgeProject(policy, frontend, id);
    expect(judge(policyOf([ofWeb]), '10')).toEqual({ allowed: true });
    // Another project has its key by now.
    expect(judge(policyOf([only({ projects: [{ ...FIN, key: 'WEB' }] })]), '10')).toMatchObject({
      why: { reason: 'projectNotAllowed', rule: 'Admins' },
    });
    expect(
      judge(policyOf([only({ projects: [{ ...WEB, key: 'OLD', name: 'Old' }] })]), '10'),
    ).toEqual({ allowed: true });
    expect(judge(policyOf([ofWeb]), undefined)).toMatchObject({
      why: { reason: 'projectNotKnown', rule: 'Admins' },
    });
    expect(judgeProject(policyOf([ofWeb]), developers, undefined).allowed).toBe(true);
    const both = policyOf([only({ projects: [WEB, FIN] })]);
    expect(['10', '20', '30'].map((id) => judge(both, id).allowed)).toEqual([true, true, false]);
    expect(judge(policyOf([only({ projects: [] })]), '10').allowed).toBe(false);
  });

  test('of two rules both say', () => {
    const two = policyOf([ofWeb, only({ id: 's', name: 'Others', projects: [WEB, FIN] })]);
    expect(judgeProject(two, frontend, '10').allowed).toBe(true);
    expect(judgeProject(two, frontend, '20')).toMatchObject({ why: { rule: 'Admins' } });
  });

  test('has to be known where a rule about any of it says so', () => {
    expect(asksWhichProject(policyOf([only({}), ofWeb]), [developers, frontend])).toBe(true);
    expect(asksWhichProject(policyOf([only({}), ofWeb]), [developers])).toBe(false);
    expect(asksWhichProject(policyOf([only({})]), [frontend])).toBe(false);
    expect(asksWhichProject(policyOf([]), [frontend])).toBe(false);
  });
});

describe('a rule speaks of', () => {
  const scope = (what: Partial<Rule['what']>): Rule =>
    only({ what: { groups: [], roles: false, accounts: false, newGroups: false, ...what } });
  const [listed, created, role, account, newGroup] = ENTITLEMENTS;

  test.each<[string, Partial<Rule['what']>, readonly (Entitlement | undefined)[]]>([
    ['nothing', {}, []],
    ['every listed group', { groups: 'all' }, [listed]],
    ['a group by its id', { groups: ['g1', 'g2'] }, [listed]],
    ['no other group', { groups: ['g2'] }, []],
    ['no group that is not listed, though it has its id', { groups: ['created'] }, []],
    ['roles', { roles: true }, [role]],
    ['accounts', { accounts: true }, [account]],
    ['new groups, and those in them', { newGroups: true }, [created, newGroup]],
  ])('%s', (_, what, about) => {
    const other = { ...frontend, groupId: 'other', unlockedFor: [] };
    const policy = policyOf([scope(what)], {
      requestableGroups: [...LISTED.requestableGroups, other],
    });
    expect(
      ENTITLEMENTS.filter((one) => rulesAbout(policy, one).some(({ id }) => id === 'r')),
    ).toEqual(about);
  });

  test('and of nothing else says who decides', () => {
    const stages: Chain = [{ sources: [{ kind: 'issueProjectLead' }], needed: 1 }];
    const policy = policyOf([{ ...scope({ roles: true }), stages }]);
    expect(chainFor(policy, developers)).toMatchObject(stages);
    expect(chainFor(policy, frontend)).toEqual(LEAD_DECIDES);
  });

  test('and what none of them speaks of has no other name for its rule', () => {
    const policy = policyOf([scope({ roles: true })], { longestTermDays: 3 });
    expect(rulesAbout(policy, frontend)).toEqual([ruleOfEverything(3)]);
  });
});

test('it has to be known who asks where a rule about any of it says who may', () => {
  const members = only({ askers: { who: 'members', groups: [{ groupId: 'a', name: 'a' }] } });
  expect(asksWhoAsks(policyOf([only({}), members]), [developers, frontend])).toBe(true);
  expect(asksWhoAsks(policyOf([only({}), members]), [developers])).toBe(false);
  expect(asksWhoAsks(policyOf([only({})]), [frontend])).toBe(false);
  expect(asksWhoAsks(policyOf([]), [frontend])).toBe(false);
});

describe('the chain of several rules', () => {
  const lead: Source = { kind: 'projectLead' };
  const people = (...names: readonly string[]): Source => ({
    kind: 'people',
    people: names.map((name) => person(name)),
  });
  const members = (groupId: string): Source => ({
    kind: 'members',
    group: { groupId, name: 'deciders' },
  });
  const asks = (needed: number, ...sources: readonly Source[]) => ({ sources, needed });
  const chainOf = (...chains: readonly Chain[]) =>
    chainFor(
      policyOf(
        chains.map((stages, place) => only({ id: `r${place}`, name: `Rule ${place}`, stages })),
      ),
      frontend,
    );

  test('has each stage once, as early as any of them has it, with the most to approve', () => {
    const [first, second] = [asks(1, lead), asks(2, people('Pia'))];
    expect(chainOf([first, second], [asks(3, people('Pia'))])).toEqual([
      { ...asks(3, people('Pia')), rules: ['Rule 0', 'Rule 1'] },
      { ...first, rules: ['Rule 0'] },
    ]);
    expect(chainOf([asks(2, lead)], [asks(1, lead)])).toEqual([
      { ...asks(2, lead), rules: ['Rule 0', 'Rule 1'] },
    ]);
  });

  test.each<[string, readonly Source[], readonly Source[], number]>([
    ['the same people in another order', [people('Pia', 'Otto')], [people('Otto', 'Pia')], 1],
    ['the same sources in another order', [lead, people('Pia')], [people('Pia'), lead], 1],
    ['a source twice', [lead, lead], [lead], 1],
    ['the same group', [members('a')], [members('a')], 1],
    ['other people', [people('Pia')], [people('Otto')], 2],
    ['more people', [people('Pia')], [people('Pia', 'Otto')], 2],
    ['another group', [members('a')], [members('b')], 2],
    ['another lead', [lead], [{ kind: 'issueProjectLead' }], 2],
    ['a group and a person of one id', [members('pia')], [people('Pia')], 2],
  ])('of %s', (_, one, other, stages) => {
    expect(chainOf([asks(1, ...one)], [asks(1, ...other)])).toHaveLength(stages);
  });
});

describe('of terms', () => {
  const days = (longestTermDays: number | undefined, over: Partial<Rule> = {}) =>
    only({ longestTermDays, ...over });

  test('the policy’s own is named by no rule, and goes before one that is as long', () => {
    expect(longestFor(policyOf([days(7)], { longestTermDays: 7 }), frontend)).toEqual({
      longestTermDays: 7,
    });
    expect(longestFor(policyOf([days(undefined)], { longestTermDays: 7 }), frontend)).toEqual({
      longestTermDays: 7,
    });
    expect(longestFor(policyOf([days(7)]), frontend)).toEqual({
      longestTermDays: 7,
      rule: 'Admins',
    });
    expect(longestFor(policyOf([days(undefined)]), frontend)).toEqual({
      longestTermDays: undefined,
    });
  });

  test('of several changes the shortest says no, and the first of those that are as short', () => {
    const roles = { groups: [], roles: true, accounts: false, newGroups: false };
    const judge = (ofGroup: number, ofRole: number) =>
      judgeTerm(
        {
          ask: {
            changes: [
              { verb: 'add', entitlement: frontend },
              { verb: 'add', entitlement: developers },
            ],
          },
          term: { kind: 'permanent' },
        },
        policyOf([
          days(ofGroup, { name: 'Group' }),
          days(ofRole, { id: 's', name: 'Role', what: roles }),
        ]),
        AT,
      );
    expect(judge(7, 5)).toMatchObject({ why: { longestDays: 5, rule: 'Role' } });
    expect(judge(5, 7)).toMatchObject({ why: { longestDays: 5, rule: 'Group' } });
    expect(judge(7, 7)).toMatchObject({ why: { longestDays: 7, rule: 'Group' } });
  });
});

test('the work item is asked for by the first rule that does, by their ids', () => {
  const ticket = (id: string, isAsked = true) => only({ id, name: id, ticket: isAsked });
  const first = (...all: readonly Rule[]) => ticketRuleFor(policyOf(all), frontend);
  expect(first(ticket('c'), ticket('a', false), ticket('b'))).toBe('b');
  expect(first(ticket('b'), ticket('a', false), ticket('c'))).toBe('b');
  expect(first(ticket('a', false))).toBeUndefined();
});

test.each([
  ['As in WEB-12.', true],
  ['WEB-12', true],
  ['See https://acme.atlassian.net/browse/WEB-12', true],
  ['see http://wiki/page', true],
  ['They join the team', false],
  ['web-12', false],
  ['WEB-0', false],
  ['W-1', false],
  ['xWEB-12', false],
  ['WEB-12x', false],
  ['https:// ', false],
  ['http://abc', false],
  ['http://abcd', true],
  ['A1_B-3', true],
  ['ABCDEFGHIJ-1', true],
  ['ABCDEFGHIJK-1', false],
  ['WEB-1234567890', true],
  ['WEB-12345678901', false],
  ['1WEB-12', false],
  ['ÄWEB-12', false],
  ['_WEB-12', false],
  ['-WEB-12', false],
  ['WEB-12_', false],
  ['WEB-12-', false],
  ['(WEB-12)', true],
])('%j names a work item: %s', (reason, does) => {
  expect(namesTicket(reason)).toBe(does);
});
