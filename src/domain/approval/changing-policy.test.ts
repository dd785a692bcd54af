import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  otherProjectRole,
  person,
  REQUESTER,
} from '../../../tests/support/samples';
import type { Chain, Source } from '../policy/stage-rule';
import type { AccessRequest } from '../request/access-request';
import { approve } from '../request/approve';
import { approvedByNow } from '../request/as-approved';
import type { Approval } from './approval';
import { keyOf, leadsKey } from './asked-source';
import { asOnRecord, rerouteApprovals } from './reroute-approvals';
import { type Candidate, resolveApprovals } from './resolve-approvals';
import { approvedIn } from './turns';

const PEOPLE = ['Emma', 'Theo', 'Otto', 'Lena', 'Rita'];
const ids = PEOPLE.map((name) => person(name).accountId);
const candidates: readonly Candidate[] = PEOPLE.map((name) => ({
  ...person(name),
  active: true,
  accountType: 'atlassian',
}));
const ask = {
  ...addToFrontend('Sam'),
  changes: [
    ...addToFrontend('Sam').changes,
    { verb: 'add' as const, entitlement: otherProjectRole, subjects: [0] },
  ],
};

/** The leads of the issue's project and of the role's, and who holds the permission in the issue's. */
const [ISSUE_LEAD, ROLE_LEAD, HOLDER] = ['Lena', 'Otto', 'Theo'] as const;
const candidateOf = (name: string) => candidates.filter((one) => one.displayName === name);

const people: fc.Arbitrary<Source> = fc
  .uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 3 })
  .map((names) => ({ kind: 'people', people: names.map((name) => person(name)) }));
const byOffice: fc.Arbitrary<Source> = fc.constantFrom<Source>(
  { kind: 'projectLead' },
  { kind: 'issueProjectLead' },
  { kind: 'permission' },
);
const office = {
  weight: 4,
  arbitrary: fc.record({ sources: fc.tuple(byOffice), needed: fc.constant(1) }),
};
const ofSeveral = fc.record({
  sources: fc.oneof(
    fc.tuple(people),
    fc.uniqueArray(byOffice, { minLength: 2, maxLength: 2, selector: ({ kind }) => kind }),
    fc.tuple(people, byOffice),
  ),
  needed: fc.integer({ min: 1, max: 2 }),
});
const chain: fc.Arbitrary<Chain> = fc.array(ofSeveral, { minLength: 1, maxLength: 3 });
/** Short, and mostly of one office, so that one often takes the place of another. */
const roleChain: fc.Arbitrary<Chain> = fc.array(fc.oneof(office, ofSeveral), {
  minLength: 1,
  maxLength: 2,
});
/** The chain of each of the two changes. */
const policy = fc.tuple(chain, roleChain);
type Policy = readonly [Chain, Chain];

/** What is asked of it now. */
function today(request: AccessRequest, chains: Policy): AccessRequest {
  const resolved = resolveApprovals({
    ask,
    requester: REQUESTER,
    issueProject: { id: '10', key: 'WEB' },
    issueThere: true,
    sameSite: true,
    chainOf: (change) => chains[change] ?? [],
    policyDecides: () => false,
    stored: request.approvals,
    holders: candidateOf(HOLDER),
    ownersOf: () => [],
    leads: new Map([
      ['10', candidateOf(ISSUE_LEAD)[0]],
      ['20', candidateOf(ROLE_LEAD)[0]],
    ]),
    named: new Map(candidates.map((one) => [one.accountId, one])),
    members: new Map(),
    fallback: [],
    away: new Map(),
    known: {
      sight: new Map(ids.map((id) => [id, 'sees'])),
      reach: new Map(
        ids.map((accountId) => [accountId, { accountId, addresses: new Set(), groups: new Set() }]),
      ),
      held: new Set(),
    },
  });
  return { ...request, approvals: rerouteApprovals(request.approvals, resolved).approvals };
}

const write = (before: AccessRequest, after: AccessRequest): AccessRequest => ({
  ...after,
  approvals: asOnRecord(before.approvals, after.approvals),
});

test('whatever becomes of the policy meanwhile, all are asked whom it asks in the end, each once', () => {
  const tried = fc.array(fc.constantFrom(...PEOPLE), { maxLength: 12 });
  let approved = 0;
  fc.assert(
    fc.property(
      fc.array(fc.record({ policy, sweeps: fc.boolean(), tried }), { minLength: 1, maxLength: 4 }),
      (phases) => {
        let request: AccessRequest = awaiting({ ask, requester: REQUESTER, approvals: [] });
        for (const phase of phases) {
          if (phase.sweeps) {
            const now = today(request, phase.policy);
            request = approvedByNow(now, 1, AT)?.request ?? write(request, now);
          }
          for (const name of phase.tried) {
            if (request.state !== 'awaitingApproval') break;
            const decided = approve(today(request, phase.policy), person(name), undefined, AT);
            if (decided.ok) request = write(request, decided.value.request);
          }
          if (request.state === 'awaitingApproval') continue;
          approved += 1;
          for (const [change, stages] of phase.policy.entries()) {
            expectEach(request.approvals, change, stages);
          }
          return;
        }
      },
    ),
    { numRuns: 2_000, seed: 20261130 },
  );
  // Else it has shown nothing.
  expect(approved).toBeGreaterThan(50);
});

/** Each stage has as many of those whom it names; nobody is in two, nor made the request. */
function expectEach(approvals: readonly Approval[], change: number, stages: Chain): void {
  const left = approvals.filter((stage) => stage.changes.includes(change));
  const by = left.flatMap((stage) => approvedIn(stage).map((one) => one.by.accountId));
  expect(new Set(by).size).toBe(by.length);
  expect(by).not.toContain(REQUESTER.accountId);
  for (const { sources, needed } of [...stages].sort((one, other) => other.needed - one.needed)) {
    const meant = sources.map((source) => whoIsMeant(source, change));
    const who = new Set(meant.flatMap(({ named }) => named.map(({ accountId }) => accountId)));
    const asks = [...new Set(meant.map((one) => one.asks))].sort().join(' ');
    const at = left.findIndex((stage) => {
      const those = approvedIn(stage).map((one) => one.by.accountId);
      const parts = stage.asks.split(' ').filter((part) => !part.startsWith('#'));
      const isAsked = [...new Set(parts)].join(' ') === asks && those.every((one) => who.has(one));
      return isAsked && those.length >= needed;
    });
    expect(at).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
}

/** Whom a source names for a change: the second is about a role of a project of its own. */
function whoIsMeant(source: Source, change: number) {
  switch (source.kind) {
    case 'projectLead':
      return change === 0
        ? { asks: leadsKey('10'), named: [person(ISSUE_LEAD)] }
        : { asks: leadsKey('20'), named: [person(ROLE_LEAD)] };
    case 'issueProjectLead':
      return { asks: leadsKey('10'), named: [person(ISSUE_LEAD)] };
    case 'permission':
      return { asks: 'permission:10', named: [person(HOLDER)] };
    case 'people':
      return { asks: keyOf({ source: 'named', people: source.people }), named: source.people };
    case 'groupOwner':
    case 'members':
      return { asks: '', named: [] };
  }
}
