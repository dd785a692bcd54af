import { describe, expect, it } from 'vitest';
import type { Entitlement } from '#domain/action/entitlement';
import { wordsOf } from './entitlement-words';

const group: Entitlement = { kind: 'group', groupId: 'g', name: 'frontend' };
const guild: Entitlement = { kind: 'newGroup', name: 'guild' };
const role: Entitlement = {
  kind: 'role',
  projectId: '1',
  projectKey: 'WEB',
  projectName: 'Website',
  roleId: '2',
  name: 'Developers',
};
const account: Entitlement = { kind: 'account', products: ['jira-software'] };
const bare: Entitlement = { kind: 'account', products: [] };

describe('what is said of an entitlement', () => {
  it.each([
    [group, 'the group frontend', 'frontend', 'group', 'Groups'],
    [guild, 'the new group guild', 'guild', 'new group', 'Something new'],
    [role, 'the role Developers in Website', 'Developers', 'role in Website', 'Roles in Website'],
    [account, 'an account with access to Jira', 'Account', 'with access to Jira', 'Something new'],
    [
      bare,
      'an account without access to a product',
      'Account',
      'without access to a product',
      'Something new',
    ],
  ])(
    '%o: in a sentence, in a list, and under which heading',
    (of, name, title, detail, section) => {
      const words = wordsOf(of);
      const said = [words.name(), words.title(), words.detail(), words.section()];
      // What comes from others is isolated within a sentence.
      expect(said.map((one) => one.replace(/[\u2068\u2069]/g, ''))).toEqual([
        name,
        title,
        detail,
        section,
      ]);
    },
  );
});

describe('what is done by hand', () => {
  it.each([
    ['add', group, ['frontend', 'Add group members']],
    ['remove', group, ['frontend', 'Remove user']],
    ['add', role, ['Website', 'Developers', 'Add people']],
    ['remove', role, ['Website', 'Developers', 'Remove']],
    ['create', account, ['Invite users', 'Jira']],
    ['create', bare, ['Invite users', 'no product']],
    ['create', guild, ['Create group', 'guild']],
    ['add', guild, ['guild', 'Add group members']],
  ] as const)(
    '%s %o: names everything that is to be clicked or typed',
    (verb, entitlement, words) => {
      const text = wordsOf(entitlement).byHand(verb, 'Priya Raman').join(' ');
      for (const word of words) expect(text).toContain(word);
      const names = verb !== 'create' || entitlement.kind === 'account';
      if (names) expect(text).toContain('Priya Raman');
    },
  );
});
