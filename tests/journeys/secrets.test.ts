import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/domain/lib/time';
import { openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());

const olivia = () => world.as('Olivia Hart');
const secrets = () => world.platform.forge.kvs.secretKeys();
const notes = () =>
  world.platform.forge.kvs.entries().filter(({ key }) => key.startsWith('kept:')).length;

describe('a connection that can’t be read', () => {
  test('leaves no token behind once an admin removes it', async () => {
    poison(world.platform, 'connection', 'connection:current');
    await olivia().admin('admin.load', {});
    value(await olivia().admin('aside.end', { key: 'connection:current' }));
    expect(secrets()).toEqual([]);
    expect(notes()).toBe(0);
  });

  test('keeps its token as long as it may be mended', async () => {
    const mend = poison(world.platform, 'connection', 'connection:current');
    await olivia().admin('admin.load', {});
    await world.pass(60 * MINUTE);
    await world.sweep();
    expect(secrets()).toHaveLength(1);
    mend();
    value(await olivia().admin('connection.check', {}));
  });
});

test.each([
  ['with the token kept and nothing that names it', 'secret/set', 'killAfter'],
  ['with the replaced token still there', 'secret/delete', 'kill'],
] as const)('a run that is killed %s leaves no token behind', async (_, call, how) => {
  world.platform.forge.faults.onWireCall = ({ target }) => (target.includes(call) ? how : 'go');
  await world.connect().catch(() => undefined);
  world.platform.forge.faults.onWireCall = undefined;
  expect(secrets()).toHaveLength(2);
  await world.pass(5 * MINUTE);
  await world.sweep();
  await world.pass(15 * MINUTE);
  await world.sweep();
  expect(secrets()).toHaveLength(1);
  expect(notes()).toBe(1);
  value(await olivia().admin('connection.check', {}));
  value(await olivia().admin('connection.disconnect', {}));
  expect(secrets()).toEqual([]);
  expect(notes()).toBe(0);
});
