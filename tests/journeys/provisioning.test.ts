import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const groupWrites = { method: 'POST', path: /^\/group\/user/ };

describe('trouble on the site', () => {
  test('a lost answer is found out about, and nobody is told that it failed', async () => {
    world.platform.atlassian.faults.add({
      ...groupWrites,
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const request = await askAndApprove(world, named);
    expect(request.state).toBe('completed');
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(step?.outcome.state).toBe('applied');
    expect(world.members('frontend').filter((name) => name === 'Priya Raman')).toHaveLength(1);
  });

  test.each([
    ['a connection that breaks before anything happened', { kind: 'reset', when: 'before' }],
    ['an overloaded site', { kind: 'answer', status: 503, body: 'Service Unavailable' }],
    ['a limit with Retry-After', { kind: 'answer', status: 429, headers: { 'Retry-After': '1' } }],
    ['a limit without Retry-After', { kind: 'answer', status: 429 }],
    [
      'an edge that answers in HTML',
      { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' },
    ],
  ] as const)('%s is got over', async (_, effect) => {
    world.platform.atlassian.faults.add({ ...groupWrites, times: 2, effect });
    const request = await askAndApprove(world, named);
    expect(request.state).toBe('completed');
    expect(world.members('frontend')).toContain('Priya Raman');
  });

  test('what the site refuses fails with its words, can be retried, and then is done', async () => {
    const body = JSON.stringify({
      errorMessages: ['The directory is read-only today.'],
      errors: {},
    });
    const undo = world.platform.atlassian.faults.add({
      ...groupWrites,
      effect: {
        kind: 'answer',
        status: 400,
        body,
        headers: { 'Content-Type': 'application/json' },
      },
    });
    const noah = world.as('Noah Okafor');
    const request = await askAndApprove(world, { ...named, people: ['Priya Raman', 'Grace Kim'] });
    expect(request.state).toBe('needsAttention');
    const failed = await steps(noah, 'WEB-1', request.id);
    expect(failed.map(({ outcome }) => outcome)).toMatchObject([
      {
        state: 'failed',
        reason: 'siteRefused',
        retryable: true,
        siteMessage: expect.stringContaining('read-only today'),
      },
      { state: 'failed', reason: 'siteRefused' },
    ]);
    undo();
    expect(
      error(await world.as('Grace Kim').panel('request.retry', 'WEB-1', { requestId: request.id })),
    ).toMatchObject({
      refusal: { code: 'notYours' },
    });
    value(await noah.panel('request.retry', 'WEB-1', { requestId: request.id, steps: [0] }));
    await world.settle();
    const half = await get(noah, 'WEB-1', request.id);
    expect(half).toMatchObject({ state: 'needsAttention', progress: { applied: 1, failed: 1 } });
    value(await noah.panel('request.retry', 'WEB-1', { requestId: request.id }));
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
    expect(world.members('frontend')).toEqual(expect.arrayContaining(['Priya Raman', 'Grace Kim']));
  });

  test('what a person did by hand is recorded as theirs, and completes the request', async () => {
    world.platform.atlassian.faults.add({
      ...groupWrites,
      effect: { kind: 'answer', status: 400 },
    });
    const request = await askAndApprove(world, named);
    const maya = world.as('Maya Lindqvist');
    const mark = { requestId: request.id, steps: [0] };
    expect(error(await maya.panel('request.markManual', 'WEB-1', mark))).toMatchObject({
      refusal: { code: 'notSoOnSite', names: ['Priya Raman'] },
    });
    const { directory } = world.platform.atlassian;
    directory.addMember(world.groupId('frontend'), world.person('Priya Raman').accountId);
    const marked = value(await maya.panel('request.markManual', 'WEB-1', mark));
    expect(marked.state).toBe('completed');
    const [step] = await steps(maya, 'WEB-1', request.id);
    expect(step?.outcome).toMatchObject({ state: 'manual', by: { displayName: 'Maya Lindqvist' } });
    const manual = (await auditOf(world)).find(
      ({ event }) => event.kind === 'effect' && event.outcome === 'manual',
    );
    expect(manual?.event.actor).toMatchObject({ displayName: 'Maya Lindqvist' });
  });

  test('a short outage is waited out; the request is not failed by it', async () => {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, named));
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 503 },
    });
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('applying');
    undo();
    await world.pass(60_000);
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
  });
});

describe('between approval and effect', () => {
  async function approvedThen(change: () => void | Promise<void>) {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, named));
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await change();
    await world.settle();
    const [step] = await steps(noah, 'WEB-1', request.id);
    return { request: await get(noah, 'WEB-1', request.id), outcome: step?.outcome };
  }

  test('somebody else did it: unchanged, and nobody’s grant', async () => {
    const { directory } = world.platform.atlassian;
    const { request, outcome } = await approvedThen(() =>
      directory.addMember(world.groupId('frontend'), world.person('Priya Raman').accountId),
    );
    expect(request.state).toBe('completed');
    expect(outcome?.state).toBe('unchanged');
  });

  test('the person became inactive: failed, with the reason, and not sent', async () => {
    const { directory } = world.platform.atlassian;
    const { outcome } = await approvedThen(() =>
      directory.setActive(world.person('Priya Raman').accountId, false),
    );
    expect(outcome).toMatchObject({ state: 'failed', reason: 'personInactive', retryable: false });
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });

  test('the admin took the group off the list: refused', async () => {
    const { outcome } = await approvedThen(() => world.allow(['engineering']));
    expect(outcome).toMatchObject({ state: 'failed', reason: 'groupNotRequestable' });
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });

  test('the site was disconnected: it waits, says so, and goes on once it is connected again', async () => {
    const { request, outcome } = await approvedThen(async () => {
      value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
    });
    expect(outcome).toEqual({ state: 'pending' });
    expect(request).toMatchObject({ state: 'applying', pause: { cause: 'notConnected' } });
    await world.connect();
    await world.settle();
    expect(world.members('frontend')).toContain('Priya Raman');
  });

  test('Invariant 1: an approval that lapsed licenses nothing', async () => {
    const { request, outcome } = await approvedThen(() => world.platform.clock.advance(8 * DAY));
    expect(request.state).toBe('needsAttention');
    expect(outcome).toMatchObject({ state: 'failed', reason: 'approvalLapsed', retryable: false });
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });
});

describe('at the same time', () => {
  test('Invariant 7: two requests that would each leave one admin do not leave none', async () => {
    await world.allow(['platform-crew'], { unlocked: ['platform-crew'] });
    const { directory } = world.platform.atlassian;
    const group = world.groupId('platform-crew');
    for (const member of directory.membersOf(group)) directory.removeMember(group, member);
    const names = ['Priya Raman', 'Grace Kim'];
    for (const name of names) directory.addMember(group, world.person(name).accountId);
    const noah = world.as('Noah Okafor');
    for (const name of names) {
      const removal = { issue: 'WEB-1', people: [name], remove: ['platform-crew'] };
      const request = value(await ask(world, noah, removal));
      value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    }
    world.platform.atlassian.faults.add({
      method: 'DELETE',
      path: /^\/group\/user/,
      effect: { kind: 'delay', milliseconds: 300 },
    });
    await world.settle();
    expect(world.members('platform-crew')).toHaveLength(1);
    const { requests } = value(await noah.panel('panel.load', 'WEB-1'));
    expect(requests.map(({ state }) => state).sort()).toEqual(['completed', 'needsAttention']);
  });

  test('Invariant 7: nor do two about a role and about the group that is the other in it', async () => {
    await world.allow(['release-managers'], { rolesOf: 'anyProject' });
    const { directory } = world.platform.atlassian;
    const group = world.groupId('release-managers');
    const id = (name: string) => world.person(name).accountId;
    for (const member of directory.membersOf(group)) directory.removeMember(group, member);
    directory.addMember(group, id('Ethan Brooks'));
    directory.addActor('MOB', 'Administrator', { groupId: group });
    const noah = world.as('Noah Okafor');
    const asked = [
      { people: ['Liam Chen'], remove: ['MOB/Administrator'], lead: 'Liam Chen' },
      { people: ['Ethan Brooks'], remove: ['release-managers'], lead: 'Maya Lindqvist' },
    ];
    for (const { people, remove, lead } of asked) {
      const request = value(await ask(world, noah, { issue: 'WEB-1', people, remove }));
      value(await approve(world.as(lead), 'WEB-1', request));
    }
    world.platform.atlassian.faults.add({
      method: 'DELETE',
      path: /^\/(group\/user|project\/)/,
      effect: { kind: 'delay', milliseconds: 300 },
    });
    await world.settle();
    const { requests } = value(await noah.panel('panel.load', 'WEB-1'));
    expect(requests.map(({ state }) => state).sort()).toEqual(['completed', 'needsAttention']);
  });
});

describe('what can be asked for', () => {
  test.each([
    ['site-admins', [], 'refused', 'groupProtected'],
    ['platform-crew', ['platform-crew'], 'refused', 'groupProtected'],
    ['design', [], 'refused', 'groupNotRequestable'],
    ['all-staff', ['all-staff'], 'impossible', 'groupManagedElsewhere'],
  ] as const)('Invariant 7: %s (listed: %j) is %s: %s', async (group, listed, verdict, reason) => {
    await world.allow(['frontend', ...listed]);
    const noah = world.as('Noah Okafor');
    const plan = value(
      await noah.panel('request.preview', 'WEB-1', {
        ask: {
          subjects: [{ kind: 'person' as const, accountId: world.person('Priya Raman').accountId }],
          changes: [{ kind: 'group', verb: 'add', groupId: world.groupId(group) }],
        },
        term: { kind: 'permanent' },
      }),
    );
    expect(plan.lines[0]?.verdict).toEqual({ verdict, reason });
    expect(plan.refusal).toEqual({ code: 'nothingToChange' });
  });

  test('a protected group that was unlocked can be asked for', async () => {
    await world.allow(['platform-crew'], { unlocked: ['platform-crew'] });
    const request = await askAndApprove(world, { ...named, add: ['platform-crew'] });
    expect(request.state).toBe('completed');
    expect(world.members('platform-crew')).toContain('Priya Raman');
  });

  test('only what can be done is asked for, and the rest is told before', async () => {
    const noah = world.as('Noah Okafor');
    const request = value(
      await ask(world, noah, {
        ...named,
        people: ['Priya Raman', 'Tom Becker'],
        add: ['frontend', 'design'],
      }),
    );
    expect(request.planned).toEqual({ change: 1, alreadySo: 0, refused: 2, impossible: 1 });
    expect(request.subjects.map(({ displayName }) => displayName)).toEqual(['Priya Raman']);
    expect(await steps(noah, 'WEB-1', request.id)).toHaveLength(1);
  });
});
