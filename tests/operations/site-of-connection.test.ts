import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import type { Connection } from '../../src/domain/connection/connection';
import { compose } from '../../src/entry/compose';
import { openBench, runInForge } from '../support/run-in-forge';

/**
 * What one invocation sends goes to the site of the record that it works on. The two connections have the
 * same address and token: only their ids differ, so that nothing else keeps a call from leaving.
 */
let platform: Platform;
let sent: string[];
beforeEach(async () => {
  platform = await openBench();
  sent = [];
  platform.atlassian.onExchange(({ method, url }) => {
    sent.push(`${method} ${url}`);
  });
});
afterEach(() => platform.close());

const group = { kind: 'group', groupId: 'g-1', name: 'frontend' } as const;

async function keepConnection(): Promise<Connection> {
  const [credential] = platform.atlassian.tokens.samples();
  if (credential === undefined) throw new Error('There is no token');
  const person = { accountId: '712020:olivia', displayName: 'Olivia Hart' };
  const connection: Connection = {
    id: 'one',
    revision: 1,
    instanceUrl: platform.atlassian.siteUrl,
    cloudId: platform.atlassian.cloudId,
    siteName: 'Acme',
    email: credential.email,
    credentialId: 'credential-1',
    actsAs: person,
    tokenKind: 'unscoped',
    connectedAt: 1,
    connectedBy: person,
    health: { state: 'working', checkedAt: 1 },
    organization: { id: 'o-1', name: 'Acme', keyId: 'k-1', connectedAt: 1, connectedBy: person },
  };
  await connectionStore.keepToken(connection.credentialId, credential.token);
  await connectionStore.keepOrganizationKey('k-1', 'a key');
  expect(await commit({ connection })).toBe('committed');
  return connection;
}

const connectAnother = (before: Connection) =>
  commit({ connection: { ...before, id: 'another', revision: before.revision + 1 } });

test('a site gets nothing while another is connected, and the other one does', () =>
  runInForge(platform, async () => {
    const connection = await keepConnection();
    const { siteOf, connections, callsMade } = compose();
    const { directory, provisioner, organization } = siteOf('one');
    expect(await directory.ownAccount(true)).toBeDefined();
    const before = callsMade();
    expect(before).toBeGreaterThan(0);

    await connectAnother(connection);
    expect(await connections.of('one')).toBeUndefined();
    sent = [];
    await expect(directory.ownAccount(true)).rejects.toMatchObject({ code: 'credentialRejected' });
    expect(await provisioner.give(group, { kind: 'person', accountId: 'a' })).toMatchObject({
      answer: 'credentialRejected',
    });
    await expect(organization.stateOf('a')).rejects.toMatchObject({ code: 'forbidden' });
    expect([sent, callsMade()]).toEqual([[], before]);

    expect(await siteOf('another').directory.ownAccount(true)).toBeDefined();
    expect(callsMade()).toBeGreaterThan(before);
  }));

test('what somebody asks anew is for one connection in all of an invocation', () =>
  runInForge(platform, async () => {
    const connection = await keepConnection();
    const { connections } = compose();
    expect((await connections.chosen())?.id).toBe('one');
    await connectAnother(connection);
    expect(await connections.chosen()).toBeUndefined();
    expect((await compose().connections.chosen())?.id).toBe('another');
  }));
