import { describe, expect, it } from 'vitest';
import type { Entitlement } from '#domain/action/entitlement';
import { manualSteps } from './manual-steps';

const subject = { kind: 'person', accountId: 'p', displayName: 'Priya Raman' } as const;
const role: Entitlement = {
  kind: 'role',
  projectId: '1',
  projectKey: 'WEB',
  projectName: 'Website',
  roleId: '2',
  name: 'Developers',
};

describe('manualSteps', () => {
  it.each([
    ['add', { kind: 'group', groupId: 'g', name: 'frontend' }, ['frontend', 'Add group members']],
    ['remove', { kind: 'group', groupId: 'g', name: 'frontend' }, ['frontend', 'Remove user']],
    ['add', role, ['Website', 'Developers', 'Add people']],
    ['remove', role, ['Website', 'Developers', 'Remove']],
    ['create', { kind: 'account', products: ['jira-software'] }, ['Invite users', 'Jira']],
    ['create', { kind: 'account', products: [] }, ['Invite users', 'no product']],
    ['create', { kind: 'newGroup', name: 'guild' }, ['Create group', 'guild']],
    ['add', { kind: 'newGroup', name: 'guild' }, ['guild', 'Add group members']],
  ] as const)(
    '%s %o: names everything that is to be clicked or typed',
    (verb, entitlement, words) => {
      const text = manualSteps({ verb, subject, entitlement }).join(' ');
      for (const word of words) expect(text).toContain(word);
      const names = verb !== 'create' || entitlement.kind === 'account';
      if (names) expect(text).toContain('Priya Raman');
    },
  );
});
