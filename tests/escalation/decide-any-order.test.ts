import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { RequestView } from '../../src/contract/views';
import { approve, ask, get, type NamedAsk } from '../support/ask-for';
import { ChangedSite } from '../support/changed-site';
import { openWorld, type World } from '../support/open-world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const PEOPLE = ['Maya Lindqvist', 'Liam Chen', 'Emma Fischer', 'Grace Kim'];
const GROUPS = ['design', 'qa'];
const FREE = 'somebody.new@acme.example';

const people = fc.constantFrom(...PEOPLE);
const wishes = fc.record({
  people: fc.uniqueArray(fc.constantFrom(...PEOPLE, 'Priya Raman'), { maxLength: 3 }),
  groups: fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 }),
  invite: fc.constantFrom([], [], [FREE]),
  add: fc.uniqueArray(fc.constantFrom('frontend', 'design', 'WEB/Viewers', 'MOB/Member'), {
    minLength: 1,
    maxLength: 3,
  }),
});
const events = fc.oneof(
  fc.record({ kind: fc.constant('join' as const), group: fc.constantFrom(...GROUPS), who: people }),
  fc.record({
    kind: fc.constant('leave' as const),
    group: fc.constantFrom('frontend', ...GROUPS),
    who: people,
  }),
  fc.record({ kind: fc.constant('address' as const), who: people }),
  fc.record({
    kind: fc.constant('lead' as const),
    project: fc.constantFrom('WEB', 'MOB'),
    who: people,
  }),
  fc.record({
    kind: fc.constant('policy' as const),
    fallback: fc.uniqueArray(people, { maxLength: 3 }),
  }),
);
type Event = typeof events extends fc.Arbitrary<infer One> ? One : never;
const orders = fc.record({
  named: wishes,
  before: fc.array(events, { maxLength: 2 }),
  between: fc.array(events, { maxLength: 2 }),
  after: fc.array(events, { maxLength: 3 }),
  tries: fc.shuffledSubarray(PEOPLE, { minLength: 4 }),
});

test('nobody gains by what they approved, whatever happens in whatever order', async () => {
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(orders, async ({ named, before, between, after, tries }) => {
      const site = new ChangedSite(world);
      try {
        await policy(['Emma Fischer', 'Liam Chen']);
        for (const event of before) await happen(site, event);
        const request = await asked({ issue: 'WEB-1', products: [], ...named });
        if (request === undefined) return;
        await world.settle();
        for (const event of between) await happen(site, event);
        let now = request;
        for (const name of tries) {
          const decided = await approve(world.as(name), 'WEB-1', now);
          if (decided.ok) now = decided.value;
        }
        for (const event of after) await happen(site, event);
        const gained = watchGains(now);
        await world.settle();
        expect(gained()).toEqual([]);
        if ((await get(world.as('Noah Okafor'), 'WEB-1', now.id)).progress !== undefined)
          carriedOut += 1;
      } finally {
        site.undo();
      }
    }),
    { numRuns: 25, seed: 20261128, endOnFailure: true },
  );
  // Else it has shown nothing.
  expect(carriedOut).toBeGreaterThan(5);
}, 300_000);

async function asked(named: NamedAsk): Promise<RequestView | undefined> {
  const reply = await ask(world, world.as('Noah Okafor'), named);
  return reply.ok ? reply.value : undefined;
}

async function policy(fallbackApprovers: readonly string[]): Promise<void> {
  await world.allow(['frontend', 'design'], { fallbackApprovers, rolesOf: 'anyProject' });
}

async function happen(site: ChangedSite, event: Event): Promise<void> {
  switch (event.kind) {
    case 'join':
      return site.join(event.group, event.who);
    case 'leave':
      return site.leave(event.group, event.who);
    case 'address':
      // Whoever had it before has another by then.
      site.address(event.who, FREE);
      return;
    case 'lead':
      return site.lead(event.project, event.who);
    case 'policy':
      return policy(event.fallback);
  }
}

/**
 * Delivery by the site and not by the ask: at every change that the app makes, whether somebody who approved
 * that change is the one who gets it, or is at that moment in the group that does.
 */
function watchGains(request: RequestView): () => readonly string[] {
  const { atlassian } = world.platform;
  const gained: string[] = [];
  const stop = atlassian.onExchange((exchange) => {
    if (exchange.via !== 'token' || exchange.method !== 'POST' || exchange.status >= 300) return;
    const given = givenBy(exchange);
    const by = request.approvals
      .filter(({ changes }) =>
        changes.some((at) => given.what === keyOf(request.changes[at]?.entitlement)),
      )
      .flatMap(({ decisions }) => decisions.map(({ by: who }) => who));
    for (const { accountId, displayName } of by)
      if (given.to.has(accountId)) gained.push(`${displayName} gets ${given.what}`);
  });
  return () => {
    stop();
    return gained;
  };
}

function keyOf(entitlement: RequestView['changes'][number]['entitlement'] | undefined): string {
  if (entitlement?.kind === 'group') return entitlement.groupId;
  return entitlement?.kind === 'role' ? `${entitlement.projectId}/${entitlement.roleId}` : '';
}

function givenBy({ url, requestBody }: Exchange): { what: string; to: ReadonlySet<string> } {
  const { pathname, searchParams } = new URL(url);
  const body = JSON.parse(requestBody) as {
    accountId?: string;
    user?: string[];
    groupId?: string[];
  };
  const { directory } = world.platform.atlassian;
  const role = /\/project\/([^/]+)\/role\/([^/]+)$/.exec(pathname);
  if (role === null) {
    return { what: searchParams.get('groupId') ?? '', to: new Set([body.accountId ?? '']) };
  }
  const through = (body.groupId ?? []).flatMap((id) => directory.membersOf(id));
  return { what: `${role[1]}/${role[2]}`, to: new Set([...(body.user ?? []), ...through]) };
}
