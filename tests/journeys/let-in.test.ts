import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { approve, ask, auditOf, decline, get, type NamedAsk } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

/** Where nobody has decided for as many hours as the policy says, fallback approvers decide as well. */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
const EMMA = 'Emma Fischer';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await lets(24);
});
afterEach(() => world.close());
const { rules, people, stage } = rulesBy(() => world);

const lets = (
  fallbackAfterHours: number | null,
  fallbackApprovers: readonly string[] = [EMMA],
  more: Parameters<World['allow']>[1] = {},
) => world.allow(['frontend', 'design'], { fallbackApprovers, fallbackAfterHours, ...more });
const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['design'] };
const asks = async (more: Partial<NamedAsk> = {}) => {
  const request = value(await ask(world, world.as(NOAH), { ...named, ...more }));
  await world.settle();
  return request;
};
const now = ({ id }: RequestView) => get(world.as(NOAH), 'WEB-1', id);
const approves = async (name: string, request: RequestView) => {
  const reply = await approve(world.as(name), 'WEB-1', await now(request));
  await world.settle();
  return reply;
};
const passes = async (time: number) => {
  await world.pass(time);
  await world.sweep();
};
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => text.includes('not decided within'));
const decides = (names: readonly string[]) => (request: RequestView) =>
  request.approvals
    .flatMap(({ approvers }) => approvers.map(({ displayName }) => displayName))
    .join() === names.join();
const events = async (kind: string) =>
  (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);

test('they are told beside whom and after how long, decide, and it is on record', async () => {
  const request = await asks();
  await passes(23 * HOUR);
  expect([told(EMMA), decides([MAYA])(await now(request))]).toEqual([[], true]);
  expect(error(await approves(EMMA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
  await passes(HOUR);
  expect(told(EMMA)).toEqual([
    expect.stringMatching(
      /Noah Okafor asks for access\. It was not decided within 24 hours.*beside Maya Lindqvist.*design.*Why: Needed/s,
    ),
  ]);
  expect(told(MAYA)).toEqual([]);
  expect(decides([MAYA, EMMA])(await now(request))).toBe(true);
  expect(await events('request.rerouted')).toMatchObject([
    { actor: { kind: 'app' }, afterHours: 24, to: [{ displayName: EMMA }] },
  ]);
  for (const name of [MAYA, EMMA]) {
    const { items } = value(await world.as(name).access('access.toDecide', {}));
    expect(items).toMatchObject([{ id: request.id }]);
  }
  value(await approves(EMMA, request));
  expect(world.members('design')).toContain(PRIYA);
  const { approvals } = await now(request);
  expect(approvals[0]?.decisions).toMatchObject([{ by: { displayName: EMMA }, afterHours: 24 }]);
  expect(await events('request.approved')).toMatchObject([{ afterHours: 24 }]);
  const page = value(await world.as('Olivia Hart').admin('audit.entries', {}));
  const entry = page.items.find((one) => one.of === 'request');
  expect(entry).toMatchObject({
    request: { decisions: [{ by: { displayName: EMMA }, afterHours: 24 }] },
  });
});

test('whoever was asked first still decides, and is not said to have been let in', async () => {
  const request = await asks();
  await passes(DAY);
  value(await approves(MAYA, request));
  expect(world.members('design')).toContain(PRIYA);
  const { approvals } = await now(request);
  expect(approvals[0]?.decisions).toEqual([expect.not.objectContaining({ afterHours: 24 })]);
});

test('one of them who declines ends it, and the record says after how long', async () => {
  const request = await asks();
  await passes(DAY);
  value(await decline(world.as(EMMA), 'WEB-1', await now(request), 'Not this quarter.'));
  expect(await now(request)).toMatchObject({ state: 'declined' });
  expect(await events('request.declined')).toMatchObject([{ afterHours: 24 }]);
});

test('they decide as soon as the time is over, though no sweep has come by', async () => {
  await lets(null);
  const request = await asks();
  await passes(DAY);
  await lets(24);
  expect(told(EMMA)).toEqual([]);
  value(await approves(EMMA, request));
  expect(world.members('design')).toContain(PRIYA);
  expect(await events('request.rerouted')).toMatchObject([
    { afterHours: 24, to: [{ displayName: EMMA }] },
  ]);
});

test('each is told once, however many sweeps come by', async () => {
  await asks();
  for (let hour = 0; hour < 30; hour += 2) await passes(2 * HOUR);
  expect(told(EMMA)).toHaveLength(1);
  expect(await events('request.rerouted')).toHaveLength(1);
});

test('it never happens where the policy does not say so, and does from when it does', async () => {
  await lets(null);
  const request = await asks();
  await passes(3 * DAY);
  expect(error(await approves(EMMA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
  await lets(48);
  // Of a page or a file that says nothing of it, it stays as it was.
  await world.allow(['frontend', 'design'], { fallbackApprovers: [EMMA] });
  await passes(0);
  expect(told(EMMA)).toHaveLength(1);
  await lets(null);
  expect(error(await approves(EMMA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
});

test('the hours stand still while a question waits for its answer, however long', async () => {
  const request = await asks();
  await passes(20 * HOUR);
  value(await world.as(MAYA).access('request.question', { requestId: request.id, text: 'Why?' }));
  await passes(2 * DAY);
  expect(told(EMMA)).toEqual([]);
  expect(error(await approves(EMMA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
  value(await world.as(NOAH).access('request.answer', { requestId: request.id, text: 'Launch.' }));
  await passes(3 * HOUR);
  expect(told(EMMA)).toEqual([]);
  await passes(HOUR);
  expect(told(EMMA)).toHaveLength(1);
});

test('somebody who is asked from now on has the whole time', async () => {
  const request = await asks();
  await passes(20 * HOUR);
  world.platform.atlassian.directory.setLead('WEB', world.person(LIAM).accountId);
  await passes(HOUR);
  await passes(20 * HOUR);
  expect(error(await approves(EMMA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
  await passes(4 * HOUR);
  expect(told(EMMA)).toHaveLength(1);
  expect(decides([LIAM, EMMA])(await now(request))).toBe(true);
});

test('whoever stands in for a fallback approver is let in for them', async () => {
  const at = world.platform.clock.now();
  const over = { from: at, until: at + 7 * DAY, deputyId: world.person(LIAM).accountId };
  value(await world.as(EMMA).access('access.setAway', over));
  const request = await asks();
  await passes(DAY);
  expect(told(LIAM)).toEqual([
    expect.stringContaining('Liam Chen decides for Emma Fischer, who is away.'),
  ]);
  value(await approves(LIAM, request));
  const { approvals } = await now(request);
  expect(approvals[0]?.decisions).toMatchObject([
    { by: { displayName: LIAM }, standsFor: { displayName: EMMA }, afterHours: 24 },
  ]);
});

test('of several who have to decide, one who has leaves the other to those who are let in', async () => {
  await rules({ stages: [stage(2, people(MAYA, LIAM))] });
  await lets(24);
  const request = await asks();
  value(await approves(MAYA, request));
  await passes(DAY);
  expect(told(EMMA)).toEqual([expect.stringContaining('beside Liam Chen')]);
  value(await approves(EMMA, request));
  expect(world.members('design')).toContain(PRIYA);
});

test('to have less of it approved is theirs as well', async () => {
  const request = await asks({ people: [PRIYA, 'Grace Kim'] });
  await passes(DAY);
  const { id: requestId, revision } = await now(request);
  value(
    await world.as(EMMA).panel('request.decide', 'WEB-1', {
      requestId,
      revision,
      decision: 'approve',
      comment: 'Priya alone.',
      less: { leftOut: [1] },
    } as never),
  );
  await world.settle();
  expect(world.members('design')).toContain(PRIYA);
  expect(world.members('design')).not.toContain('Grace Kim');
});
