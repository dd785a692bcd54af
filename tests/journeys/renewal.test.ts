import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import { existingIds } from '../../src/domain/action/entitlement';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, askOf, auditOf, get } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { error, openWorld, value, type World } from '../support/open-world';

/** Whoever may end access early says that it is not to be renewed: it is told, shown, and no way around it is silent. */
let world: World;
let noon: PlatformImage;
beforeAll(async () => {
  world = await openWorld({ startsAt: Date.UTC(2026, 0, 5, 12) });
  await world.connect();
  await world.allow(['frontend', 'engineering']);
  noon = world.platform.image();
  await world.close();
});
beforeEach(async () => {
  world = await openWorld({ from: noon });
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';
const OLIVIA = 'Olivia Hart';
const YUKI = 'Yuki Tanaka';
const REASON = 'The launch is over by then.';
const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'], term: days(8) };

const placeOf = (name = PRIYA, group = 'frontend') => ({
  subject: { kind: 'person' as const, accountId: world.person(name).accountId },
  access: existingIds({ kind: 'group', groupId: world.groupId(group), name: '' }),
});
type Change = { may: 'notRenew'; reason: string } | { may: 'renew' };
async function say(
  name: string,
  requestId: string,
  change: Change = { may: 'notRenew', reason: REASON },
  places = [placeOf()],
  issue = 'WEB-1',
) {
  const input = { requestId, places, ...change };
  const reply = await world.as(name).panel('request.renewal', issue, input as never);
  await world.settle();
  return reply;
}
const RENEW = { may: 'renew' as const };
const messages = (name: string, part: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter((one) => JSON.stringify(one).includes(part)).length;
const told = (part: string) => [PRIYA, NOAH, MAYA, OLIVIA].map((name) => messages(name, part));
const events = async () =>
  (await auditOf(world)).map(({ event }) => event).filter(({ kind }) => kind.includes('enew'));
const plan = async (name: string, issue = 'WEB-1', more: object = {}) =>
  value(
    await world.as(name).panel('request.preview', issue, {
      ask: askOf(world, { ...named, ...more }),
      term: days(8),
    }),
  );
const held = async () => value(await world.as(PRIYA).access('access.held', {})).items;
async function go(...times: readonly number[]): Promise<void> {
  for (const time of times) {
    await world.pass(time);
    await world.sweep();
    await world.settle();
  }
}

test('whom it concerns is told at once and before the end, without a link, and everybody can see it', async () => {
  const { id } = await askAndApprove(world, named);
  value(await say(MAYA, id));
  expect(told('not to be renewed')).toEqual([1, 1, 0, 0]);
  expect(await events()).toMatchObject([
    { kind: 'grant.notToRenew', right: 'approved', reason: REASON, actor: { displayName: MAYA } },
  ]);
  const card = await get(world.as(NOAH), 'WEB-1', id);
  expect(card.noRenewal).toMatchObject({
    by: { displayName: MAYA },
    reason: REASON,
    isAll: true,
  });
  expect(await held()).toMatchObject([{ noRenewal: { reason: REASON } }]);
  await go(6 * DAY);
  expect(told('about to end')).toEqual([1, 1, 0, 0]);
  const comments = world.platform.atlassian.directory.issue('WEB-1')?.comments ?? [];
  const last = JSON.stringify(comments.at(-1)?.body);
  expect(last).toContain('It will not be renewed');
  expect(last).toContain(REASON);
  expect(last).not.toContain('extendAccess');
  await go(2 * DAY);
  expect(world.members('frontend')).not.toContain(PRIYA);
  // Once it is over, too.
  expect(await held()).toMatchObject([
    { standing: { state: 'ended' }, noRenewal: { reason: REASON } },
  ]);
});

test('who asks anew, and who decides on that, reads it; who approves it all the same gives it', async () => {
  const { id } = await askAndApprove(world, named);
  value(await say(OLIVIA, id));
  const before = await plan(YUKI);
  expect(before.lines[0]?.noRenewal).toMatchObject({ by: { displayName: OLIVIA }, reason: REASON });
  expect((await plan(YUKI, 'WEB-1', { people: [YUKI] })).lines[0]?.noRenewal).toBeUndefined();
  const again = value(
    await ask(world, world.as(YUKI), { ...named, issue: 'WEB-2', term: days(30) }),
  );
  await world.settle();
  const shown = value(await world.as(MAYA).panel('request.plan', 'WEB-2', { requestId: again.id }));
  expect(shown).toMatchObject({
    noRenewals: [{ subject: { displayName: PRIYA }, said: { by: { displayName: OLIVIA } } }],
    noRenewalsLeft: false,
  });
  value(await approve(world.as(MAYA), 'WEB-2', again));
  await world.settle();
  // Of the later end nothing was said; whoever asks next is told all the same, until it is taken back.
  expect((await held())[0]).not.toHaveProperty('noRenewal');
  expect((await plan(NOAH)).lines[0]?.noRenewal).toMatchObject({ reason: REASON });
  await go(24 * DAY);
  expect(JSON.stringify(world.platform.atlassian.directory.issue('WEB-2')?.comments)).toContain(
    'extendAccess',
  );
});

test('it is read once the access is over, too, and by whoever asks for many', async () => {
  const { id } = await askAndApprove(world, named);
  value(await say(MAYA, id));
  await go(8 * DAY, HOUR);
  expect(world.members('frontend')).not.toContain(PRIYA);
  const many = await plan(YUKI, 'WEB-2', {
    people: [YUKI, 'Emma Fischer', PRIYA],
    add: ['engineering', 'frontend'],
  });
  expect(many.lines.filter(({ noRenewal }) => noRenewal !== undefined)).toMatchObject([
    { subject: { displayName: PRIYA }, entitlement: { name: 'frontend' } },
  ]);
});

test('what was shown before it was said is shown anew before it is submitted', async () => {
  const { id } = await askAndApprove(world, named);
  const { fingerprint } = await plan(NOAH);
  value(await say(MAYA, id));
  const sent = await world.as(NOAH).panel('request.submit', 'WEB-1', {
    ask: askOf(world, named),
    term: days(8),
    justification: 'Still needed.',
    planFingerprint: fingerprint,
    submissionKey: 'renewal-test-1',
  });
  expect(error(sent)).toMatchObject({ code: 'request', refusal: { code: 'planChanged' } });
});

test('it is taken back by the same people, but for whoever has it or asked for it, and told to who said it', async () => {
  const { id } = await askAndApprove(world, named);
  value(await say(MAYA, id));
  for (const name of [PRIYA, NOAH, YUKI]) {
    const refused = error(await say(name, id, RENEW));
    expect([name, refused]).toMatchObject([
      name,
      { code: 'renewal', refusal: { code: 'notTheirs' } },
    ]);
  }
  value(await say(OLIVIA, id, RENEW));
  expect(told('may be renewed again')).toEqual([1, 1, 1, 0]);
  expect(await events()).toMatchObject([
    { kind: 'grant.mayRenew', right: 'admin', actor: { displayName: OLIVIA } },
    { kind: 'grant.notToRenew' },
  ]);
  expect((await get(world.as(NOAH), 'WEB-1', id)).noRenewal).toBeUndefined();
  expect((await plan(NOAH)).lines[0]?.noRenewal).toBeUndefined();
  expect(error(await say(OLIVIA, id, RENEW))).toMatchObject({ refusal: { code: 'notSaid' } });
  value(await say(MAYA, id));
  expect(error(await say(OLIVIA, id))).toMatchObject({
    refusal: { code: 'saidAlready', by: { displayName: MAYA } },
  });
});

test('of what others approved too, only an admin says it', async () => {
  const first = await askAndApprove(world, named);
  const other = { ...named, issue: 'MOB-1', term: days(20), approver: 'Liam Chen' };
  const second = await askAndApprove(world, other);
  expect(error(await say('Liam Chen', second.id, undefined, undefined, 'MOB-1'))).toMatchObject({
    refusal: { code: 'approvedByOthersToo' },
  });
  expect(error(await say(MAYA, first.id))).toMatchObject({
    refusal: { code: 'approvedByOthersToo' },
  });
  value(await say(OLIVIA, second.id, undefined, undefined, 'MOB-1'));
  expect(await held()).toMatchObject([{ noRenewal: { by: { displayName: OLIVIA } } }]);
});

describe('of several people', () => {
  test('it is said of those who are named, and the message names both kinds', async () => {
    const { id } = await askAndApprove(world, { ...named, people: [PRIYA, YUKI] });
    value(await say(MAYA, id));
    const card = await get(world.as(NOAH), 'WEB-1', id);
    expect(card.noRenewal).toMatchObject({ isAll: false });
    await go(6 * DAY);
    const comments = world.platform.atlassian.directory.issue('WEB-1')?.comments ?? [];
    const last = JSON.stringify(comments.at(-1)?.body);
    expect(last).toContain('It will not be renewed');
    expect(last).toContain('extendAccess');
  });

  test('none is written where one of them is refused', async () => {
    const { id } = await askAndApprove(world, { ...named, people: [PRIYA, YUKI] });
    const refused = await say(MAYA, id, undefined, [placeOf(), placeOf('Grace Kim')]);
    expect(error(refused)).toMatchObject({ refusal: { code: 'notInForce' } });
    expect((await get(world.as(NOAH), 'WEB-1', id)).noRenewal).toBeUndefined();
  });
});

test('no reason, no saying', async () => {
  const { id } = await askAndApprove(world, named);
  expect(error(await say(MAYA, id, { may: 'notRenew', reason: ' \u200b ' }))).toMatchObject({
    refusal: { code: 'reasonMissing' },
  });
});

test('at the same time as it is extended, neither loses the other, and it is said once', async () => {
  const { id } = await askAndApprove(world, named);
  const again = value(await ask(world, world.as(NOAH), { ...named, term: days(60) }));
  await world.settle();
  const places = [placeOf()];
  const input = { requestId: id, places, may: 'notRenew', reason: REASON };
  await Promise.all([
    world.as(MAYA).panel('request.renewal', 'WEB-1', input as never),
    approve(world.as(MAYA), 'WEB-1', again),
  ]);
  await world.settle();
  await go(10 * MINUTE);
  const [one] = await held();
  expect(one?.standing).toMatchObject({ state: 'active' });
  expect(world.members('frontend')).toContain(PRIYA);
  expect((await plan(NOAH)).lines[0]?.noRenewal).toMatchObject({ reason: REASON });
});

test('whoever tells of it dies at any call: they are told once', async () => {
  const { id } = await askAndApprove(world, named);
  const image = world.platform.image();
  for (let at = 0; ; at += 1) {
    await world.close();
    world = await openWorld({ from: image });
    const killed = killAfterChange(world, at);
    await say(MAYA, id).catch(() => undefined);
    const wasKilled = killed();
    await go(3 * MINUTE, 5 * MINUTE, 20 * MINUTE);
    if ((await events()).length > 0) expect(messages(PRIYA, 'not to be renewed')).toBe(1);
    if (!wasKilled) break;
  }
});
