import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT, addToFrontend, person, REQUESTER } from '../../../tests/support/samples';
import { HOUR } from '../lib/time';
import { decideStages } from '../request/decide-stages';
import type { Approval } from './approval';
import { judgeApprovers } from './enough-approvers';
import { decidesAfterHours } from './in-place-of';
import { type ApprovalQuestion, type Candidate, resolveApprovals } from './resolve-approvals';
import { awaited, countsAs, isApproved, openStages } from './turns';

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil'];
const name = fc.constantFrom(...NAMES);
const candidate = (of: string): Candidate => ({
  ...person(of),
  active: true,
  accountType: 'atlassian',
});
const byId = <T>(of: (name: string) => T) =>
  new Map(NAMES.map((one) => [person(one).accountId, of(one)]));

const given = fc.record({
  chain: fc.array(
    fc.record({
      who: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
      needed: fc.constantFrom(1, 1, 2),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  /*
   * Each with a deputy of their own. Where one deputy stands in for two, in stages that share people, the order of
   * decisions can leave a stage without anybody (1 in 10,000 of these chains): it then says so, and nobody gains by it.
   */
  away: fc
    .uniqueArray(
      fc.tuple(name, name).filter(([who, deputy]) => who !== deputy),
      { maxLength: 2, selector: ([who]) => who },
    )
    .filter(([one, other]) => one?.[1] !== other?.[1] || other === undefined),
  fallback: fc.uniqueArray(name, { maxLength: 2 }),
  seesNothing: fc.option(name),
});
/** Which of those who may decide next does: three stages take six people at most. */
const picked = fc.array(fc.nat(3), { minLength: 6, maxLength: 6 });
type Given = typeof given extends fc.Arbitrary<infer One> ? One : never;

const asked = (
  { chain, away, fallback, seesNothing }: Given,
  stored: readonly Approval[],
  letsIn?: ApprovalQuestion['letsIn'],
): ApprovalQuestion => ({
  ...(letsIn === undefined ? {} : { letsIn }),
  ask: addToFrontend('Sam'),
  requester: REQUESTER,
  issueProject: { id: '10', key: 'WEB' },
  issueThere: true,
  sameSite: true,
  policyDecides: () => false,
  chainOf: () =>
    chain.map(({ who, needed }) => ({
      sources: [{ kind: 'people', people: who.map(person) }],
      needed,
    })),
  stored,
  leads: new Map(),
  holders: [],
  ownersOf: () => [],
  named: byId(candidate),
  members: new Map(),
  fallback: fallback.map(candidate),
  away: new Map(away.map(([who, deputy]) => [person(who).accountId, candidate(deputy)])),
  known: {
    sight: byId((one) => (one === seesNothing ? 'cannotSee' : 'sees')),
    reach: byId((one) => ({
      accountId: person(one).accountId,
      addresses: new Set(),
      groups: new Set(),
    })),
    held: new Set(),
  },
});

/** Nobody has decided for longer than an hour, whichever stage it is. */
const LATE = { createdAt: AT, questions: [], afterHours: 1, at: AT + 2 * HOUR };

test('who is let in takes nothing from those who are asked, nor a seat that another stage needs', () => {
  fc.assert(
    fc.property(given, picked, (of, picks) => {
      let stages: readonly Approval[] = resolveApprovals(asked(of, [], LATE));
      // Nobody was asked of it yet.
      expect(stages.flatMap(lateIn)).toEqual([]);
      if (!judgeApprovers(stages).allowed) return;
      for (const pick of picks) {
        const without = resolveApprovals(asked(of, stages));
        stages = resolveApprovals(asked(of, stages, LATE));
        expect(stages.map(askedIn)).toEqual(without.map(askedIn));
        expect(judgeApprovers(stages)).toEqual({ allowed: true });
        const late = new Set(stages.flatMap(lateIn));
        expect(stages.filter((one) => lateIn(one).length > 0)).toEqual(
          openStages(stages).filter((one) => lateIn(one).length > 0),
        );
        const may = [...of.fallback, ...of.away.map(([, deputy]) => deputy)].map(person);
        expect(may.map(({ accountId }) => accountId)).toEqual(expect.arrayContaining([...late]));
        const who = openStages(stages).flatMap(awaited);
        const by = who[who.length - 1 - (pick % who.length)];
        if (by === undefined) break;
        const decision = { decision: 'approved', by, at: AT } as const;
        stages = decideStages(stages, by.accountId, decision).approvals;
        const decided = stages.flatMap(({ decisions }) => decisions.flatMap(countsAs));
        expect(decided).toEqual([...new Set(decided)]);
      }
      expect(stages.every(isApproved)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

const lateIn = (stage: Approval) =>
  stage.approvers.flatMap(({ accountId }) =>
    isApproved(stage) || decidesAfterHours(stage, accountId) === undefined ? [] : accountId,
  );
const askedIn = (stage: Approval) => ({
  order: stage.order,
  asked: stage.approvers.filter(({ accountId }) => !lateIn(stage).includes(accountId)),
  mayDecline: stage.mayDecline,
  needed: stage.needed,
});

test('what can be decided while people are away can be decided whoever goes first, and nobody decides for two', () => {
  fc.assert(
    fc.property(given, picked, (of, picks) => {
      let stages: readonly Approval[] = resolveApprovals(asked(of, []));
      if (!judgeApprovers(stages).allowed) return;
      for (const pick of picks) {
        if (stages.every(isApproved)) break;
        const who = openStages(stages).flatMap(awaited);
        const by = who[pick % who.length];
        if (by === undefined) throw new Error('Nobody can decide it.');
        const { approvals } = decideStages(stages, by.accountId, {
          decision: 'approved',
          by,
          at: AT,
        });
        stages = resolveApprovals(asked(of, approvals));
        expect(judgeApprovers(stages)).toEqual({ allowed: true });
        const decided = stages.flatMap(({ decisions }) => decisions.flatMap(countsAs));
        expect(decided).toEqual([...new Set(decided)]);
      }
      expect(stages.every(isApproved)).toBe(true);
    }),
    {
      numRuns: 500,
      examples: [
        [
          {
            chain: [
              { who: ['Ada', 'Emil'], needed: 1 },
              { who: ['Cleo', 'Ben'], needed: 1 },
              { who: ['Emil', 'Ben'], needed: 1 },
            ],
            away: [['Ben', 'Cleo']],
            fallback: [],
            seesNothing: null,
          },
          [1, 0, 0, 0, 0, 0],
        ],
      ],
    },
  );
});
