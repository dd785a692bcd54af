import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/domain/lib/time';
import { approve, ask, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { answering } from '../support/site-answers';

/**
 * Attempts to have an answer about something else taken for one about what was asked: another issue,
 * another project with its lead, another role, the account at another address.
 */
const APPROVER = 'Maya Lindqvist';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['qa']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const user = (name: string) => {
  const { accountId, displayName, email } = world.person(name);
  return { accountId, displayName, emailAddress: email, active: true, accountType: 'atlassian' };
};
const answers = (path: RegExp, body: unknown, method = 'GET') =>
  world.platform.atlassian.faults.add({ path, method, effect: answering(200, body) });

describe('nobody decides by an answer about something else', () => {
  const rows: readonly (readonly [string, () => void])[] = [
    [
      'another issue, in a project of theirs',
      () => {
        const { directory } = world.platform.atlassian;
        const [issue, project] = [directory.issue('MOB-1'), directory.projectOf('MOB')];
        const fields = { summary: 'Theirs', project: { id: project.id, key: 'MOB' } };
        answers(/^\/issue\/\d+$/, { id: issue?.id, key: 'MOB-1', fields });
      },
    ],
    [
      'another project, which they lead',
      () => {
        const { id, name } = world.platform.atlassian.directory.projectOf('MOB');
        answers(/^\/project\/[^/]+$/, { id, key: 'MOB', name, lead: user('Liam Chen') });
      },
    ],
  ];
  test.each(rows)('%s', async (_, strike) => {
    const wanted = { issue: 'WEB-1', people: ['Priya Raman'], add: ['qa'] };
    const request = value(await ask(world, noah(), wanted));
    await world.settle();
    strike();
    expect(await approve(world.as('Liam Chen'), 'WEB-1', request)).toMatchObject({
      ok: false,
      error: { code: 'platform' },
    });
    world.platform.atlassian.faults.clear();
    await world.pass(MINUTE);
    expect((await get(noah(), 'WEB-1', request.id)).state).toBe('awaitingApproval');
    expect(world.members('qa')).not.toContain('Priya Raman');
  });
});

test('nothing is planned by an answer about another role', async () => {
  const role = world.roleId('WEB', 'Administrators');
  answers(/^\/project\/[^/]+\/role\/[^/]+$/, { id: Number(role), name: 'Viewers', actors: [] });
  const wanted = { issue: 'WEB-1', people: ['Priya Raman'], add: ['WEB/Viewers'] };
  expect(await ask(world, noah(), wanted)).toMatchObject({
    ok: false,
    error: { code: 'platform' },
  });
});

describe('an account that is created', () => {
  test.each(['Noah Okafor', 'Olivia Hart', 'Automation for Jira'])(
    'is not that of %s, whose address the answer shows',
    async (name) => {
      const wanted = { issue: 'WEB-1', invite: ['new.one@acme.example'], add: ['qa'] };
      const request = value(await ask(world, noah(), wanted));
      await world.settle();
      const before = world.members('qa');
      answers(/^\/user$/, user(name), 'POST');
      value(await approve(world.as(APPROVER), 'WEB-1', request));
      await world.settle();
      const rows = await steps(noah(), 'WEB-1', request.id);
      expect(rows.map(({ outcome }) => outcome.state)).not.toContain('applied');
      expect(world.members('qa')).toEqual(before);
    },
  );

  test.each([
    ['shows the address in other letters', 'New.One@ACME.example'],
    ['shows no address', undefined],
    ['shows an empty one', ''],
  ])('is the one of an answer that %s', async (_, emailAddress) => {
    const wanted = { issue: 'WEB-1', invite: ['new.one@acme.example'], add: ['qa'] };
    const request = value(await ask(world, noah(), wanted));
    await world.settle();
    const { emailAddress: _shown, ...priya } = user('Priya Raman');
    const shown = emailAddress === undefined ? priya : { ...priya, emailAddress };
    answers(/^\/user$/, shown, 'POST');
    value(await approve(world.as(APPROVER), 'WEB-1', request));
    await world.settle();
    expect(world.members('qa')).toContain('Priya Raman');
  });

  test.each([
    ['is empty', () => []],
    ['leaves out the app’s own account', () => [user('Grace Kim')]],
  ])('is not known to be new where the list of all accounts %s', async (_, listed) => {
    const wanted = { issue: 'WEB-1', invite: ['new.one@acme.example'], add: ['qa'] };
    const request = value(await ask(world, noah(), wanted));
    await world.settle();
    answers(/^\/users\/search$/, listed());
    value(await approve(world.as(APPROVER), 'WEB-1', request));
    await world.settle();
    const [first] = await steps(noah(), 'WEB-1', request.id);
    expect(first?.outcome).toMatchObject({ state: 'applied', unproved: true });
  });
});
