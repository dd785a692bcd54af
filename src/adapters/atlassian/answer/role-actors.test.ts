import { expect, test } from 'vitest';
import { roleSchema } from '../../rest/schemas';
import { roleActorsOf } from './role-actors';

const person = { actorUser: { accountId: 'a-1' } };
const group = { actorGroup: { groupId: 'g-1', name: 'crew' } };
const both = { person: true, group: true };
const none = { person: false, group: false };
const noGroup = { person: true, group: false };
const noPerson = { person: false, group: true };

test.each([
  ['nobody', [], [], both],
  ['a person and a group', [person, group], ['a-1', 'g-1'], both],
  ['no list', undefined, [], none],
  ['null for the list', null, [], none],
  ['a group by its name alone', [person, { actorGroup: { name: 'crew' } }], ['a-1'], noGroup],
  ['a group with null for its id', [group, { actorGroup: { groupId: null } }], ['g-1'], noGroup],
  ['a group with an empty id', [{ actorGroup: { groupId: '' } }], [], noGroup],
  ['a person without an id', [{ actorUser: {} }], [], noPerson],
  ['a person with null for their id', [{ actorUser: { accountId: null } }], [], noPerson],
  ['an actor of no kind', [{ displayName: 'crew' }], [], none],
  ['an actor with null for both', [{ actorUser: null, actorGroup: null }], [], none],
  ['a person, and null for the group', [{ ...person, actorGroup: null }], ['a-1'], both],
])('%s', (_, actors, ids, whole) => {
  const role = roleSchema.parse({ id: 1, name: 'Developers', actors });
  const told = roleActorsOf(role);
  expect(told.actors.map((one) => ('groupId' in one ? one.groupId : one.accountId))).toEqual(ids);
  expect(told.whole).toEqual(whole);
});
