import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, ask, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { answering } from '../support/site-answers';

/**
 * What was done is read back once more: a step says that it was seen to hold only where the site showed
 * it then, and stays done where the site showed nothing.
 */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const site = () => world.platform.atlassian;

/** Right after the site has answered the last such call of a request, before it is read back. */
function onceAnswered(method: string, path: RegExp, calls: number, happens: () => void): void {
  let seen = 0;
  site().onExchange(({ via, method: sent, url }) => {
    if (via !== 'token' || sent !== method || !path.test(new URL(url).pathname)) return;
    seen += 1;
    if (seen === calls) happens();
  });
}

/** Each step as it ended, and whether it was seen to hold. */
async function ended(named: Omit<Parameters<typeof ask>[2], 'issue'>) {
  const noah = world.as('Noah Okafor');
  const request = value(await ask(world, noah, { issue: 'WEB-1', ...named }));
  await world.settle();
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  const rows = await steps(noah, 'WEB-1', request.id);
  return {
    state: (await get(noah, 'WEB-1', request.id)).state,
    steps: rows.map(({ outcome }) => [outcome.state, 'verifiedAt' in outcome]),
  };
}

const two = ['Priya Raman', 'Grace Kim'];
const member = { groupUser: /\/group\/user$/, ofRole: /\/role\/\d+$/ };
const leave = (name: string) =>
  site().directory.removeMember(world.groupId('frontend'), world.person(name).accountId);

describe('what somebody else undoes at once', () => {
  test('is not seen to hold: of two who came into a group, the one who left again', async () => {
    onceAnswered('POST', member.groupUser, 2, () => leave('Priya Raman'));
    expect(await ended({ people: two, add: ['frontend'] })).toEqual({
      state: 'completed',
      steps: [
        ['applied', false],
        ['applied', true],
      ],
    });
  });

  test('is not seen to hold: of two who left a group, the one who came back', async () => {
    for (const name of two)
      site().directory.addMember(world.groupId('frontend'), world.person(name).accountId);
    onceAnswered('DELETE', member.groupUser, 2, () =>
      site().directory.addMember(world.groupId('frontend'), world.person('Priya Raman').accountId),
    );
    expect(await ended({ people: two, remove: ['frontend'] })).toEqual({
      state: 'completed',
      steps: [
        ['applied', false],
        ['applied', true],
      ],
    });
  });

  test('is not seen to hold: of two in a role, the one who lost it', async () => {
    const { accountId } = world.person('Priya Raman');
    onceAnswered('POST', member.ofRole, 1, () =>
      site().directory.removeActor('WEB', 'Viewers', { accountId }),
    );
    expect(await ended({ people: two, add: ['WEB/Viewers'] })).toEqual({
      state: 'completed',
      steps: [
        ['applied', false],
        ['applied', true],
      ],
    });
  });

  test('is not seen to hold: a group that was created', async () => {
    onceAnswered('POST', /\/group$/, 1, () => site().directory.removeGroup(world.groupId('guild')));
    expect((await ended({ createGroup: 'guild' })).steps).toEqual([['applied', false]]);
  });
});

describe('where the site can’t be read once more', () => {
  test.each([
    ['refuses', 403],
    ['is down', 503],
  ])('and %s, what was done stays done, and says no more', async (_, status) => {
    onceAnswered('POST', member.groupUser, 2, () => {
      site().faults.add({ via: 'token', method: 'GET', effect: answering(status, {}) });
    });
    expect(await ended({ people: two, add: ['frontend'] })).toEqual({
      state: 'completed',
      steps: [
        ['applied', false],
        ['applied', false],
      ],
    });
    expect(world.members('frontend')).toEqual(expect.arrayContaining(two));
  });
});
