import fc from 'fast-check';
import { expect, test } from 'vitest';
import { developers, frontend, subject } from '../../../tests/support/samples';
import type { Ask } from './ask';
import { resolveCreated } from './resolve-created';
import { subjectKey } from './subject';

const ask: Ask = {
  subjects: [
    subject('Sam'),
    { kind: 'newPerson', email: 'Ann@x.example', displayName: 'Ann@x.example' },
    { kind: 'newPerson', email: 'bob@x.example', displayName: 'bob@x.example' },
    { kind: 'newGroup', name: 'Guild', displayName: 'Guild' },
  ],
  changes: [
    { verb: 'create', entitlement: { kind: 'newGroup', name: 'Guild' }, subjects: [3] },
    { verb: 'add', entitlement: { kind: 'newGroup', name: 'Guild' }, subjects: [0, 1, 2] },
    { verb: 'add', entitlement: frontend, subjects: [0, 1, 2] },
  ],
};

test('whoever has an account is a person, and a group that is there has its id', () => {
  const created = {
    accounts: new Map([['ann@x.example', 'ann-1']]),
    groups: new Map([['guild', 'g9']]),
  };
  const after = resolveCreated(ask, created);
  expect(after.subjects.map(subjectKey)).toEqual([
    'person:sam',
    'person:ann-1',
    'email:bob@x.example',
    'newGroup:guild',
  ]);
  expect(after.changes.map(({ entitlement }) => entitlement)).toEqual([
    { kind: 'newGroup', name: 'Guild' },
    { kind: 'group', groupId: 'g9', name: 'Guild' },
    frontend,
  ]);
});

test('nothing changes its place, and what is found twice changes nothing more', () => {
  const some = fc.subarray(['ann@x.example', 'bob@x.example']);
  fc.assert(
    fc.property(some, fc.boolean(), (emails, hasGroup) => {
      const created = {
        accounts: new Map(emails.map((email) => [email, `id of ${email}`])),
        groups: new Map(hasGroup ? [['guild', 'g9']] : []),
      };
      const once = resolveCreated(ask, created);
      expect(once.changes.map(({ verb, subjects }) => [verb, subjects])).toEqual(
        ask.changes.map(({ verb, subjects }) => [verb, subjects]),
      );
      expect(resolveCreated(once, created)).toEqual(once);
    }),
  );
});

test('a group that was there before stays itself, whatever was created under its name', () => {
  const namesake = { kind: 'group', groupId: 'g1', name: 'Guild' } as const;
  const role = { ...developers, name: 'Guild' };
  const asked: Ask = {
    subjects: [subject('Sam')],
    changes: [namesake, role].map((entitlement) => ({ verb: 'add', entitlement, subjects: [0] })),
  };
  const created = { accounts: new Map(), groups: new Map([['guild', 'g9']]) };
  expect(resolveCreated(asked, created)).toEqual(asked);
});
