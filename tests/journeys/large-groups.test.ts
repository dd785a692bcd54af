import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../src/contract/reply';
import { MINUTE } from '../../src/domain/lib/time';
import { approve, askOf, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/** More pages of members than one invocation may read: doc, Forge invocation limits. */
const GROUPS = ['frontend', 'on-call', 'qa', 'design', 'mobile', 'backend', 'sales', 'marketing'];
const PEOPLE = 600;
const PAGE = 50;

let world: World;
let people: readonly string[];
let reads: number;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(GROUPS);
  const { directory, onExchange } = world.platform.atlassian;
  people = Array.from({ length: PEOPLE }, (_, place) => {
    const { accountId } = directory.addPerson(`Person ${place}`, `person.${place}@acme.example`);
    return accountId;
  });
  // Everybody but a few is in every group.
  for (const group of GROUPS) {
    for (const accountId of people) directory.addMember(world.groupId(group), accountId);
    for (const accountId of people.slice(0, 3)) {
      directory.removeMember(world.groupId(group), accountId);
    }
  }
  reads = 0;
  onExchange(({ via }) => {
    if (via === 'token') reads += 1;
  });
});
afterEach(() => world.close());

/** Calls to the outside, by function: the most that one invocation of it made. */
function countCalls(): () => Readonly<Record<string, number>> {
  const made = new Map<string, { readonly of: string; calls: number }>();
  world.platform.forge.faults.onWireCall = ({ invocationId, functionKey, target }) => {
    if (!target.startsWith('egress')) return 'go';
    const calls = (made.get(invocationId)?.calls ?? 0) + 1;
    made.set(invocationId, { of: functionKey, calls });
    return 'go';
  };
  return () => {
    const most: Record<string, number> = {};
    for (const { of, calls } of made.values()) most[of] = Math.max(most[of] ?? 0, calls);
    return most;
  };
}

/** As the page does: called again as long as there is more to read. Answers how often, too. */
async function toTheEnd<T>(run: () => Promise<Reply<T>>): Promise<{ value: T; parts: number }> {
  const shares: number[] = [];
  for (;;) {
    const reply = await run();
    if (reply.ok) return { value: reply.value, parts: shares.length + 1 };
    if (reply.error.code !== 'goOn') throw new Error(JSON.stringify(reply.error));
    const share = reply.error.done / reply.error.total;
    expect(share).toBeGreaterThan(shares.at(-1) ?? 0);
    expect(share).toBeLessThan(1);
    shares.push(share);
  }
}

function form() {
  const ask = askOf(world, { issue: 'WEB-1', add: GROUPS });
  const subjects = people
    .slice(0, 300)
    .map((accountId) => ({ kind: 'person' as const, accountId }));
  return { ask: { ...ask, subjects }, term: { kind: 'permanent' as const } };
}

test('what one invocation can’t read is read by several, no page of it twice', async () => {
  const calls = countCalls();
  const noah = world.as('Noah Okafor');
  const pages = GROUPS.length * Math.ceil((people.length - 3) / PAGE);
  expect(pages).toBeGreaterThan(90);
  const preview = () => noah.panel('request.preview', 'WEB-1', form());
  const { value: plan, parts } = await toTheEnd(preview);
  expect(parts).toBeGreaterThan(1);
  expect(plan.counts.change).toBe(3 * GROUPS.length);
  expect(plan.counts.alreadySo).toBe(297 * GROUPS.length);
  expect(reads).toBeLessThan(pages + parts * 20);

  const submitted = await toTheEnd(() =>
    noah.panel('request.submit', 'WEB-1', {
      ...form(),
      justification: 'Everybody is to be everywhere.',
      planFingerprint: plan.fingerprint,
      submissionKey: randomUUID(),
    }),
  );
  const maya = world.as('Maya Lindqvist');
  const requestId = submitted.value.id;
  const now = await toTheEnd(() => maya.panel('request.plan', 'WEB-1', { requestId }));
  expect(now.value.differs).toEqual([]);
  value(await approve(maya, 'WEB-1', submitted.value));
  await world.settle();
  const { state, progress } = await get(noah, 'WEB-1', requestId);
  expect([state, progress?.applied]).toEqual(['completed', 3 * GROUPS.length]);
  expect(calls()['panel-resolver']).toBeLessThanOrEqual(100);
  expect(calls()['work-consumer']).toBeLessThan(1_500);
});

test('what was read is used for a moment only', async () => {
  const noah = world.as('Noah Okafor');
  const preview = () => noah.panel('request.preview', 'WEB-1', form());
  const first = await preview();
  expect(first).toMatchObject({ ok: false, error: { code: 'goOn' } });
  const before = reads;
  await world.pass(2 * MINUTE);
  const { parts } = await toTheEnd(preview);
  expect(parts).toBeGreaterThan(1);
  expect(reads - before).toBeGreaterThan(90);
});
