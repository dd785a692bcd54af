import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, developers, frontend, LISTED, person } from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import { judgeAsker } from './judge-asker';
import { judgeTerm } from './judge-term';
import { namesTicket } from './names-ticket';
import type { Policy } from './policy';
import type { Rule } from './rule';
import { chainFor, longestFor, rulesAbout, ticketRuleFor } from './ruling';
import { type Chain, LEAD_DECIDES, type Source, stageKey } from './stage-rule';

const ENTITLEMENTS: readonly Entitlement[] = [
  frontend,
  { ...frontend, groupId: 'created' },
  developers,
  { kind: 'account', products: [] },
  { kind: 'newGroup', name: 'crew' },
];

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
  stages: chain,
  longestTermDays: fc.constantFrom(undefined, 1, 7, 30),
  ticket: fc.boolean(),
});
const rules = fc.uniqueArray(rule, { selector: ({ id }) => id, maxLength: 4 });
const policyOf = (all: readonly Rule[], over: Partial<Policy> = {}): Policy => ({
  ...LISTED,
  rules: all,
  ...over,
});
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
      expect(ticketRuleFor(one, entitlement)).toEqual(ticketRuleFor(other, entitlement));
    });
  });

  test('the stricter wins in each respect, and one more makes nothing looser', () => {
    ofAll((all, entitlement) => {
      const days = (policy: Policy) => longestFor(policy, entitlement).longestTermDays ?? 1_000;
      const policy = policyOf(all, { longestTermDays: 30 });
      const about = rulesAbout(policy, entitlement).filter((one) => all.includes(one));
      const stages = new Map(
        chainFor(policy, entitlement).map((one) => [stageKey(one), one.needed]),
      );
      expect(days(policy)).toBe(Math.min(30, ...about.map((one) => one.longestTermDays ?? 30)));
      for (const one of about) {
        for (const stage of one.stages) {
          expect(stages.get(stageKey(stage)) ?? 0).toBeGreaterThanOrEqual(stage.needed);
        }
        const alone = policyOf([one]);
        for (const asker of [undefined, groups('a'), groups('b')]) {
          const mayByAll = judgeAsker(policy, entitlement, asker).allowed;
          if (mayByAll) expect(judgeAsker(alone, entitlement, asker).allowed).toBe(true);
        }
        if (one.ticket) expect(ticketRuleFor(policy, entitlement)).toBeDefined();
      }
      expect(stages.size).toBe(chainFor(policy, entitlement).length);
    });
  });
});

describe('the rule that says no is named', () => {
  const only = (over: Partial<Rule>): Rule => ({
    id: 'r',
    name: 'Admins',
    what: { groups: ['g1'], roles: false, accounts: false, newGroups: false },
    askers: { who: 'everybody' },
    stages: LEAD_DECIDES,
    longestTermDays: undefined,
    ticket: false,
    ...over,
  });

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
    expect(judge(5, 7)).toEqual({ allowed: false, why: { code: 'termTooLong', longestDays: 5 } });
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
  });
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
])('%j names a work item: %s', (reason, does) => {
  expect(namesTicket(reason)).toBe(does);
});
