import { describe, expect, it } from 'vitest';
import { DAY } from '#domain/lib/time';
import type { Term } from '#domain/term/term';
import type { AskedAccess } from './access-option';
import {
  type AskDraft,
  askRules,
  draftAgain,
  isDraft,
  limitsOfAccess,
  newDraft,
  previewInput,
  withAccessChosen,
} from './ask-draft';
import { latestEnd } from './term-limits';

const priya = { kind: 'person', accountId: 'priya', displayName: 'Priya Raman' } as const;
const sam = { kind: 'newPerson', email: 'sam@x.example', displayName: 'sam@x.example' } as const;
const guild: AskedAccess = { verb: 'add', entitlement: { kind: 'newGroup', name: 'guild' } };
const frontend: AskedAccess = {
  verb: 'add',
  entitlement: { kind: 'group', groupId: 'g1', name: 'frontend' },
};
const NOW = Date.parse('2026-12-01T09:00:00Z');
const USUAL = { usualDays: 30 };
const within = (longestTermDays?: number) => ({ longestTermDays, ...USUAL, now: NOW });
const full: AskDraft = {
  ...newDraft(USUAL, 'key-12345678'),
  subjects: [priya],
  access: [frontend],
  justification: 'New joiner',
};
const fieldsAtFault = (draft: AskDraft, longest?: number) =>
  Object.entries(askRules(within(longest))).flatMap(([field, rule]) =>
    rule?.(draft) === undefined ? [] : [field],
  );

describe('newDraft', () => {
  const of = (longestTermDays?: number) =>
    newDraft(limitsOfAccess({ longestTermDays, termRules: [] }, []), 'k').term;

  it('proposes a term that is allowed, and never for good', () => {
    expect(of(undefined)).toEqual({ kind: 'days', days: 30 });
    expect(of(90)).toEqual({ kind: 'days', days: 30 });
    expect(of(7)).toEqual({ kind: 'days', days: 7 });
  });
});

describe('access that is chosen', () => {
  const nothing = { groups: [], roles: false, accounts: false, newGroups: false };
  const form = {
    longestTermDays: 90,
    termRules: [
      {
        name: 'Frontend',
        what: { ...nothing, groups: ['g1'] },
        longestTermDays: 7,
        usualTermDays: undefined,
      },
      {
        name: 'New',
        what: { ...nothing, newGroups: true },
        longestTermDays: 14,
        usualTermDays: 3,
      },
    ],
  };
  const removed = { ...frontend, verb: 'remove' as const };

  it('has the longest term of what is given, by the rule that says so', () => {
    expect(limitsOfAccess(form, [])).toEqual({ longestTermDays: 90, usualDays: 30 });
    expect(limitsOfAccess(form, [removed])).toEqual({ longestTermDays: 90, usualDays: 30 });
    expect(limitsOfAccess(form, [guild])).toEqual({
      longestTermDays: 14,
      rule: 'New',
      usualDays: 3,
    });
    expect(limitsOfAccess(form, [guild, frontend])).toEqual({
      longestTermDays: 7,
      rule: 'Frontend',
      usualDays: 3,
    });
  });

  it.each<[string, Term, readonly AskedAccess[], readonly AskedAccess[], Term]>([
    [
      'shortens what nobody chose',
      { kind: 'days', days: 30 },
      [],
      [frontend],
      { kind: 'days', days: 7 },
    ],
    [
      'and lengthens it again',
      { kind: 'days', days: 7 },
      [frontend],
      [],
      { kind: 'days', days: 30 },
    ],
    [
      'begins with what a rule says',
      { kind: 'days', days: 7 },
      [frontend],
      [frontend, guild],
      { kind: 'days', days: 3 },
    ],
    [
      'leaves what somebody chose',
      { kind: 'days', days: 60 },
      [],
      [frontend],
      { kind: 'days', days: 60 },
    ],
    ['and what is for good', { kind: 'permanent' }, [], [frontend], { kind: 'permanent' }],
  ])('%s', (_, term, before, access, after) => {
    expect(withAccessChosen({ term, access: before }, access, form)).toEqual({
      term: after,
      access,
    });
  });
});

describe('draftAgain', () => {
  const { subjects, products, justification } = full;
  const again = (access: readonly AskedAccess[], term: Term) =>
    draftAgain({ subjects, products, justification, access, term, bundles: [] }, [], within(), 'k')
      .term;
  const removed = { ...frontend, verb: 'remove' as const };
  const usual = { kind: 'days', days: 30 };

  it('keeps the term, but neither an end that has passed nor that of what was only taken away', () => {
    expect(again([frontend], { kind: 'hours', hours: 8 })).toEqual({ kind: 'hours', hours: 8 });
    expect(again([frontend], { kind: 'permanent' })).toEqual({ kind: 'permanent' });
    expect(again([frontend], { kind: 'until', at: NOW + 1 })).toEqual({
      kind: 'until',
      at: NOW + 1,
    });
    expect(again([frontend], { kind: 'until', at: NOW })).toEqual(usual);
    // The work item stays, and its latest time is counted anew: what is extended ends later.
    const withIssue = { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: NOW - DAY } as const;
    expect(again([frontend], withIssue)).toEqual({ ...withIssue, at: latestEnd(within()) });
    expect(again([removed], { kind: 'permanent' })).toEqual(usual);
  });

  it('is what was asked, under a key of its own', () => {
    const { open: _open, submissionKey: _key, ...asked } = full;
    const draft = draftAgain({ ...asked, bundles: [] }, [], within(), 'another-key');
    expect(draft).toEqual({ ...full, bundles: [], submissionKey: 'another-key' });
  });
});

describe('askRules', () => {
  it('names everything that is missing, in the order of the form', () => {
    expect(fieldsAtFault(newDraft(USUAL, 'k'))).toEqual(['subjects', 'access', 'justification']);
    expect(fieldsAtFault(full)).toEqual([]);
  });

  it.each([0, 31, 1.5, Number.NaN])('refuses a term of %d days where 30 is the longest', (days) => {
    expect(fieldsAtFault({ ...full, term: { kind: 'days', days } }, 30)).toEqual(['term']);
  });

  it.each([
    { kind: 'hours', hours: 0 },
    { kind: 'hours', hours: 73 },
    { kind: 'hours', hours: Number.NaN },
    { kind: 'until', at: Number.NaN },
    { kind: 'until', at: NOW },
    { kind: 'until', at: NOW + 30 * DAY + 1 },
    { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: Number.NaN },
    { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: NOW },
    { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: NOW + 30 * DAY + 1 },
    { kind: 'permanent' },
  ] as const)('refuses %o where 30 days is the longest', (term) => {
    expect(fieldsAtFault({ ...full, term }, 30)).toEqual(['term']);
  });

  it('refuses more hours than the longest term has', () => {
    expect(fieldsAtFault({ ...full, term: { kind: 'hours', hours: 25 } }, 1)).toEqual(['term']);
    expect(fieldsAtFault({ ...full, term: { kind: 'hours', hours: 24 } }, 1)).toEqual([]);
  });

  it.each([
    { kind: 'hours', hours: 72 },
    { kind: 'days', days: 30 },
    { kind: 'until', at: NOW + 1 },
    { kind: 'until', at: NOW + 30 * DAY },
  ] as const)('takes %o where 30 days is the longest', (term) => {
    expect(fieldsAtFault({ ...full, term }, 30)).toEqual([]);
  });

  it('asks for no term of what is only taken away', () => {
    const access = [{ ...frontend, verb: 'remove' as const }];
    const draft: AskDraft = { ...full, access, term: { kind: 'days', days: Number.NaN } };
    expect(fieldsAtFault(draft, 30)).toEqual([]);
    expect(previewInput('20001', draft, within(30))?.term).toEqual({ kind: 'permanent' });
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
    expect(previewInput('20001', { ...full, justification: '' }, within())).toEqual({
      issueId: '20001',
      ask: {
        subjects: [{ kind: 'person', accountId: 'priya' }],
        changes: [{ kind: 'group', verb: 'add', groupId: 'g1' }],
      },
      term: { kind: 'days', days: 30 },
    });
  });

  it('creates accounts for those who have none, with the products that were chosen', () => {
    const draft = { ...full, subjects: [priya, sam], products: ['jira-software' as const] };
    expect(previewInput('20001', { ...draft, access: [guild] }, within())?.ask).toEqual({
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
    expect(previewInput('20001', { ...full, subjects: [] }, within())).toBeUndefined();
    expect(previewInput('20001', full, within(7))).toBeUndefined();
  });
});

describe('isDraft', () => {
  it('knows a draft that was stored, and nothing else', () => {
    const terms: readonly Term[] = [
      { kind: 'permanent' },
      { kind: 'hours', hours: 4 },
      { kind: 'days', days: 30 },
      { kind: 'until', at: NOW },
    ];
    for (const term of terms) {
      const draft: AskDraft = { ...full, products: ['jira-software'], term };
      expect(isDraft(JSON.parse(JSON.stringify(draft)))).toBe(true);
    }
    for (const other of [
      null,
      'text',
      {},
      { ...full, subjects: undefined },
      { ...full, term: 7 },
      { ...full, term: { kind: 'weeks' } },
      { ...full, products: undefined },
      { ...full, products: ['paint'] },
      { ...full, submissionKey: undefined },
    ]) {
      expect(isDraft(other)).toBe(false);
    }
  });
});

describe('what is taken before anybody decides', () => {
  const may = { ...within(30), glassMost: 4 };
  const broken: AskDraft = {
    ...full,
    glassHours: '2',
    startsAt: NOW - 1,
    term: { kind: 'permanent' },
  };
  it('is asked for by its hours, at once, whatever was chosen before', () => {
    expect(previewInput('1', broken, may)).toMatchObject({
      term: { kind: 'hours', hours: 2 },
      startsAt: undefined,
      breaksGlass: true,
    });
  });
  it('is nothing where it may not be, or hours are wrong', () => {
    const asked = previewInput('1', { ...full, glassHours: '2' }, within(30));
    expect(asked).not.toHaveProperty('breaksGlass');
    for (const glassHours of ['', '0', '5', '1.5', 'x']) {
      expect(previewInput('1', { ...broken, glassHours }, may)).toBeUndefined();
    }
  });
});
