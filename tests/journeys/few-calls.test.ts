import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { approve, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());

/** Colleagues who have been on the site all along. */
async function join(count: number): Promise<string[]> {
  const { atlassian } = world.platform;
  const good = atlassian.tokens.samples().find(({ label }) => label === 'Good token');
  const authorization = `Basic ${Buffer.from(`${good?.email}:${good?.token}`).toString('base64')}`;
  atlassian.limits.set({ perSecond: { GET: 1e6, POST: 1e6, PUT: 1e6, DELETE: 1e6 } });
  return Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const answer = await atlassian.fetch(
        new Request(`${atlassian.siteUrl}/rest/api/3/user`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ emailAddress: `many.${place}@acme.example`, products: [] }),
        }),
      );
      return ((await answer.json()) as { accountId: string }).accountId;
    }),
  );
}

test('200 people are in a role after five calls or fewer', async () => {
  const accountIds = await join(200);
  const noah = world.as('Noah Okafor');
  const { id: projectId } = world.platform.atlassian.directory.projectOf('WEB');
  const roleId = world.roleId('WEB', 'Developers');
  const ask = {
    subjects: accountIds.map((accountId) => ({ kind: 'person' as const, accountId })),
    changes: [{ kind: 'role' as const, verb: 'add' as const, projectId, roleId }],
  };
  const term = { kind: 'permanent' as const };
  const { fingerprint } = value(await noah.panel('request.preview', 'WEB-1', { ask, term }));
  const request = value(
    await noah.panel('request.submit', 'WEB-1', {
      ask,
      term,
      justification: 'The whole department moves in.',
      planFingerprint: fingerprint,
      submissionKey: randomUUID(),
    }),
  );
  await world.settle();
  const calls: string[] = [];
  world.platform.atlassian.onExchange(({ via, method, url }) => {
    if (via === 'token') calls.push(`${method} ${new URL(url).pathname}`);
  });
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  const { state, progress } = await get(noah, 'WEB-1', request.id);
  expect({ state, progress }).toMatchObject({ state: 'completed', progress: { applied: 200 } });
  const inRole = calls.filter((call) => call.includes('/role/'));
  expect(inRole.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  expect(inRole.length).toBeLessThanOrEqual(5);
  // The others ask once who these people are, and whether the site is the one that was connected.
  expect(calls.length - inRole.length).toBeLessThanOrEqual(5);
});
