import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExistingEntitlement } from '../../src/domain/action/entitlement';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { auditOf } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { groupOf, seedHoldings } from '../support/seed-holdings';

/** What may come back, and what is gone for good: by the table of `RoleAbsence`. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());

const now = () => world.platform.clock.now();
const site = () => world.platform.atlassian.directory;
const priya = () => world.person('Priya Raman');

async function live(milliseconds: number, step = MINUTE) {
  for (let gone = 0; gone < milliseconds; gone += step) await world.pass(step);
}

const developers = (): ExistingEntitlement => ({
  kind: 'role',
  projectId: site().projectOf('OPS').id,
  projectKey: 'OPS',
  projectName: 'Operations',
  roleId: world.roleId('OPS', 'Developers'),
  name: 'Developers',
});

/** Priya holds it by a grant that ends in six minutes, or when it says. */
async function given(entitlement: ExistingEntitlement, endsAt = now() + 6 * MINUTE) {
  const row = world.platform.database
    .prepare("SELECT value FROM kvs_record WHERE space = 'connection'")
    .get();
  const connectionId = JSON.parse(String(row?.value)).body.value.id;
  if (entitlement.kind === 'group') site().addMember(entitlement.groupId, priya().accountId);
  else site().addActor('OPS', 'Developers', { accountId: priya().accountId });
  const grant = { who: priya(), entitlement, connectionId, endsAt, grantedAt: now() - DAY };
  seedHoldings(world, [grant]);
}

const isActor = () => site().actorsOf('OPS', 'Developers').accountIds.includes(priya().accountId);
const overdue = async () =>
  value(await world.as('Olivia Hart').admin('admin.load', {})).overdue.items.map(
    ({ cause }) => cause,
  );
const ended = async () =>
  (await auditOf(world)).flatMap(({ event }) => (event.kind === 'grant.ended' ? event.why : []));

describe('a project in the recycle bin keeps everybody in its roles', () => {
  test('what is due stays due and is told, and ends once it is restored', async () => {
    await given(developers());
    site().binProject('OPS');
    await live(25 * MINUTE);
    expect(await ended()).toEqual([]);
    expect(await overdue()).toEqual(['projectInBin']);
    site().restoreProject('OPS');
    expect(isActor()).toBe(true);
    await live(65 * MINUTE, 5 * MINUTE);
    expect([isActor(), await ended(), await overdue()]).toEqual([false, ['expired'], []]);
  });

  test('deleted for good, it is over', async () => {
    await given(developers());
    site().binProject('OPS');
    await live(25 * MINUTE);
    site().removeProject('OPS');
    await live(65 * MINUTE, 5 * MINUTE);
    expect([await ended(), await overdue()]).toEqual([['expired'], []]);
  });

  test('before its end, nothing of it is taken for gone', async () => {
    await given(developers(), now() + 5 * DAY);
    site().binProject('OPS');
    await world.pass(26 * HOUR);
    await world.sweep();
    expect(await ended()).toEqual([]);
  });

  test('not shown to somebody who may not see all of them, it is not taken for gone', async () => {
    await given(developers());
    site().removeProject('OPS');
    world.platform.atlassian.faults.add({
      via: 'token',
      path: /\/mypermissions/,
      effect: {
        kind: 'answer',
        status: 200,
        body: JSON.stringify({ permissions: { ADMINISTER: { havePermission: false } } }),
      },
    });
    await live(25 * MINUTE);
    expect([await ended(), await overdue()]).toEqual([[], ['projectHidden']]);
  });
});

test('a group that is deleted takes its members with it', async () => {
  await given(groupOf(world, 'design'));
  site().removeGroup(world.groupId('design'));
  await live(10 * MINUTE);
  expect([await ended(), await overdue()]).toEqual([['expired'], []]);
});

test.each([
  ['a group', () => groupOf(world, 'design')],
  ['a role', developers],
])('somebody deactivated is taken out of %s, and does not come back with it', async (_, of) => {
  await given(of());
  site().setActive(priya().accountId, false);
  await live(10 * MINUTE);
  site().setActive(priya().accountId, true);
  expect(await ended()).toEqual(['expired']);
  expect([isActor(), world.members('design').includes('Priya Raman')]).toEqual([false, false]);
});
