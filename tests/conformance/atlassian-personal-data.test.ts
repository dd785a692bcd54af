import { privacy, __requestAtlassianAsApp as requestAtlassianAsApp } from '@forge/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPlatform, type Platform } from '../../local/platform/platform';
import { manifest } from '../support/open-world';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const HOUR = 3_600_000;
const idOf = (name: string) => platform.atlassian.directory.personNamed(name).accountId;
const at = (milliseconds: number) => new Date(milliseconds).toISOString();

/** As the package's own helper sends it. */
const report = (accounts: readonly { readonly accountId: string; readonly updatedAt: string }[]) =>
  runInForge(platform, () => privacy.reportPersonalData([...accounts]));

const post = (body: unknown, headers = { 'content-type': 'application/json' }) =>
  runInForge(platform, async () => {
    const response = await requestAtlassianAsApp('/app/report-accounts', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  });

describe('the personal data reporting API', () => {
  it('tells who closed their account and who changed their profile since, and nothing of others', async () => {
    const { directory } = platform.atlassian;
    const [priya, noah, lena] = [idOf('Priya Raman'), idOf('Noah Okafor'), idOf('Sofia Costa')];
    const before = platform.clock.now();
    await platform.clock.advance(HOUR);
    directory.close(priya);
    directory.rename(noah, 'Noah Adeyemi');
    const of = (updatedAt: number) =>
      [priya, noah, lena].map((accountId) => ({ accountId, updatedAt: at(updatedAt) }));
    expect(await report(of(before))).toEqual([
      { accountId: priya, status: 'closed' },
      { accountId: noah, status: 'updated' },
    ]);
    // Closed is told whenever the data is from; a change only where the data is older.
    await platform.clock.advance(HOUR);
    expect(await report(of(platform.clock.now()))).toEqual([
      { accountId: priya, status: 'closed' },
    ]);
  });

  it('answers 204 where all is well, to more than 90 by the helper and to 90 in a call', async () => {
    const [priya] = [idOf('Priya Raman')];
    const many = Array.from({ length: 91 }, () => ({ accountId: priya, updatedAt: at(0) }));
    expect(await report(many)).toEqual([]);
    expect((await post({ accounts: many.slice(1) })).status).toBe(204);
    const refused = await post({ accounts: many });
    expect(refused.status).toBe(400);
    expect(Object.keys(JSON.parse(refused.text))).toEqual(['errorType', 'errorMessage']);
  });

  it.each([
    ['no list', {}],
    ['nobody', { accounts: [] }],
    ['no time', { accounts: [{ accountId: 'a' }] }],
    ['a time that is none', { accounts: [{ accountId: 'a', updatedAt: 'yesterday' }] }],
    ['an id with a blank', { accounts: [{ accountId: 'a b', updatedAt: at(0) }] }],
    ['an id of 129', { accounts: [{ accountId: 'a'.repeat(129), updatedAt: at(0) }] }],
  ])('refuses %s', async (_what, body) => {
    expect((await post(body)).status).toBe(400);
  });

  it('is for apps with its scope', async () => {
    const scopes = manifest.permissions.scopes.filter((one) => one !== 'report:personal-data');
    expect(scopes.length).toBe(manifest.permissions.scopes.length - 1);
    let status: number | undefined;
    const without = await openPlatform({
      databaseFile: ':memory:',
      manifest: { ...manifest, permissions: { ...manifest.permissions, scopes } },
      loadApp: async () => ({
        sweep: async () => {
          const answer = await requestAtlassianAsApp('/app/report-accounts', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ accounts: [{ accountId: 'a', updatedAt: at(0) }] }),
          });
          status = answer.status;
        },
      }),
      outside: 'sealed',
    });
    await without.forge.scheduler.run('sweep-schedule');
    await without.close();
    expect(status).toBe(401);
  });
});

describe('a closed account', () => {
  it('is a former user, who holds nothing any more', () => {
    const { directory } = platform.atlassian;
    const priya = idOf('Priya Raman');
    directory.addMember(directory.groupNamed('frontend').groupId, priya);
    directory.close(priya);
    expect(directory.person(priya)).toMatchObject({ displayName: 'Former user', active: false });
    expect(directory.person(priya)?.email).not.toContain('priya');
    expect(directory.groups().flatMap(({ groupId }) => directory.membersOf(groupId))).not.toContain(
      priya,
    );
    expect(directory.isClosed(priya)).toBe(true);
  });
});
