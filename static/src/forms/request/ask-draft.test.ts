import { describe, expect, it } from 'vitest';
import type { AskedAccess } from './access-option';
import { type AskDraft, askRules, isDraft, newDraft, previewInput } from './ask-draft';

const priya = { kind: 'person', accountId: 'priya', displayName: 'Priya Raman' } as const;
const sam = { kind: 'newPerson', email: 'sam@x.example', displayName: 'sam@x.example' } as const;
const guild: AskedAccess = { verb: 'add', entitlement: { kind: 'newGroup', name: 'guild' } };
const frontend: AskedAccess = {
  verb: 'add',
  entitlement: { kind: 'group', groupId: 'g1', name: 'frontend' },
};
const full: AskDraft = {
  ...newDraft(undefined, 'key-12345678'),
  subjects: [priya],
  access: [frontend],
  justification: 'New joiner',
};
const fieldsAtFault = (draft: AskDraft, longest?: number) =>
  Object.entries(askRules(longest)).flatMap(([field, rule]) =>
    rule?.(draft) === undefined ? [] : [field],
  );

describe('newDraft', () => {
  it('proposes a term that is allowed', () => {
    expect(newDraft(undefined, 'k').term).toEqual({ kind: 'permanent' });
    expect(newDraft(90, 'k').term).toEqual({ kind: 'days', days: 30 });
    expect(newDraft(7, 'k').term).toEqual({ kind: 'days', days: 7 });
  });
});

describe('askRules', () => {
  it('names everything that is missing, in the order of the form', () => {
    expect(fieldsAtFault(newDraft(undefined, 'k'))).toEqual([
      'subjects',
      'access',
      'justification',
    ]);
    expect(fieldsAtFault(full)).toEqual([]);
  });

  it.each([0, 31, 1.5, Number.NaN])('refuses a term of %d days where 30 is the longest', (days) => {
    expect(fieldsAtFault({ ...full, term: { kind: 'days', days } }, 30)).toEqual(['term']);
  });

  it('refuses for good where there is a longest term', () => {
    expect(fieldsAtFault(full, 30)).toEqual(['term']);
    expect(fieldsAtFault({ ...full, term: { kind: 'days', days: 30 } }, 30)).toEqual([]);
  });

  it('needs nobody for a new group, and no access for a new account', () => {
    expect(fieldsAtFault({ ...full, subjects: [], access: [guild] })).toEqual([]);
    expect(fieldsAtFault({ ...full, subjects: [sam], access: [] })).toEqual([]);
  });

  it('does not take blanks for a reason', () => {
    expect(fieldsAtFault({ ...full, justification: ' \n' })).toEqual(['justification']);
  });
});

describe('previewInput', () => {
  it('carries ids only, and needs no reason yet', () => {
    expect(previewInput('20001', { ...full, justification: '' }, undefined)).toEqual({
      issueId: '20001',
      ask: {
        subjects: [{ kind: 'person', accountId: 'priya' }],
        changes: [{ kind: 'group', verb: 'add', groupId: 'g1' }],
      },
      term: { kind: 'permanent' },
    });
  });

  it('creates accounts for those who have none, with the products that were chosen', () => {
    const draft = { ...full, subjects: [priya, sam], products: ['jira-software' as const] };
    expect(previewInput('20001', { ...draft, access: [guild] }, undefined)?.ask).toEqual({
      subjects: [
        { kind: 'person', accountId: 'priya' },
        { kind: 'newPerson', email: 'sam@x.example' },
      ],
      changes: [
        { kind: 'account', products: ['jira-software'] },
        { kind: 'newGroup', name: 'guild' },
      ],
    });
  });

  it('waits until the ask is complete', () => {
    expect(previewInput('20001', { ...full, subjects: [] }, undefined)).toBeUndefined();
    expect(previewInput('20001', full, 30)).toBeUndefined();
  });
});

describe('isDraft', () => {
  it('knows a draft that was stored, and nothing else', () => {
    expect(isDraft(JSON.parse(JSON.stringify(full)))).toBe(true);
    for (const other of [
      null,
      'text',
      {},
      { ...full, subjects: undefined },
      { ...full, term: 7 },
    ]) {
      expect(isDraft(other)).toBe(false);
    }
  });
});
