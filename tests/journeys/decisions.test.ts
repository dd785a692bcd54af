import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askOf, auditOf, decline, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

describe('deciding', () => {
  test('a decline needs a reason, changes nothing and is told to the requester', async () => {
    const noah = world.as('Noah Okafor');
    const maya = world.as('Maya Lindqvist');
    const request = value(await ask(world, noah, named));
    expect(error(await decline(maya, 'WEB-1', request, '  '))).toMatchObject({
      code: 'request',
      refusal: { code: 'reasonMissing' },
    });
    const declined = value(await decline(maya, 'WEB-1', request, 'Ask in May.'));
    expect(declined.state).toBe('declined');
    await world.settle();
    expect(world.members('frontend')).not.toContain('Priya Raman');
    const [told] = world.platform.atlassian.mailOf(noah.accountId);
    expect(told?.text).toContain('Ask in May.');
    expect(error(await approve(maya, 'WEB-1', declined))).toMatchObject({
      refusal: { code: 'wrongState', state: 'declined' },
    });
  });

  test('what was declined is told by the audit, and found by whom it was for', async () => {
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', request, 'Ask in May.'));
    const { accountId } = world.person('Priya Raman');
    const found = value(await world.as('Olivia Hart').admin('audit.list', { accountId }));
    expect(found.items.map(({ event }) => event)).toMatchObject([
      {
        kind: 'request.submitted',
        asked: {
          ask: {
            subjects: [{ kind: 'person', accountId }],
            changes: [{ verb: 'add', entitlement: { name: 'frontend' }, subjects: [0] }],
          },
          term: { kind: 'permanent' },
        },
      },
    ]);
    expect(JSON.stringify(found.items)).not.toContain(world.person('Priya Raman').email);
  });

  test('the requester withdraws while it waits, and then nobody can decide', async () => {
    const noah = world.as('Noah Okafor');
    const request = value(await ask(world, noah, named));
    const input = { requestId: request.id, revision: request.revision };
    expect(
      error(await world.as('Maya Lindqvist').panel('request.withdraw', 'WEB-1', input)),
    ).toMatchObject({
      refusal: { code: 'notYours' },
    });
    expect(value(await noah.panel('request.withdraw', 'WEB-1', input)).state).toBe('withdrawn');
    expect(error(await approve(world.as('Maya Lindqvist'), 'WEB-1', request))).toMatchObject({
      refusal: { code: 'wrongState', state: 'withdrawn' },
    });
  });

  test('nobody decides on their own request: a lead’s goes to the fallback approver', async () => {
    const maya = world.as('Maya Lindqvist');
    expect(error(await ask(world, maya, named))).toMatchObject({ refusal: { code: 'noApprover' } });
    await world.allow(['frontend'], { fallbackApprovers: ['Emma Fischer'] });
    const request = value(await ask(world, maya, named));
    expect(request.approvals[0]?.approvers.map(({ displayName }) => displayName)).toEqual([
      'Emma Fischer',
    ]);
    expect(request.approvals[0]?.trace.map(({ outcome }) => outcome)).toEqual([
      'isRequester',
      'chosen',
    ]);
    expect(error(await approve(maya, 'WEB-1', request))).toMatchObject({
      refusal: { code: 'ownRequest' },
    });
    expect(value(await approve(world.as('Emma Fischer'), 'WEB-1', request)).state).toBe('approved');
  });

  test('nobody approves what gives them something; a lead passed over for it is told, and may decline', async () => {
    await world.allow(['design'], { fallbackApprovers: ['Emma Fischer', 'Liam Chen'] });
    const request = value(
      await ask(world, world.as('Noah Okafor'), {
        ...named,
        people: ['Maya Lindqvist', 'Emma Fischer'],
        add: ['design'],
      }),
    );
    const [stage] = request.approvals;
    expect(stage?.approvers.map(({ displayName }) => displayName)).toEqual(['Liam Chen']);
    expect(stage?.mayDecline.map(({ displayName }) => displayName)).toEqual(['Maya Lindqvist']);
    for (const name of ['Maya Lindqvist', 'Emma Fischer']) {
      expect(error(await approve(world.as(name), 'WEB-1', request))).toMatchObject({
        refusal: { code: 'wouldGain', known: true },
      });
    }
    await world.settle();
    const { atlassian } = world.platform;
    for (const name of ['Maya Lindqvist', 'Liam Chen'])
      expect(atlassian.notificationsOf(world.person(name).accountId)).toHaveLength(1);
    const maya = world.as('Maya Lindqvist');
    const now = await get(maya, 'WEB-1', request.id);
    expect(now.verbs).toMatchObject({ approve: { allowed: false }, decline: { allowed: true } });
    expect(error(await decline(world.as('Emma Fischer'), 'WEB-1', request, 'no'))).toMatchObject({
      refusal: { code: 'wouldGain', mayDecline: false },
    });
    expect(value(await decline(maya, 'WEB-1', request, 'Not now.')).state).toBe('declined');
  });

  test('a lead whom the request gives what they have already decides all the same', async () => {
    await world.allow(['frontend'], { fallbackApprovers: ['Emma Fischer'] });
    const request = value(
      await ask(world, world.as('Noah Okafor'), {
        ...named,
        people: ['Priya Raman', 'Maya Lindqvist'],
      }),
    );
    expect(request.approvals[0]?.approvers.map(({ displayName }) => displayName)).toEqual([
      'Maya Lindqvist',
    ]);
    expect(value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request)).state).toBe(
      'approved',
    );
  });

  test.each([
    ['LEG-1', 'inactive'],
    ['OPS-1', 'nobody'],
  ])(
    'in %s, whose lead is %s, the fallback decides, and without one it is refused',
    async (issue, outcome) => {
      const noah = world.as('Noah Okafor');
      const refused = error(await ask(world, noah, { ...named, issue }));
      expect(refused).toMatchObject({
        refusal: { code: 'noApprover', trace: [{ outcome }, { outcome: 'nobody' }] },
      });
      await world.allow(['frontend'], { fallbackApprovers: ['Emma Fischer'] });
      const request = value(await ask(world, noah, { ...named, issue }));
      expect(request.approvals[0]?.trace.map((entry) => entry.outcome)).toEqual([
        outcome,
        'chosen',
      ]);
      expect(value(await approve(world.as('Emma Fischer'), issue, request)).state).toBe('approved');
    },
  );

  test('a lead who changed since is found again, sees the buttons, and is told by the sweep', async () => {
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const liam = world.as('Liam Chen');
    world.platform.atlassian.directory.setLead('WEB', liam.accountId);
    expect(error(await approve(world.as('Maya Lindqvist'), 'WEB-1', request))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: 'Liam Chen' }] },
    });
    const seen = value(await liam.panel('panel.load', 'WEB-1')).requests[0];
    expect(seen?.verbs.approve).toEqual({ allowed: true });
    await world.sweep();
    expect(world.platform.atlassian.notificationsOf(liam.accountId)).toHaveLength(1);
    await world.sweep();
    expect(world.platform.atlassian.notificationsOf(liam.accountId)).toHaveLength(1);
    const now = await get(liam, 'WEB-1', request.id);
    expect(value(await approve(liam, 'WEB-1', now)).state).toBe('approved');
    const kinds = (await auditOf(world)).map(({ event }) => event.kind);
    expect(kinds.filter((kind) => kind === 'request.rerouted')).toHaveLength(1);
  });

  test('a lead who has come since, and was not told yet, decides, and the audit says that it was theirs', async () => {
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    const { accountId } = world.person('Liam Chen');
    world.platform.atlassian.directory.setLead('WEB', accountId);
    value(await approve(world.as('Liam Chen'), 'WEB-1', request));
    const events = (await auditOf(world)).map(({ event }) => event);
    expect(events.filter(({ kind }) => kind === 'request.rerouted')).toMatchObject([
      { actor: { accountId }, to: [{ accountId }] },
    ]);
  });

  test('a lead who has come since is told, though it was on record by what another decided before the sweep', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    const add = ['frontend', 'MOB/Member'];
    const request = value(await ask(world, world.as('Noah Okafor'), { ...named, add }));
    await world.settle();
    const { accountId } = world.person('Emma Fischer');
    world.platform.atlassian.directory.setLead('MOB', accountId);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    expect(world.platform.atlassian.notificationsOf(accountId)).toHaveLength(1);
    await world.sweep();
    expect(world.platform.atlassian.notificationsOf(accountId)).toHaveLength(1);
  });

  test('a lead who has come since is told, though nobody is left for another stage', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject', fallbackApprovers: [] });
    const add = ['frontend', 'MOB/Member'];
    value(await ask(world, world.as('Noah Okafor'), { ...named, add }));
    await world.settle();
    const { directory } = world.platform.atlassian;
    directory.setLead('MOB', undefined);
    const { accountId } = world.person('Emma Fischer');
    directory.setLead('WEB', accountId);
    await world.sweep();
    await world.settle();
    expect(world.platform.atlassian.notificationsOf(accountId)).toHaveLength(1);
    await world.sweep();
    expect(world.platform.atlassian.notificationsOf(accountId)).toHaveLength(1);
    // Nothing of the other stage is said to have found anybody.
    const events = (await auditOf(world)).map(({ event }) => event);
    expect(events.filter(({ kind }) => kind === 'request.rerouted')).toMatchObject([
      { to: [{ accountId }] },
    ]);
  });

  test('a role of another project is decided by its own lead, besides the issue’s', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    const request = value(
      await ask(world, world.as('Noah Okafor'), { ...named, add: ['frontend', 'MOB/Member'] }),
    );
    expect(request.approvals).toHaveLength(2);
    const half = value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    expect(half.state).toBe('awaitingApproval');
    await world.settle();
    // One stage of two sets nothing going but that it is shown.
    await world.pass(10 * SECOND);
    expect(keysOf(world.platform, 'outbox')).toEqual([]);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    const whole = value(await approve(world.as('Liam Chen'), 'WEB-1', half));
    expect(whole.state).toBe('approved');
    await world.settle();
    expect(world.members('frontend')).toContain('Priya Raman');
    expect(world.actors('MOB', 'Member')).toContain('Priya Raman');
  });

  test('undecided in time, it times out and tells the requester', async () => {
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    await world.pass(14 * DAY);
    expect(error(await approve(world.as('Maya Lindqvist'), 'WEB-1', request))).toMatchObject({
      refusal: { code: 'wrongState', state: 'timedOut' },
    });
    await world.sweep();
    expect((await get(world.as('Noah Okafor'), 'WEB-1', request.id)).state).toBe('timedOut');
    const mail = world.platform.atlassian.mailOf(world.person('Noah Okafor').accountId);
    expect(mail.some(({ text }) => text.includes('nobody decided your access request'))).toBe(true);
  });
});

describe('races', () => {
  test('two decisions at the same instant: one counts', async () => {
    await world.allow(['frontend'], { fallbackApprovers: ['Emma Fischer', 'Liam Chen'] });
    const request = value(await ask(world, world.as('Maya Lindqvist'), named));
    const replies = await Promise.all([
      approve(world.as('Emma Fischer'), 'WEB-1', request),
      decline(world.as('Liam Chen'), 'WEB-1', request, 'no'),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.find(({ ok }) => !ok)).toEqual({
      ok: false,
      error: { code: 'changedMeanwhile' },
    });
    const kinds = (await auditOf(world)).map(({ event }) => event.kind);
    expect(
      kinds.filter((kind) => kind === 'request.approved' || kind === 'request.declined'),
    ).toHaveLength(1);
  });

  test('the same form sent twice is one request', async () => {
    const noah = world.as('Noah Okafor');
    const submissionKey = randomUUID();
    const replies = await Promise.all(
      [1, 2, 3].map(() => ask(world, noah, { ...named, submissionKey })),
    );
    const ids = new Set(replies.map((reply) => value(reply).id));
    expect(ids.size).toBe(1);
    expect(value(await noah.panel('panel.load', 'WEB-1')).requests).toHaveLength(1);
  });

  test('a form sent again is the request that it was, though its plan would be another one by now', async () => {
    const noah = world.as('Noah Okafor');
    const input = askOf(world, named);
    const term = { kind: 'permanent' } as const;
    const { fingerprint } = value(
      await noah.panel('request.preview', 'WEB-1', { ask: input, term }),
    );
    const form = {
      ask: input,
      term,
      justification: 'For the launch.',
      planFingerprint: fingerprint,
      submissionKey: randomUUID(),
    };
    const { id } = value(await noah.panel('request.submit', 'WEB-1', form));
    const { accountId } = world.person('Priya Raman');
    world.platform.atlassian.directory.addMember(world.groupId('frontend'), accountId);
    expect(value(await noah.panel('request.submit', 'WEB-1', form)).id).toBe(id);
  });

  test('the same key sent by two people is two requests, and each learns of their own', async () => {
    const submissionKey = randomUUID();
    const names = ['Noah Okafor', 'Liam Chen', 'Emma Fischer'];
    for (const name of names) {
      const request = value(await ask(world, world.as(name), { ...named, submissionKey }));
      expect(request.requester.accountId).toBe(world.person(name).accountId);
    }
    const { requests } = value(await world.as('Noah Okafor').panel('panel.load', 'WEB-1'));
    expect(requests).toHaveLength(names.length);
  });

  test('several people ask in one issue at once: nobody’s request is lost', async () => {
    const people = ['Noah Okafor', 'Liam Chen', 'Emma Fischer'];
    const replies = await Promise.all(people.map((name) => ask(world, world.as(name), named)));
    expect(replies.every(({ ok }) => ok)).toBe(true);
    expect(value(await world.as('Noah Okafor').panel('panel.load', 'WEB-1')).requests).toHaveLength(
      3,
    );
  });

  test('what was decided is what was seen: an old revision decides nothing', async () => {
    const request = value(await ask(world, world.as('Noah Okafor'), named));
    const stale = { ...request, revision: request.revision + 7 };
    expect(error(await approve(world.as('Maya Lindqvist'), 'WEB-1', stale))).toEqual({
      code: 'changedMeanwhile',
    });
  });

  test('what was withdrawn is what was seen: an old revision withdraws nothing', async () => {
    const noah = world.as('Noah Okafor');
    const { id, revision } = value(await ask(world, noah, named));
    const stale = { requestId: id, revision: revision + 1 };
    expect(error(await noah.panel('request.withdraw', 'WEB-1', stale))).toEqual({
      code: 'changedMeanwhile',
    });
    expect((await get(noah, 'WEB-1', id)).state).toBe('awaitingApproval');
  });

  test('a plan that is no longer what was shown is not submitted', async () => {
    const noah = world.as('Noah Okafor');
    const input = askOf(world, named);
    const term = { kind: 'permanent' } as const;
    const plan = value(await noah.panel('request.preview', 'WEB-1', { ask: input, term }));
    world.platform.atlassian.directory.addMember(
      world.groupId('frontend'),
      world.person('Priya Raman').accountId,
    );
    const reply = await noah.panel('request.submit', 'WEB-1', {
      ask: input,
      term,
      justification: 'x',
      planFingerprint: plan.fingerprint,
      submissionKey: randomUUID(),
    });
    expect(error(reply)).toMatchObject({ refusal: { code: 'planChanged' } });
  });
});

describe('the plan that the approver sees', () => {
  test('is computed again, and says where it is not what was shown before', async () => {
    const people = ['Priya Raman', 'Grace Kim'];
    const request = value(await ask(world, world.as('Noah Okafor'), { ...named, people }));
    const planNow = async () => {
      const maya = world.as('Maya Lindqvist');
      return value(await maya.panel('request.plan', 'WEB-1', { requestId: request.id }));
    };
    expect(await planNow()).toMatchObject({ counts: { change: 2, alreadySo: 0 }, differs: [] });
    const { directory } = world.platform.atlassian;
    directory.addMember(world.groupId('frontend'), world.person('Grace Kim').accountId);
    expect(await planNow()).toMatchObject({
      counts: { change: 1, alreadySo: 1 },
      differs: [
        {
          subject: { displayName: 'Grace Kim' },
          planned: { verdict: 'change' },
          verdict: { verdict: 'alreadySo' },
        },
      ],
    });
  });
});
