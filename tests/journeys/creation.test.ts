import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, askOf, auditOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');

function accountOf(email: string) {
  return world.platform.atlassian.directory.personWithEmail(email);
}

async function verdicts(named: Parameters<typeof askOf>[1]) {
  const term = { kind: 'permanent' as const };
  const plan = value(
    await noah().panel('request.preview', named.issue, { ask: askOf(world, named), term }),
  );
  return plan.lines.map(({ verb, subject, entitlement, verdict }) =>
    [
      verb,
      subject.displayName,
      entitlement.kind,
      verdict.verdict,
      'reason' in verdict ? verdict.reason : '',
    ]
      .join(' ')
      .trim(),
  );
}

describe('creating users', () => {
  const named = {
    issue: 'WEB-1',
    invite: ['sam.new@acme.example', 'Kim.New@acme.example'],
    products: ['jira-software'] as const,
    add: ['frontend', 'WEB/Developers'],
  };

  test('invites them, then adds them to the groups and roles that were asked for', async () => {
    const request = await askAndApprove(world, named);
    expect(request.state).toBe('completed');
    expect(request.progress).toMatchObject({ applied: 6, failed: 0 });
    for (const email of named.invite) {
      const person = accountOf(email);
      expect(person).toBeDefined();
      expect(world.members('frontend')).toContain(person?.displayName);
      expect(world.actors('WEB', 'Developers')).toContain(person?.displayName);
    }
    const rows = await steps(noah(), 'WEB-1', request.id);
    expect(rows.every(({ outcome }) => 'verifiedAt' in outcome)).toBe(true);
    const ofKim = { requestId: request.id, outcome: 'all', who: ' KIM.new' } as const;
    const found = value(await noah().panel('request.steps', 'WEB-1', ofKim)).items;
    expect(found.map(({ subject }) => subject.displayName)).toEqual(
      Array(3).fill('Kim.New@acme.example'),
    );
    const effects = (await auditOf(world)).filter(({ event }) => event.kind === 'effect');
    expect(effects.map(({ event }) => 'action' in event && event.action).sort()).toEqual([
      ...Array(2).fill('group.addUser'),
      ...Array(2).fill('role.addActor'),
      ...Array(2).fill('user.create'),
    ]);
    // With the account there is somebody to search the audit by.
    const sam = accountOf('sam.new@acme.example')?.accountId ?? '';
    const page = await world.as('Olivia Hart').admin('audit.list', { accountId: sam });
    expect(value(page).items.length).toBeGreaterThanOrEqual(3);
  });

  test('uses an account that exists, and says what is wrong with an address', async () => {
    expect(
      await verdicts({
        issue: 'WEB-1',
        invite: ['priya.raman@acme.example', 'not an address', 'new@acme.example'],
        add: ['frontend'],
      }),
    ).toEqual([
      'create Priya Raman account alreadySo',
      'create not an address account impossible emailMalformed',
      'create new@acme.example account change',
      'add Priya Raman group change',
      'add not an address group impossible notCreated',
      'add new@acme.example group change',
    ]);
  });

  test('takes time-bound access back, and leaves the account', async () => {
    await askAndApprove(world, { ...named, term: { kind: 'days', days: 3 } });
    const name = accountOf('sam.new@acme.example')?.displayName;
    expect(world.members('frontend')).toContain(name);
    await world.pass(3 * DAY + 1);
    await world.sweep();
    expect(world.members('frontend')).not.toContain(name);
    expect(world.actors('WEB', 'Developers')).not.toContain(name);
    expect(accountOf('sam.new@acme.example')).toBeDefined();
  });

  test('is refused where the policy does not let accounts be asked for', async () => {
    await world.allow(['frontend'], { creation: { users: false, groups: true } });
    expect(await verdicts({ issue: 'WEB-1', invite: ['new@acme.example'] })).toEqual([
      'create new@acme.example account refused creationNotAllowed',
    ]);
  });

  test('what depends on an account that could not be created waits for a retry', async () => {
    const { faults } = world.platform.atlassian;
    faults.add({
      method: 'POST',
      path: /^\/user$/,
      effect: {
        kind: 'answer',
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ errorMessages: ['No licence is left.'], errors: {} }),
      },
    });
    const failed = await askAndApprove(world, { ...named, invite: ['sam.new@acme.example'] });
    expect(failed.state).toBe('needsAttention');
    expect(failed.progress).toMatchObject({ failed: 3, retryable: 3 });
    faults.clear();
    value(await noah().panel('request.retry', 'WEB-1', { requestId: failed.id }));
    await world.settle();
    const done = await get(noah(), 'WEB-1', failed.id);
    expect(done).toMatchObject({ state: 'completed', progress: { applied: 3 } });
  });

  test('a lost answer is read back: the account is not reported failed, nor made twice', async () => {
    world.platform.atlassian.faults.add({
      method: 'POST',
      path: /^\/user$/,
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const request = await askAndApprove(world, named);
    expect(request).toMatchObject({ state: 'completed', progress: { applied: 6 } });
  });
});

describe('creating groups', () => {
  test('creates the group with its first members, who are in it alone', async () => {
    const request = await askAndApprove(world, {
      issue: 'WEB-1',
      people: ['Priya Raman', 'Grace Kim'],
      invite: ['sam.new@acme.example'],
      createGroup: 'design-guild',
    });
    expect(request).toMatchObject({ state: 'completed', progress: { applied: 5, failed: 0 } });
    expect(world.members('design-guild')).toHaveLength(3);
    expect(world.members('design-guild')).toEqual(
      expect.arrayContaining(['Priya Raman', 'Grace Kim']),
    );
  });

  test('can be created without members', async () => {
    const request = await askAndApprove(world, { issue: 'WEB-1', createGroup: 'empty-guild' });
    expect(request).toMatchObject({ state: 'completed', progress: { applied: 1 } });
    expect(world.members('empty-guild')).toEqual([]);
  });

  test.each([
    ['frontend', 'impossible groupNameTaken'],
    ['FrontEnd', 'impossible groupNameTaken'],
    ['site-admins', 'refused groupNameReserved'],
    ['Sité Admins', 'refused groupNameReserved'],
    ['platform crew', 'refused groupNameReserved'],
    [' guild', 'impossible groupNameInvalid'],
    ['   ', 'impossible groupNameInvalid'],
    ['gui\u200bld', 'impossible groupNameInvalid'],
  ])('%s is %s', async (createGroup, verdict) => {
    const [line] = await verdicts({ issue: 'WEB-1', createGroup });
    expect(line).toBe(`create ${createGroup} newGroup ${verdict}`);
  });

  test('a name that was taken after the approval is somebody else’s group', async () => {
    const late = { issue: 'WEB-1', people: ['Priya Raman'], createGroup: 'design-guild' };
    const waiting = value(await ask(world, noah(), late));
    await askAndApprove(world, {
      issue: 'WEB-1',
      people: ['Grace Kim'],
      createGroup: 'Design-Guild',
    });
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', waiting));
    await world.settle();
    const rows = await steps(noah(), 'WEB-1', waiting.id);
    expect(rows.map(({ outcome }) => 'reason' in outcome && outcome.reason)).toEqual([
      'groupNameTaken',
      'notCreated',
    ]);
    expect(world.members('Design-Guild')).toEqual(['Grace Kim']);
  });
});

describe('groups as actors of a role', () => {
  const named = { issue: 'WEB-1', groups: ['design'], people: ['Priya Raman'] };

  test('are added and removed beside people', async () => {
    const { directory } = world.platform.atlassian;
    const groupsIn = () => directory.actorsOf('WEB', 'Developers').groupIds;
    const given = await askAndApprove(world, { ...named, add: ['WEB/Developers'] });
    expect(given.progress).toMatchObject({ applied: 2, failed: 0 });
    expect(groupsIn()).toContain(world.groupId('design'));
    const taken = await askAndApprove(world, { ...named, remove: ['WEB/Developers'] });
    expect(taken.progress).toMatchObject({ applied: 2, failed: 0 });
    expect(groupsIn()).not.toContain(world.groupId('design'));
  });

  test('cannot be members of a group', async () => {
    expect(await verdicts({ ...named, add: ['frontend'] })).toEqual([
      'add Priya Raman group change',
      'add design group impossible groupInGroup',
    ]);
  });
});
