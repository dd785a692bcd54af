import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, ask, auditOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('the main job', () => {
  test('connect, ask, be notified, approve, and see it done', async () => {
    const noah = world.as('Noah Okafor');
    const maya = world.as('Maya Lindqvist');

    expect(value(await noah.panel('panel.load', 'WEB-1')).connection).toEqual({
      ready: false,
      why: 'notConnected',
    });
    await world.connect();
    await world.allow(['frontend', 'on-call']);

    const submitted = value(
      await ask(world, noah, {
        issue: 'WEB-1',
        people: ['Priya Raman'],
        add: ['frontend', 'WEB/Developers'],
        justification: 'Priya starts on Monday.',
      }),
    );
    expect(submitted.state).toBe('awaitingApproval');
    expect(submitted.approvals).toMatchObject([{ approvers: [{ displayName: 'Maya Lindqvist' }] }]);
    expect(submitted.verbs.withdraw).toEqual({ allowed: true });
    expect(submitted.verbs.approve).toMatchObject({ allowed: false, why: { code: 'ownRequest' } });
    expect(world.members('frontend')).not.toContain('Priya Raman');

    await world.settle();
    const { atlassian } = world.platform;
    const mentions = atlassian.notificationsOf(maya.accountId);
    expect(mentions).toMatchObject([{ kind: 'mention', issueKey: 'WEB-1' }]);
    // One event, one email: the one that Jira sends for the mention.
    const [mail, ...others] = atlassian.mailOf(maya.accountId);
    expect(others).toEqual([]);
    expect(mail?.kind).toBe('mention');
    expect(mail?.text).toContain('Maya Lindqvist, Noah Okafor asks for access');
    expect(mail?.text).toContain('Priya starts on Monday.');

    const seen = value(await maya.panel('panel.load', 'WEB-1')).requests[0];
    expect(seen?.verbs.approve).toEqual({ allowed: true });
    value(await approve(maya, 'WEB-1', submitted));
    expect(world.members('frontend')).not.toContain('Priya Raman');

    await world.settle();
    const done = await get(noah, 'WEB-1', submitted.id);
    expect(done.state).toBe('completed');
    expect(done.progress).toEqual({
      pending: 0,
      applied: 2,
      unchanged: 0,
      failed: 0,
      manual: 0,
      retryable: 0,
    });
    expect(world.members('frontend')).toContain('Priya Raman');
    expect(world.actors('WEB', 'Developers')).toContain('Priya Raman');
    const outcomes = (await steps(noah, 'WEB-1', done.id)).map(({ outcome }) => outcome);
    expect(outcomes).toMatchObject([
      { state: 'applied', before: 'notHeld', verifiedAt: expect.any(Number) },
      { state: 'applied', before: 'notHeld', verifiedAt: expect.any(Number) },
    ]);
    expect(atlassian.notificationsOf(noah.accountId)).toMatchObject([{ issueKey: 'WEB-1' }]);
  });

  test('Invariant 4: one audit event for each decision and each effect, newest first', async () => {
    await world.connect();
    await world.allow(['frontend', 'on-call']);
    const noah = world.as('Noah Okafor');
    const submitted = value(
      await ask(world, noah, {
        issue: 'WEB-1',
        people: ['Priya Raman', 'Grace Kim'],
        add: ['frontend', 'on-call'],
      }),
    );
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', submitted));
    await world.settle();
    const lines = await auditOf(world);
    const kinds = lines.map(({ event }) => event.kind);
    expect(kinds.filter((kind) => kind === 'effect')).toHaveLength(4);
    for (const once of [
      'request.submitted',
      'request.approved',
      'request.finished',
      'connection.connected',
      'policy.changed',
    ]) {
      expect(kinds.filter((kind) => kind === once)).toHaveLength(1);
    }
    const times = lines.map(({ event }) => event.at);
    expect(times).toEqual([...times].sort((a, b) => b - a));

    const admin = world.as('Olivia Hart');
    const grace = world.person('Grace Kim').accountId;
    const about = value(await admin.admin('audit.list', { accountId: grace })).items;
    expect(about.map(({ event }) => event.kind)).toEqual(['effect', 'effect', 'request.submitted']);
    const inIssue = value(
      await admin.admin('audit.list', { issueKey: 'WEB-1', kind: 'request.approved' }),
    ).items;
    expect(inIssue).toMatchObject([
      { issueKey: 'WEB-1', event: { actor: { displayName: 'Maya Lindqvist' } } },
    ]);
    expect(value(await admin.admin('audit.list', { issueKey: 'WEB-2' })).items).toEqual([]);
  });

  test('removes people, and leaves alone what is so already', async () => {
    await world.connect();
    await world.allow(['frontend']);
    const [member] = world.members('frontend');
    if (member === undefined) throw new Error('frontend is empty');
    const noah = world.as('Noah Okafor');
    const submitted = value(
      await ask(world, noah, {
        issue: 'WEB-1',
        people: [member, 'Priya Raman'],
        remove: ['frontend'],
      }),
    );
    expect(submitted.planned).toMatchObject({ change: 1, alreadySo: 1 });
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', submitted));
    await world.settle();
    expect(world.members('frontend')).not.toContain(member);
    const states = (await steps(noah, 'WEB-1', submitted.id)).map(({ outcome }) => outcome.state);
    expect(states).toEqual(['applied', 'unchanged']);
  });
});
