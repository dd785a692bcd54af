import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Approval } from '../../src/domain/approval/approval';
import type { AccessRequest } from '../../src/domain/request/access-request';
import { approve, ask, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { rowOf, writeRow } from '../support/poison';
import { putBackAfterEach } from '../support/put-back';

/**
 * Requests that stand in the store as approved, though nobody who may has approved them, or not all of it,
 * or too long ago: whatever let them come so far, the run asks once more and sends nothing.
 */
let world: World;
putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend'], { rolesOf: 'anyProject' });
});
afterAll(() => world.close());

type Stages = readonly Approval[];
const undecided = (stage: Approval): Approval => ({ ...stage, decisions: [] });

const ATTEMPTS: readonly (readonly [string, (request: AccessRequest) => Partial<AccessRequest>])[] =
  [
    [
      'by whoever asked',
      ({ approvals, requester }) => ({ approvals: decidedBy(approvals, requester) }),
    ],
    [
      'by whoever asked, in one of two stages',
      ({ approvals: [first, second], requester }) => ({
        approvals: [...only(first), ...decidedBy(only(second), requester)],
      }),
    ],
    ['by nobody', ({ approvals }) => ({ approvals: approvals.map(undecided) })],
    [
      'in one of two stages',
      ({ approvals: [first, second] }) => ({
        approvals: [...only(first), ...only(second).map(undecided)],
      }),
    ],
    ['with a stage that is no more', ({ approvals: [first] }) => ({ approvals: [...only(first)] })],
    ['without any stage', () => ({ approvals: [] })],
    [
      'and declined in one of two stages',
      ({ approvals: [first, second] }) => ({
        approvals: [...only(first), ...only(second).map(declined)],
      }),
    ],
    [
      'longer ago than an approval is valid',
      () => ({ approvalValidUntil: world.platform.clock.now() - 1 }),
    ],
  ];
const only = (stage: Approval | undefined): Stages => (stage === undefined ? [] : [stage]);
const decidedBy = (stages: Stages, by: AccessRequest['requester']): Stages =>
  stages.map((stage) => ({ ...stage, decisions: [{ decision: 'approved', by, at: 0 }] }));
const declined = (stage: Approval): Approval => {
  const by = stage.decisions[0]?.by;
  return by === undefined
    ? stage
    : { ...stage, decisions: [{ decision: 'declined', by, at: 0, reason: 'No.' }] };
};

describe('nothing is sent of a request that stands as approved', () => {
  test.each(ATTEMPTS)('%s', async (_, change) => {
    const noah = world.as('Noah Okafor');
    const request = value(
      await ask(world, noah, {
        issue: 'WEB-1',
        people: ['Priya Raman'],
        add: ['frontend', 'MOB/Member'],
      }),
    );
    const half = value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    value(await approve(world.as('Liam Chen'), 'WEB-1', half));
    const sent: string[] = [];
    const stop = world.platform.atlassian.onExchange(({ via, method, url }) => {
      if (via === 'token' && method !== 'GET') sent.push(`${method} ${url}`);
    });
    rewrite(request.id, change);
    await world.settle();
    stop();
    expect(sent).toEqual([]);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect(world.actors('MOB', 'Member')).not.toContain('Priya Raman');
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('needsAttention');
    const rows = await steps(noah, 'WEB-1', request.id);
    expect(rows.map(({ outcome }) => outcome)).toMatchObject(
      Array(2).fill({ state: 'failed', reason: 'approvalLapsed' }),
    );
  });

  test('and all of it, where nothing was changed', async () => {
    const noah = world.as('Noah Okafor');
    const add = ['frontend', 'MOB/Member'];
    const wanted = { issue: 'WEB-2', people: ['Priya Raman'], add };
    const half = value(
      await approve(world.as('Maya Lindqvist'), 'WEB-2', value(await ask(world, noah, wanted))),
    );
    value(await approve(world.as('Liam Chen'), 'WEB-2', half));
    rewrite(half.id, ({ approvals }) => ({ approvals }));
    await world.settle();
    expect((await get(noah, 'WEB-2', half.id)).state).toBe('completed');
    expect(world.members('frontend')).toContain('Priya Raman');
  });
});

interface StoredRequest {
  readonly [field: string]: unknown;
  readonly body: { readonly v: number; readonly value: AccessRequest };
}

/** As somebody who gets at the store, or a fault of the app's own, would leave it. */
function rewrite(requestId: string, change: (request: AccessRequest) => Partial<AccessRequest>) {
  const { platform } = world;
  const { kvs } = platform.forge;
  const key = kvs
    .entries()
    .find((one) => one.entity === 'request' && one.key.includes(requestId))?.key;
  const row = rowOf(platform, key ?? '') as StoredRequest | undefined;
  if (key === undefined || row?.body.value?.state !== 'approved')
    throw new Error('It is not stored as approved, and plain');
  const { body } = row;
  const next = { ...body.value, ...change(body.value) };
  writeRow(platform, 'request', key, { ...row, body: { ...body, value: next } });
}
