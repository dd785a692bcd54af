import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  developers,
  person,
  REQUESTER,
} from '../../../tests/support/samples';
import type { Chain } from '../policy/stage-rule';
import type { AccessRequest } from '../request/access-request';
import { approve } from '../request/approve';
import { approvedByNow } from '../request/as-approved';
import type { Approval } from './approval';
import { keyOf } from './asked-source';
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
    { verb: 'add' as const, entitlement: developers, subjects: [0] },
  ],
};

const chain: fc.Arbitrary<Chain> = fc.array(
  fc.record({
    sources: fc
      .uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 3 })
      .map((names) => [{ kind: 'people' as const, people: names.map((name) => person(name)) }]),
    needed: fc.integer({ min: 1, max: 2 }),
  }),
  { minLength: 1, maxLength: 3 },
);
/** The chain of each of the two changes. */
const policy = fc.tuple(chain, chain);
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
    stored: request.approvals,
    holders: [],
    ownersOf: () => [],
    leads: new Map(),
    named: new Map(candidates.map((one) => [one.accountId, one])),
    members: new Map(),
    fallback: [],
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
    { numRuns: 1_000, seed: 20261130 },
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
    const people = sources.flatMap((source) => (source.kind === 'people' ? source.people : []));
    const who = new Set(people.map(({ accountId }) => accountId));
    const asks = keyOf({ source: 'named', people });
    const at = left.findIndex((stage) => {
      const those = approvedIn(stage).map((one) => one.by.accountId);
      const isAsked = stage.asks.split(' ')[0] === asks && those.every((one) => who.has(one));
      return isAsked && those.length >= needed;
    });
    expect(at).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
}
