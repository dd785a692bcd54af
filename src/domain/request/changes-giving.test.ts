import { expect, test } from 'vitest';
import { frontend, subject } from '../../../tests/support/samples';
import type { Ask, Change } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { changesGiving } from './changes-giving';

const design: Entitlement = { kind: 'group', groupId: 'g2', name: 'design' };
const crew: Entitlement = { kind: 'newGroup', name: 'crew' };
const ana: Subject = { kind: 'newPerson', email: 'ana@acme.example', displayName: 'Ana' };
const subjects: readonly Subject[] = [subject('Sam'), subject('Pia'), ana];
const add = (entitlement: Entitlement, ...of: readonly number[]): Change => ({
  verb: 'add',
  entitlement: entitlement as never,
  subjects: of,
});
const remove: Change = { verb: 'remove', entitlement: frontend, subjects: [0] };
const created: Entitlement = { kind: 'group', groupId: 'g9', name: 'crew' };

test.each<[string, readonly Change[], Entitlement, string, readonly number[]]>([
  [
    'of just that and them',
    [add(design, 0), add(frontend, 1), add(frontend, 0)],
    frontend,
    'Sam',
    [2],
  ],
  ['not what takes it', [remove, add(frontend, 0)], frontend, 'Sam', [1]],
  [
    'an account that it created',
    [add(design, 2), add(frontend, 0), add(frontend, 2)],
    frontend,
    'Ana',
    [2],
  ],
  [
    'of just that and them, though it created others',
    [add(crew, 0), add(frontend, 1, 0), add(frontend, 2)],
    frontend,
    'Sam',
    [1],
  ],
  [
    'an account that it created beside others',
    [add(frontend, 0), add(frontend, 1, 2), add(design, 2)],
    frontend,
    'Ana',
    [1],
  ],
  ['none, where it only takes away', [remove], frontend, 'Sam', []],
  ['a group that it created', [add(design, 0), add(crew, 0), add(crew, 1)], created, 'Sam', [1]],
  [
    'an account in a group, both created',
    [add(crew, 0), add(crew, 2), add(design, 2)],
    created,
    'Ana',
    [1],
  ],
  [
    'all that gives something, else',
    [add(design, 0), remove, add(frontend, 0)],
    created,
    'Sam',
    [0, 2],
  ],
])('the changes that gave it are those %s', (_, changes, entitlement, name, expected) => {
  const ask: Ask = { subjects, changes };
  expect(changesGiving({ ask }, { entitlement, subject: subject(name) })).toEqual(expected);
});

test('what a group that it created was given is of the changes for such a group', () => {
  const made: Subject = { kind: 'newGroup', name: 'crew', displayName: 'crew' };
  const ask: Ask = { subjects: [...subjects, made], changes: [add(frontend, 0), add(frontend, 3)] };
  const group: Subject = { kind: 'group', groupId: 'g9', displayName: 'crew' };
  expect(changesGiving({ ask }, { entitlement: frontend, subject: group })).toEqual([1]);
});
