import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ask, askOf } from '../support/ask-for';
import { siteNow } from '../support/changed-site';
import { openWorld, value, type World } from '../support/open-world';
import { answering } from '../support/site-answers';

/**
 * A role whose actors the site does not all tell by an id: a group that only has a name there may be any
 * group. It opens what is not known, may be the last administrator or not, and may be one that a lead is in.
 */
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'finance'], { rolesOf: 'anyProject' });
});
afterEach(() => world.platform.atlassian.faults.clear());
afterAll(() => world.close());

const NAMELESS = { displayName: 'frontend', type: 'atlassian-group-role-actor' };
const ANSWERS = [
  ['a group by its name alone', [{ ...NAMELESS, actorGroup: { name: 'frontend' } }]],
  ['a group with null for its id', [{ ...NAMELESS, actorGroup: { groupId: null, name: 'x' } }]],
  ['an actor of no kind', [NAMELESS]],
  ['no list of actors', undefined],
  ['null for the list', null],
] as const;

function answerRole(role: string, actors: unknown, more: readonly object[] = []): void {
  const [key = '', name = ''] = role.split('/');
  const id = world.roleId(key, name);
  const list = Array.isArray(actors) ? [...more, ...actors] : actors;
  world.platform.atlassian.faults.add({
    via: 'token',
    method: 'GET',
    path: new RegExp(`/role/${id}$`),
    effect: answering(200, { id: Number(id), name, actors: list }),
  });
}

const plannedFor = async (by: string, named: Parameters<typeof ask>[2]) => {
  const before = siteNow(world);
  const plan = await world.as(by).panel('request.preview', named.issue, {
    ask: askOf(world, named),
    term: { kind: 'permanent' },
  });
  expect(siteNow(world)).toBe(before);
  if (!plan.ok) return plan.error.code;
  const verdict = plan.value.lines[0]?.verdict;
  return verdict !== undefined && 'reason' in verdict ? verdict.reason : verdict?.verdict;
};

describe.each(ANSWERS)('%s', (_, actors) => {
  test('what any group opens is not known', async () => {
    answerRole('WEB/Developers', actors);
    const groups = [{ groupId: world.groupId('finance'), roles: [] }];
    const told = value(await world.as('Noah Okafor').panel('groups.opens', 'WEB-1', { groups }));
    expect(told.groups[0]?.opened).toBeUndefined();
  });

  test('no group is recommended to an admin', async () => {
    answerRole('WEB/Developers', actors);
    const told = value(await world.as('Olivia Hart').admin('admin.recommendGroups', {}));
    expect(told).toMatchObject({ groups: [], notKnown: 'opens' });
  });

  test('the only administrator that is told stays', async () => {
    const maya = world.person('Maya Lindqvist').accountId;
    answerRole('WEB/Administrators', actors, [{ actorUser: { accountId: maya } }]);
    const named = { issue: 'WEB-1', people: ['Maya Lindqvist'], remove: ['WEB/Administrators'] };
    expect(await plannedFor('Noah Okafor', named)).toBe(actors ? 'adminsNotKnown' : 'platform');
  });

  test('a group that may be in the role is neither given it nor taken for gone', async () => {
    answerRole('WEB/Developers', actors);
    for (const verb of ['add', 'remove']) {
      const named = { issue: 'WEB-1', groups: ['frontend'], [verb]: ['WEB/Developers'] };
      expect(await plannedFor('Noah Okafor', named)).toBe('platform');
    }
  });
});
