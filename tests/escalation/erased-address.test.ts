import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { askAndApprove, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { storedText } from '../support/stored-text';

/**
 * Attempts to have what is stored of others go, with what is stored of somebody who closes their account: their address
 * is the end, or the beginning, of another's.
 */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend'], { creation: { users: true, groups: true } });
});
afterEach(() => world.close());

async function invite(email: string): Promise<string> {
  const request = await askAndApprove(world, { issue: 'WEB-1', invite: [email] });
  expect(request.state).toBe('completed');
  return request.id;
}

test('the connection stays whose it was, and so does every end', async () => {
  const { email } = world.person('Olivia Hart');
  const theirs = email.slice(email.indexOf('.') + 1);
  expect([email, theirs]).toEqual([`olivia.${theirs}`, expect.stringContaining('hart@')]);
  await invite(theirs);
  const other = await invite(`${theirs}.example`);
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: ['frontend'],
    term: { kind: 'days', days: 20 },
  });
  const { directory } = world.platform.atlassian;
  await world.sweep();
  directory.close(directory.personWithEmail(theirs)?.accountId ?? '');
  for (let day = 0; day < 9; day += 1) {
    await world.pass(DAY);
    await world.sweep();
  }
  for (let hour = 0; hour < 6; hour += 1) {
    await world.pass(HOUR);
    await world.sweep();
  }
  expect(storedText(world.platform)).toContain('@closed.invalid');
  const { connection } = value(await world.as('Olivia Hart').admin('admin.load', {}));
  expect(connection).toMatchObject({ email });
  const { subjects } = await get(world.as('Noah Okafor'), 'WEB-1', other);
  expect(JSON.stringify(subjects)).toContain(`${theirs}.example`);
  await world.pass(20 * DAY);
  await world.sweep();
  expect(world.members('frontend')).not.toContain('Priya Raman');
});
