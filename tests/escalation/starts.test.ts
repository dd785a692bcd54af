import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, get } from '../support/ask-for';
import { openWorld, PANEL, value, type World } from '../support/open-world';

/**
 * Between an approval and its start lie days. Nothing may be given by an approval of somebody who would not be asked as it starts, and
 * nobody moves a start or decides on it who could not before.
 */
const ISSUE = 'FIN-1';
const LEAD = 'Isabelle Moreau';
const REQUESTER = 'Ingrid Solberg';
const HOLDER = 'Mateo Álvarez';

let image: PlatformImage;
let world: World;
let requestId: string;
let revision: number;
let startsAt: number;

beforeAll(async () => {
  world = await openWorld();
  const { directory } = world.platform.atlassian;
  await world.connect();
  await world.allow(['frontend', 'engineering'], { fallbackApprovers: ['Henrik Dahl'] });
  for (const name of ['Emma Fischer', 'Camille Laurent']) {
    directory.addActor('FIN', 'Viewers', { accountId: world.person(name).accountId });
  }
  startsAt = world.platform.clock.now() + 5 * DAY;
  const named = { issue: ISSUE, people: [HOLDER], add: ['frontend'], startsAt };
  const submitted = value(
    await ask(world, world.as(REQUESTER), { ...named, term: { kind: 'days', days: 2 } }),
  );
  await world.settle();
  const approved = value(await approve(world.as(LEAD), ISSUE, submitted));
  await world.settle();
  ({ id: requestId, revision } = approved);
  image = world.platform.image();
  await world.close();
});
afterAll(() => world.close());

async function opened(): Promise<void> {
  await world.close().catch(() => undefined);
  world = await openWorld({ from: image });
}
const directory = () => world.platform.atlassian.directory;
const isIn = () => world.members('frontend').includes(HOLDER);
const state = async () => (await get(world.as(REQUESTER), ISSUE, requestId)).state;
async function begin(): Promise<void> {
  await world.pass(startsAt - world.platform.clock.now() - 10 * MINUTE);
  for (let count = 0; count < 3; count += 1) {
    await world.sweep();
    await world.settle();
    await world.pass(5 * MINUTE);
    await world.settle();
  }
}

describe('what was approved is not given as it starts', () => {
  test.each<[string, () => void]>([
    [
      'by a lead who leads the project no more',
      () => directory().setLead('FIN', world.person('Emma Fischer').accountId),
    ],
    [
      'by a lead who is inactive by then',
      () => directory().setActive(world.person(LEAD).accountId, false),
    ],
    [
      'by a lead who does not see the work item any more',
      () => {
        const { accountId } = world.person(LEAD);
        directory().removeActor('FIN', 'Administrators', { accountId });
        directory().removeMember(world.groupId('finance'), accountId);
      },
    ],
  ])('%s', async (_, change) => {
    await opened();
    change();
    await begin();
    expect([await state(), isIn()]).toEqual(['awaitingApproval', false]);
  });

  test('but it is where all is as it was', async () => {
    await opened();
    await begin();
    expect([await state(), isIn()]).toEqual(['completed', true]);
  });
});

describe('before it starts', () => {
  const call = (name: string, key: string, payload: object) =>
    world.as(name).raw(PANEL, key, payload, {}) as Promise<{ readonly ok: boolean }>;

  test.each<[string, string, string, object]>([
    [
      'the requester declines it',
      REQUESTER,
      'request.decide',
      { decision: 'decline', reason: 'No.' },
    ],
    [
      'who has merely been a lead declines it',
      'Emma Fischer',
      'request.decide',
      { decision: 'decline', reason: 'No.' },
    ],
    [
      'a fallback approver declines it',
      'Henrik Dahl',
      'request.decide',
      { decision: 'decline', reason: 'No.' },
    ],
    [
      'a Jira admin who did not approve it declines it',
      'Olivia Hart',
      'request.decide',
      { decision: 'decline', reason: 'No.' },
    ],
    ['the approver approves it once more', LEAD, 'request.decide', { decision: 'approve' }],
    ['the approver withdraws it', LEAD, 'request.withdraw', {}],
    ['whom it is for withdraws it', HOLDER, 'request.withdraw', {}],
    ['somebody tries it before its time', REQUESTER, 'request.retry', {}],
  ])('it is not that %s', async (_, name, key, payload) => {
    await opened();
    const { ok } = await call(name, key, { requestId, revision, ...payload });
    await world.settle();
    expect([ok, await state(), isIn()]).toEqual([false, 'scheduled', false]);
  });

  test('no payload moves its start', async () => {
    await opened();
    const payload = { requestId, revision, decision: 'approve', startsAt: 1, state: 'approved' };
    expect((await call(LEAD, 'request.decide', payload)).ok).toBe(false);
    expect([await state(), isIn()]).toEqual(['scheduled', false]);
  });
});
