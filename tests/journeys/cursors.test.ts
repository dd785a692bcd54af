import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { jiraAdministrator } from '../../src/entry/rights';
import { ask, askAndApprove } from '../support/ask-for';
import { ACCESS, openWorld, value, type World } from '../support/open-world';
import { samplePayload } from '../support/payloads-of';
import { rowOf, writeRow } from '../support/poison';
import { KEYS } from '../support/surfaces';

/** A cursor comes back by way of a browser: it can be anything, and somebody else's. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const isPaged = ({ schema }: (typeof KEYS)[number]) =>
  'cursor' in (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {});
const handed = (text: unknown) => Buffer.from(JSON.stringify(text)).toString('base64url');

const NEVER_HANDED_OUT: readonly string[] = [
  '',
  'x',
  '../../rest/api/3/user',
  '\u0000',
  '\ud800',
  handed(null),
  handed({ $ne: 1 }),
  handed([1, 2, 3]),
  'open|x',
  'list|x',
  'over|x',
  'over|over|x',
];

test('one that nobody handed out begins anew, or is said to be unusable, wherever there are pages', async () => {
  const { id: requestId } = await askAndApprove(world, named);
  const issueId = world.platform.atlassian.directory.issue('WEB-1')?.id ?? '';
  const paged = KEYS.filter(isPaged);
  expect(new Set(paged.map(({ key }) => key))).toEqual(
    new Set([
      'panel.more',
      'request.steps',
      'access.toDecide',
      'access.toReview',
      'access.asked',
      'access.held',
      'admin.requests',
      'admin.away',
      'admin.undecidedProjects',
      'bundle.holders',
      'audit.list',
      'audit.entries',
      'audit.request',
      'aside.list',
      'leaving.list',
    ]),
  );
  for (const { surface, key, schema, who } of paged) {
    const actor = world.as(who === jiraAdministrator ? 'Olivia Hart' : 'Noah Okafor');
    const payload = samplePayload(schema, { issueId, requestId }) as object;
    for (const cursor of NEVER_HANDED_OUT) {
      const answer = await actor.raw(surface, key, { ...payload, cursor });
      const { ok, error } = answer as { ok: boolean; error?: { code: string } };
      expect([key, cursor, ok ? 'a page' : error?.code]).toEqual([
        key,
        cursor,
        expect.stringMatching(/^(a page|badInput)$/),
      ]);
    }
  }
});

test('another’s shows nothing of theirs, and a spoilt one gives the first page', async () => {
  const made: string[] = [];
  for (let number = 0; number < 22; number += 1) {
    made.push(value(await ask(world, world.as('Noah Okafor'), named)).id);
    await world.platform.clock.advance(1_000);
  }
  await world.settle();
  const noah = world.as('Noah Okafor');
  const maya = world.as('Maya Lindqvist');
  const { items, cursor } = value(await noah.access('access.asked', {}));
  expect(items).toHaveLength(20);
  const given = cursor ?? '';
  const theirs = value(await maya.access('access.asked', { cursor: given }));
  expect(theirs.items).toEqual([]);
  const waiting = value(await maya.access('access.toDecide', { cursor: `x${given}` }));
  expect(waiting.items.map(({ id }) => id)).toEqual(made.slice(0, 20));
  const again = value(await noah.access('access.asked', { cursor: `over|x${given}` }));
  expect([again.items, again.unreadable]).toEqual([[], 0]);
});

test('a damaged row of a list still finds its request, and keeps none of the others', async () => {
  const damaged = value(await ask(world, world.as('Noah Okafor'), named));
  const whole = value(await ask(world, world.as('Noah Okafor'), named));
  await world.settle();
  const { accountId } = world.person('Maya Lindqvist');
  const key = `projection:${damaged.id}:toDecide:${accountId}`;
  const row = rowOf(world.platform, key);
  writeRow(world.platform, 'projection', key, { ...row, requestId: '{"v":9' });
  const answer = await world.as('Maya Lindqvist').raw(ACCESS, 'access.toDecide', {});
  expect(answer).toMatchObject({ ok: true, value: { unreadable: 0, hidden: 0 } });
  const { items } = (answer as { value: { items: readonly { id: string }[] } }).value;
  expect(new Set(items.map(({ id }) => id))).toEqual(new Set([damaged.id, whole.id]));
});
