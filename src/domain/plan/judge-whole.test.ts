import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  developers,
  frontend,
  LISTED,
  liveState,
  ordinaryGroup,
  planQuestion,
  subject,
} from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import { askedBundleOf } from '../policy/asked-bundle';
import type { Policy } from '../policy/policy';
import type { Rule } from '../policy/rule';
import { chainFor } from '../policy/ruling';
import { LEAD_DECIDES } from '../policy/stage-rule';
import { judgeWhole } from './judge-whole';
import { makePlan } from './make-plan';
import type { Verdict } from './plan';

const design = { kind: 'group', groupId: 'g2', name: 'design' } as const;
const CONTENTS: readonly ExistingEntitlement[] = [frontend, design, developers];
const askFor = (all: readonly ExistingEntitlement[], people = ['Sam', 'Ann']): Ask => ({
  subjects: people.map(subject),
  changes: all.map((entitlement) => ({
    verb: 'add',
    entitlement,
    subjects: people.map((_, place) => place),
  })),
});
const bundleOf = (contents: readonly ExistingEntitlement[]) =>
  askedBundleOf({ id: 'b', owner: undefined }, { level: undefined, name: 'Dev', contents }, 1);

const CHANGE: Verdict = { verdict: 'change' };
const SO: Verdict = { verdict: 'alreadySo' };
const GONE: Verdict = { verdict: 'impossible', reason: 'personInactive' };
const REFUSED: Verdict = { verdict: 'refused', reason: 'groupNotRequestable' };

describe('a bundle is asked for as whole', () => {
  test.each<[string, readonly Verdict[], readonly ExistingEntitlement[]]>([
    ['where each part can be had', [CHANGE, CHANGE, SO, SO, CHANGE, SO], []],
    ['where one of two can’t have a part', [CHANGE, GONE, CHANGE, GONE, CHANGE, GONE], []],
    ['where the first of two can’t have a part', [GONE, CHANGE, GONE, SO, GONE, CHANGE], []],
    ['not where a part is refused', [REFUSED, REFUSED, CHANGE, CHANGE, CHANGE, SO], [frontend]],
    [
      'not where two are, whatever they are refused for',
      [REFUSED, GONE, CHANGE, CHANGE, GONE, GONE],
      [frontend, developers],
    ],
  ])('%s', (_, verdicts, refused) => {
    const judged = judgeWhole([bundleOf(CONTENTS)], askFor(CONTENTS), verdicts);
    expect(judged?.parts.map(({ entitlement }) => entitlement) ?? []).toEqual(refused);
  });

  test('and is told by its name, with why its parts can’t be had', () => {
    const verdicts = [REFUSED, GONE, CHANGE, CHANGE, CHANGE, SO];
    expect(
      judgeWhole([bundleOf([design]), bundleOf(CONTENTS)], askFor(CONTENTS), verdicts),
    ).toEqual({
      code: 'bundleNotWhole',
      bundle: 'Dev',
      parts: [{ entitlement: frontend, verdict: REFUSED }],
    });
  });

  test('and nothing is said of what is taken away beside it', () => {
    const [given, ...others] = askFor([design, frontend], ['Sam']).changes;
    if (given === undefined) throw new Error('Nothing is asked for.');
    const removed = others.map((one) => ({ ...one, verb: 'remove' as const }));
    const ask = { subjects: [subject('Sam')], changes: [given, ...removed] };
    expect(judgeWhole([bundleOf(CONTENTS)], ask, [CHANGE, REFUSED])).toBeUndefined();
  });

  test('and nothing is said of what is no part of it, or was left out', () => {
    const verdicts = [REFUSED, REFUSED, CHANGE, CHANGE];
    expect(judgeWhole([bundleOf([design])], askFor([frontend, design]), verdicts)).toBeUndefined();
    expect(
      judgeWhole([bundleOf(CONTENTS)], askFor([design, developers]), [CHANGE, CHANGE, SO, SO]),
    ).toBeUndefined();
  });
});

/** Whatever a policy says of each of three things, and whatever the site has of them. */
const worlds = fc.record({
  listed: fc.subarray(['g1', 'g2']),
  there: fc.subarray(['g1', 'g2']),
  protectedOnes: fc.subarray(['g1', 'g2']),
  rules: fc.array(
    fc.record({
      groups: fc.constantFrom<Rule['what']['groups']>('all', ['g1'], ['g2']),
      roles: fc.boolean(),
      projects: fc.constantFrom<Rule['projects']>('all', [
        { projectId: '99', key: 'FIN', name: 'Finance' },
      ]),
      longestTermDays: fc.constantFrom(undefined, 3),
      stages: fc.constantFrom(1, 2),
    }),
    { maxLength: 3 },
  ),
  held: fc.subarray(['group:g1', 'group:g2', entitlementKey(developers)]),
  order: fc.shuffledSubarray([...CONTENTS], { minLength: 1 }),
});

test('asking for a bundle is judged exactly as asking for each part of it, whatever the policy, the site and the order', () => {
  fc.assert(
    fc.property(worlds, ({ listed, there, protectedOnes, rules, held, order }) => {
      const groups = [frontend, design].filter(({ groupId }) => listed.includes(groupId));
      const plain: Policy = {
        ...LISTED,
        requestableGroups: groups.map((group) => ({ ...group, unlockedFor: [] })),
        rules: rules.map(({ groups: about, roles, stages, ...rule }, place) => ({
          id: `r${place}`,
          name: `Rule ${place}`,
          what: { groups: about, roles, accounts: false, newGroups: false },
          askers: { who: 'everybody' },
          stages: stages === 1 ? LEAD_DECIDES : [...LEAD_DECIDES, ...LEAD_DECIDES],
          usualTermDays: undefined,
          ticket: false,
          ...rule,
        })),
      };
      const bundles = [
        { id: 'b', name: 'Dev', description: '', owner: undefined, contents: CONTENTS, levels: [] },
      ];
      const live = liveState({
        groups: new Map(
          there.map((groupId) => [
            groupId,
            {
              ...ordinaryGroup,
              protection: protectedOnes.includes(groupId) ? (['siteAdministration'] as const) : [],
            },
          ]),
        ),
        people: new Map(
          ['sam', 'ann'].map((id) => [id, { active: true, accountType: 'atlassian' as const }]),
        ),
        holders: new Map(held.map((key) => [key, new Set(['person:sam'])])),
      });
      const verdicts = (policy: Policy, all: readonly ExistingEntitlement[]) =>
        makePlan(planQuestion({ ask: askFor(all), policy, live })).verdicts;
      const together = verdicts({ ...plain, bundles }, order);
      expect(together).toEqual(order.flatMap((one) => verdicts(plain, [one])));
      for (const one of order) {
        const withBundles: Policy = { ...plain, bundles };
        expect(chainFor(withBundles, one)).toEqual(chainFor(plain, one));
      }
    }),
    { numRuns: 200 },
  );
});
