import { afterEach, beforeEach, expect, test } from 'vitest';
import { approve, ask, auditOf, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

/** A stage asks the members of a group, which the site does not tell, and the project lead, who is another by now. */
let world: World;
const { LEAD, members, stage, rules } = rulesBy(() => world);
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await rules({ stages: [stage(1, members('qa'), LEAD)] });
});
afterEach(() => world.close());

const hideMembers = () =>
  world.platform.atlassian.faults.add({
    path: /^\/group\/member/,
    effect: { kind: 'answer', status: 403, body: '{"errorMessages":["No."],"errors":{}}' },
  });
const design = { issue: 'WEB-1', people: ['Priya Raman'], add: ['design'] };
const told = (name: string) =>
  world.platform.atlassian.notificationsOf(world.person(name).accountId).length;
const names = (all: readonly { readonly displayName: string }[] = []) =>
  all.map(({ displayName }) => displayName).sort();

test('whoever is newly named by one source is told once, though another is never known', async () => {
  hideMembers();
  const noah = world.as('Noah Okafor');
  const request = value(await ask(world, noah, design));
  await world.settle();
  expect(names(request.approvals[0]?.approvers)).toEqual(['Maya Lindqvist']);
  const before = told('Maya Lindqvist');
  world.platform.atlassian.directory.setLead('WEB', world.person('Liam Chen').accountId);
  await world.sweep();
  await world.settle();
  expect(told('Liam Chen')).toBe(1);
  await world.sweep();
  await world.settle();
  expect(told('Liam Chen')).toBe(1);
  // Who does not decide any more is told nothing.
  expect(told('Maya Lindqvist')).toBe(before);
  const rerouted = (await auditOf(world)).filter(({ event }) => event.kind === 'request.rerouted');
  expect(rerouted.map(({ event }) => event)).toMatchObject([
    { to: [{ displayName: 'Liam Chen' }] },
  ]);
  const now = await get(world.as('Liam Chen'), 'WEB-1', request.id);
  expect(value(await approve(world.as('Liam Chen'), 'WEB-1', now)).state).toBe('approved');
});

test('and those who were named by what is not known any more stay among them', async () => {
  const request = value(await ask(world, world.as('Noah Okafor'), design));
  await world.settle();
  const before = names(request.approvals[0]?.approvers);
  expect(before.length).toBeGreaterThan(1);
  const stop = hideMembers();
  world.platform.atlassian.directory.setLead('WEB', world.person('Liam Chen').accountId);
  await world.sweep();
  await world.settle();
  const [rerouted] = (await auditOf(world)).filter(
    ({ event }) => event.kind === 'request.rerouted',
  );
  const others = before.filter((name) => name !== 'Maya Lindqvist');
  const to = rerouted?.event.kind === 'request.rerouted' ? rerouted.event.to : [];
  expect(names(to)).toEqual([...new Set([...others, 'Liam Chen'])].sort());
  stop();
  // All of it is known again, and is as it was told.
  await world.sweep();
  const events = (await auditOf(world)).map(({ event }) => event.kind);
  expect(events.filter((kind) => kind === 'request.rerouted')).toHaveLength(1);
});
