import { describe, expect, it } from 'vitest';
import type { AskedAccess } from './access-option';
import {
  type AskDraft,
  isDraft,
  keyForSending,
  newDraft,
  previewInput,
  problemsOf,
} from './ask-draft';

const priya = { accountId: 'priya', displayName: 'Priya Raman' };
const frontend: AskedAccess = {
  verb: 'add',
  entitlement: { kind: 'group', groupId: 'g1', name: 'frontend' },
};
const full: AskDraft = {
  ...newDraft(undefined, 'key-12345678'),
  people: [priya],
  access: [frontend],
  justification: 'New joiner',
};
const fieldsAtFault = (draft: AskDraft, longest?: number) =>
  problemsOf(draft, longest).map(({ field }) => field);

describe('newDraft', () => {
  it('proposes a term that is allowed', () => {
    expect(newDraft(undefined, 'k').term).toEqual({ kind: 'permanent' });
    expect(newDraft(90, 'k').term).toEqual({ kind: 'days', days: 30 });
    expect(newDraft(7, 'k').term).toEqual({ kind: 'days', days: 7 });
  });
});

describe('problemsOf', () => {
  it('names everything that is missing, in the order of the form', () => {
    expect(fieldsAtFault(newDraft(undefined, 'k'))).toEqual(['people', 'access', 'justification']);
    expect(fieldsAtFault(full)).toEqual([]);
  });

  it.each([0, 31, 1.5, Number.NaN])('refuses a term of %d days where 30 is the longest', (days) => {
    expect(fieldsAtFault({ ...full, term: { kind: 'days', days } }, 30)).toEqual(['term']);
  });

  it('refuses for good where there is a longest term', () => {
    expect(fieldsAtFault(full, 30)).toEqual(['term']);
    expect(fieldsAtFault({ ...full, term: { kind: 'days', days: 30 } }, 30)).toEqual([]);
  });

  it('does not take blanks for a reason', () => {
    expect(fieldsAtFault({ ...full, justification: ' \n' })).toEqual(['justification']);
  });
});

describe('previewInput', () => {
  it('carries ids only, and needs no reason yet', () => {
    expect(previewInput('20001', { ...full, justification: '' }, undefined)).toEqual({
      issueId: '20001',
      ask: { people: ['priya'], changes: [{ kind: 'group', verb: 'add', groupId: 'g1' }] },
      term: { kind: 'permanent' },
    });
  });

  it('waits until the ask is complete', () => {
    expect(previewInput('20001', { ...full, people: [] }, undefined)).toBeUndefined();
    expect(previewInput('20001', full, 30)).toBeUndefined();
  });
});

describe('isDraft', () => {
  it('knows a draft that was stored, and nothing else', () => {
    expect(isDraft(JSON.parse(JSON.stringify(full)))).toBe(true);
    for (const other of [null, 'text', {}, { ...full, people: undefined }, { ...full, term: 7 }]) {
      expect(isDraft(other)).toBe(false);
    }
  });
});

describe('keyForSending', () => {
  it('keeps the key for the same content and changes it with the content', () => {
    expect(keyForSending(full, 'a', 'fresh')).toBe('key-12345678');
    expect(keyForSending({ ...full, sent: 'a' }, 'a', 'fresh')).toBe('key-12345678');
    expect(keyForSending({ ...full, sent: 'a' }, 'b', 'fresh')).toBe('fresh');
  });
});
