import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

let world: World;
const { rules } = rulesBy(() => world);
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call', 'design']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');

async function inverseOf(requestId: string) {
  return value(await noah().panel('request.inverse', 'WEB-1', { requestId }));
}

/** Submits the inverse as the form does, and has it approved. */
async function undo(requestId: string) {
  const { ask: input } = await inverseOf(requestId);
  const term = { kind: 'permanent' as const };
  const plan = value(await noah().panel('request.preview', 'WEB-1', { ask: input, term }));
  const request = value(
    await noah().panel('request.submit', 'WEB-1', {
      ask: input,
      term,
      justification: 'It was a mistake.',
      planFingerprint: plan.fingerprint,
      submissionKey: `undo-${requestId}`,
    }),
  );
  await world.settle();
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  return get(noah(), 'WEB-1', request.id);
}

test('takes back what a request changed, and leaves what was so before', async () => {
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('frontend'), world.person('Grace Kim').accountId);
  directory.addMember(world.groupId('design'), world.person('Priya Raman').accountId);
  const done = await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman', 'Grace Kim'],
    add: ['frontend', 'WEB/Developers'],
    remove: ['design'],
  });
  const before = await inverseOf(done.id);
  expect(
    before.lines.map(
      ({ verb, subject, entitlement }) => `${verb} ${subject.displayName} ${entitlement.kind}`,
    ),
  ).toEqual([
    'remove Priya Raman group',
    'remove Priya Raman role',
    'remove Grace Kim role',
    'add Priya Raman group',
  ]);
  const undone = await undo(done.id);
  expect(undone).toMatchObject({ state: 'completed', progress: { applied: 4, unchanged: 0 } });
  expect(world.members('frontend')).toContain('Grace Kim');
  expect(world.members('frontend')).not.toContain('Priya Raman');
  expect(world.members('design')).toContain('Priya Raman');
  expect(world.actors('WEB', 'Developers')).not.toContain('Priya Raman');
  // What was undone is not undone twice; the undoing itself can be.
  expect((await inverseOf(done.id)).lines.map(({ verb }) => verb)).toEqual(['add']);
  expect((await inverseOf(undone.id)).lines).toHaveLength(4);
});

test('says for how long what was taken away may be given back, and nothing of it where nothing is', async () => {
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('design'), world.person('Priya Raman').accountId);
  await world.allow(['frontend', 'design'], { longestTermDays: 7 });
  const named = { issue: 'WEB-1', people: ['Priya Raman'] };
  const taken = await askAndApprove(world, { ...named, remove: ['design'] });
  expect(await inverseOf(taken.id)).toMatchObject({ longestTermDays: 7 });
  await rules({ name: 'Designers', longestTermDays: 3 });
  expect(await inverseOf(taken.id)).toMatchObject({ longestTermDays: 3, rule: 'Designers' });
  const term = { kind: 'days' as const, days: 7 };
  const given = await askAndApprove(world, { ...named, add: ['frontend'], term });
  expect((await inverseOf(given.id)).longestTermDays).toBeUndefined();
});

test('names what was created as what stays', async () => {
  const done = await askAndApprove(world, {
    issue: 'WEB-1',
    invite: ['sam.new@acme.example'],
    createGroup: 'guild',
    add: ['frontend'],
  });
  const { lines, stays } = await inverseOf(done.id);
  expect(stays.map(({ verb, subject }) => `${verb} ${subject.displayName}`)).toEqual([
    'create sam.new@acme.example',
    'create guild',
  ]);
  expect(lines).toHaveLength(2);
});

test('has nothing to take back while it waits, or once its time was over', async () => {
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  const waiting = value(await ask(world, noah(), named));
  expect((await inverseOf(waiting.id)).lines).toEqual([]);
  const done = await askAndApprove(world, {
    ...named,
    add: ['on-call'],
    term: { kind: 'days', days: 2 },
  });
  expect((await inverseOf(done.id)).lines).toHaveLength(1);
  await world.pass(2 * DAY + 1);
  await world.sweep();
  expect((await inverseOf(done.id)).lines).toEqual([]);
});
