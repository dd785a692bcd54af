// The local site in a process of its own, behind HTTP, with the trouble that a scenario asks for.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { openClock } from '../../local/machine/clock';
import { openDatabase } from '../../local/machine/database';
import { openAtlassian } from '../../local/platform/open-atlassian';
import type { Scenario } from './scenario';
import type { Asked, SiteFacts, Tally } from './site-messages';

const NO_LIMIT = { GET: 1e9, POST: 1e9, PUT: 1e9, DELETE: 1e9 };
const clock = openClock();
const atlassian = openAtlassian({ database: openDatabase(':memory:'), clock });
const { directory, siteUrl, tokens } = atlassian;
const sample = tokens.samples().find(({ label }) => label === 'Good token');
if (sample === undefined) throw new Error('There is no good token');
const authorization = `Basic ${Buffer.from(`${sample.email}:${sample.token}`).toString('base64')}`;
const { groupId } = directory.groupNamed('frontend');

let scenario: Scenario | undefined;
let random = seeded(0);
let tally: Tally = { requests: 0, inPause: 0, refused: 0 };
/** When the site will take calls again, as it has told the callers. */
const pauses = new Map<string, { from: number; until: number }>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    void answer(request.method ?? 'GET', request.url ?? '/', Buffer.concat(chunks)).then(
      (found) => {
        if (found === undefined) response.destroy();
        else response.writeHead(found.status, found.headers).end(found.body);
      },
    );
  });
});

async function answer(method: string, url: string, body: Buffer) {
  const lane = `${method} ${url.split('?')[0]}`;
  const arrived = performance.now();
  tally.requests += 1;
  const pause = pauses.get(lane);
  if (pause !== undefined && arrived > pause.from && arrived < pause.until) tally.inPause += 1;
  const effect = method !== 'GET';
  const dice = effect ? random() * 100 : 100;
  const {
    latency = 0,
    unavailable = 0,
    lost = 0,
    tells = true,
    retryAfter = true,
  } = scenario ?? {};
  if (dice < unavailable) {
    await rest(latency);
    return { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>503</html>' };
  }
  const answered = await atlassian.fetch(
    new Request(`${siteUrl}${url}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    }),
  );
  const text = await answered.text();
  await rest(latency);
  if (dice < unavailable + lost) return undefined;
  const headers = Object.fromEntries(answered.headers);
  if (answered.status === 429) {
    tally.refused += 1;
    const told = performance.now();
    // On its way to the caller, more may be on theirs: what was sent before is not counted.
    if (retryAfter) {
      const from = told + 20;
      pauses.set(lane, { from, until: told + Number(headers['retry-after'] ?? 0) * 1_000 - 20 });
    } else {
      delete headers['retry-after'];
      delete headers['x-ratelimit-reset'];
    }
  }
  if (!tells) {
    for (const name of Object.keys(headers))
      if (name.startsWith('x-ratelimit')) delete headers[name];
  }
  return { status: answered.status, headers, body: text };
}

async function prepare(asked: Extract<Asked, { ask: 'scenario' }>): Promise<void> {
  scenario = undefined;
  atlassian.limits.set({ perSecond: NO_LIMIT });
  for (const accountId of directory.membersOf(groupId)) directory.removeMember(groupId, accountId);
  if (asked.scenario.verb === 'remove') {
    for (const accountId of asked.accountIds) directory.addMember(groupId, accountId);
  }
  ({ scenario } = asked);
  random = seeded(asked.seed);
  tally = { requests: 0, inPause: 0, refused: 0 };
  pauses.clear();
  const { limit } = asked.scenario;
  atlassian.limits.set({ perSecond: { ...NO_LIMIT, POST: limit, DELETE: limit } });
}

async function invite(count: number): Promise<string[]> {
  atlassian.limits.set({ perSecond: NO_LIMIT });
  const ids: string[] = [];
  for (let place = 0; place < count; place += 1) {
    const body = JSON.stringify({ emailAddress: `bench.${place}@acme.example`, products: [] });
    const made = await atlassian.fetch(
      new Request(`${siteUrl}/rest/api/3/user`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      }),
    );
    ids.push(((await made.json()) as { accountId: string }).accountId);
  }
  return ids;
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// Whoever measures is gone.
process.on('disconnect', () => process.exit());
process.on('message', (asked: Asked) => {
  void (async () => {
    switch (asked.ask) {
      case 'open': {
        const accountIds = await invite(asked.people);
        await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
        const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const { email, token } = sample;
        const facts: SiteFacts = { address, siteUrl, groupId, accountIds, email, token };
        return process.send?.(facts);
      }
      case 'scenario':
        await prepare(asked);
        return process.send?.({ ready: true });
      case 'result':
        return process.send?.({ ...tally, members: directory.membersOf(groupId) });
    }
  })();
});
