import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { FIRST_POLICY, type Policy } from '../../src/domain/policy/policy';
import { compose } from '../../src/entry/compose';
import { onSite } from '../../src/operations/connection/on-site';
import { findWhetherAllowed } from '../../src/operations/giving/find-whether-allowed';
import { keysOf, poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, connection, frontend, inState, LEAD, stage, subject } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const lets: Policy = { ...FIRST_POLICY, fallbackApprovers: [LEAD], fallbackAfterHours: 24 };
const never = async () => false;
const decision = { decision: 'approved', by: LEAD, at: AT } as const;

test.each<[string, Partial<Policy>, number | undefined, string]>([
  ['who may still decide', {}, 24, 'allowed'],
  ['who is not named any more', { fallbackApprovers: [] }, 24, 'forbidden'],
  ['whom the policy does not let in any more', { fallbackAfterHours: undefined }, 24, 'forbidden'],
  ['whom the policy would let in later', { fallbackAfterHours: 25 }, 24, 'forbidden'],
  ['who was not let in, and is not named', { fallbackApprovers: [] }, undefined, 'allowed'],
])('whether what somebody approved is given back, or claimed: %s', async (_, over, hours, said) => {
  const afterHours = hours === undefined ? {} : { afterHours: hours };
  const approvals = [stage(LEAD, { decisions: [{ ...decision, ...afterHours }] })];
  const request = { ...inState('completed'), approvals, revision: 1 };
  const held = { connectionId: connection.id, entitlement: frontend, subject: subject('Sam') };
  const found = await runInForge(platform, async () => {
    await commit({ request });
    const ports = onSite(compose(), connection.id);
    return findWhetherAllowed(ports, held, { requestId: request.id }, { ...lets, ...over }, never);
  });
  expect(found).toBe(said);
});

test.each([
  ['as long as it says so', true, 'allowed'],
  ['not once it does not', false, 'forbidden'],
])('what the policy decided is given back, or claimed, %s', async (_, decides, said) => {
  const byPolicy = { decision: 'byPolicy', by: LEAD, at: AT, policyVersion: 7 } as const;
  const approvals = [stage(LEAD, { decisions: [byPolicy] })];
  const request = { ...inState('completed'), approvals, revision: 1 };
  const held = { connectionId: connection.id, entitlement: frontend, subject: subject('Sam') };
  const found = await runInForge(platform, async () => {
    await commit({ request });
    const ports = onSite(compose(), connection.id);
    const of = { requestId: request.id };
    return findWhetherAllowed(ports, held, of, FIRST_POLICY, async () => decides);
  });
  expect(found).toBe(said);
});

test('of a request that can’t be read, it is not known who approved it, and whether they may still', async () => {
  const request = { ...inState('completed'), revision: 1 };
  const held = { connectionId: connection.id, entitlement: frontend, subject: subject('Sam') };
  const said = () =>
    runInForge(platform, async () => {
      const ports = onSite(compose(), connection.id);
      return findWhetherAllowed(ports, held, { requestId: request.id }, FIRST_POLICY, never);
    });
  await runInForge(platform, () => commit({ request }));
  expect(await said()).toBe('allowed');
  const [key = ''] = keysOf(platform, 'request');
  poison(platform, 'request', key);
  expect(await said()).toBe('notKnown');
});
