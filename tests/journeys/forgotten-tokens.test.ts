import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionKey } from '../../src/adapters/storage/keys';
import { openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';

/**
 * What the app forgets is gone from the disk: each byte of the local database's files is looked at, as it
 * is while the app runs and as it is left, whoever may read the file then.
 */
let world: World;
let folder: string;
let isOpen = true;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forgotten-'));
  world = await openWorld({ file: join(folder, 'platform.sqlite') });
  isOpen = true;
});
afterEach(async () => {
  if (isOpen) await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Which of the files have this text in them. */
const filesWith = (text: string): string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));

const olivia = () => world.as('Olivia Hart');
function newToken(label: string): string {
  const { clock, atlassian } = world.platform;
  const { accountId } = world.person('Olivia Hart');
  return atlassian.tokens.create(accountId, label, clock.now() + 1e10);
}
async function connectWith(token: string): Promise<void> {
  const { email } = world.person('Olivia Hart');
  const instanceUrl = world.platform.atlassian.siteUrl;
  value(await olivia().admin('connection.connect', { instanceUrl, email, token }));
}
async function addKey(): Promise<string> {
  const { tokens, organization } = world.platform.atlassian;
  const { token: key = '' } =
    tokens.samples().find(({ label }) => label === 'API key of the organization') ?? {};
  value(await olivia().admin('organization.connect', { organizationId: organization.id, key }));
  return key;
}
async function close(): Promise<void> {
  await world.close();
  isOpen = false;
}

test('a token that is replaced', async () => {
  const [first, second] = [newToken('One'), newToken('Two')];
  await connectWith(first);
  // Else nothing here would prove anything.
  expect(filesWith(first)).not.toEqual([]);
  await connectWith(second);
  expect(filesWith(first)).toEqual([]);
  expect(filesWith(second)).not.toEqual([]);
  await close();
  expect(filesWith(first)).toEqual([]);
});

test('token and key, once the site is disconnected', async () => {
  const token = newToken('One');
  await connectWith(token);
  const key = await addKey();
  expect([filesWith(token), filesWith(key)]).not.toContainEqual([]);
  value(await olivia().admin('connection.disconnect', {}));
  expect([filesWith(token), filesWith(key)]).toEqual([[], []]);
  await close();
  expect([filesWith(token), filesWith(key)]).toEqual([[], []]);
});

test('the organization’s key, once it is removed, and the token stays', async () => {
  const token = newToken('One');
  await connectWith(token);
  const key = await addKey();
  expect(filesWith(key)).not.toEqual([]);
  value(await olivia().admin('organization.disconnect', {}));
  expect(filesWith(key)).toEqual([]);
  expect(filesWith(token)).not.toEqual([]);
});

test('a token that the site did not take is written nowhere', async () => {
  const { email } = world.person('Olivia Hart');
  const instanceUrl = world.platform.atlassian.siteUrl;
  const token = 'ATATT3xFfGF0-never-made-by-anybody-at-all';
  const answer = await olivia().admin('connection.connect', { instanceUrl, email, token });
  expect(answer.ok).toBe(false);
  expect(filesWith(token)).toEqual([]);
});

test('all of them, as the app is uninstalled', async () => {
  const token = newToken('One');
  await connectWith(token);
  const key = await addKey();
  expect(world.platform.forge.kvs.secretKeys()).toHaveLength(2);
  await world.platform.forge.beforeUninstall();
  expect(world.platform.forge.kvs.secretKeys()).toEqual([]);
  expect([filesWith(token), filesWith(key)]).toEqual([[], []]);
});

test('all of them, also where the connection that names them can’t be read', async () => {
  const token = newToken('One');
  await connectWith(token);
  await addKey();
  poison(world.platform, 'connection', connectionKey());
  await world.platform.forge.beforeUninstall();
  expect(world.platform.forge.kvs.secretKeys()).toEqual([]);
});

test('all but one that the app does not live to forget, which its next life forgets', async () => {
  await connectWith(newToken('One'));
  await addKey();
  let deleted = 0;
  world.platform.forge.faults.onWireCall = ({ target }) => {
    if (!target.includes('secret/delete')) return 'go';
    deleted += 1;
    return deleted === 2 ? 'kill' : 'go';
  };
  await world.platform.forge.beforeUninstall();
  expect(world.platform.forge.kvs.secretKeys()).toHaveLength(1);
  world.platform.forge.faults.onWireCall = undefined;
  await world.platform.forge.beforeUninstall();
  expect(world.platform.forge.kvs.secretKeys()).toEqual([]);
});
