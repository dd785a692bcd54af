import { describe, expect, it } from 'vitest';
import type { AuditedRequestView, AuditLine } from '#contract/views';
import type { AuditFact } from '#domain/audit/audit-event';
import { auditHead, auditLines } from './audit-csv';

const person = (displayName: string) => ({ accountId: displayName.toLowerCase(), displayName });
const subject = (name: string) => ({ kind: 'person', ...person(name) }) as const;
const REQUESTER = person('Rita');
const LEAD = person('Lena');
const frontend = { kind: 'group', groupId: 'g-1', name: 'frontend' } as const;
const named = { kind: 'person', ...REQUESTER } as const;
const line = (fact: AuditFact, actor: AuditLine['event']['actor'] = named): AuditLine => ({
  event: { id: 'e1', at: Date.UTC(2026, 10, 25, 10), actor, ...fact },
  issueKey: 'WEB-1',
  requestId: 'r1',
});
const request: AuditedRequestView = {
  requestId: 'r1',
  issueKey: 'WEB-1',
  state: 'completed',
  createdAt: 0,
  requester: REQUESTER,
  justification: 'New joiner',
  startsAt: undefined,
  term: { kind: 'permanent' },
  subjects: [subject('Sam')],
  subjectCount: 1,
  changes: [{ verb: 'add', entitlement: frontend, subjectCount: 1 }],
  bundles: [],
  review: undefined,
  decisions: [
    { decision: 'approved', by: LEAD, standsFor: undefined, afterHours: undefined, at: 0 },
  ],
};

/** The cells of a line by the names of their columns. */
function cellsOf(...given: Parameters<typeof auditLines>): Record<string, string> {
  const cells = (text: string) =>
    [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
  const row = cells(auditLines(...given).trimEnd());
  return Object.fromEntries(
    cells(auditHead()).flatMap((name, place) => (row[place] ? [[name, row[place]]] : [])),
  );
}

describe('the audit as a file', () => {
  it('says of an effect who did what to whom, in which request, and who approved it', () => {
    const effect = {
      kind: 'effect',
      action: 'group.addUser',
      subject: subject('Sam'),
      entitlement: frontend,
      outcome: 'failed',
      reason: 'siteRefused',
      siteMessage: 'No.',
    } as const;
    expect(cellsOf([line(effect, { kind: 'app' })], [request])).toMatchObject({
      'Time (UTC)': '2026-11-25T10:00:00.000Z',
      Event: 'Access changed',
      Who: 'Multiplier',
      Outcome: 'group.addUser failed',
      Whom: 'Sam',
      'Whom (account ID)': 'sam',
      Access: 'group frontend',
      'Access (ID)': 'g-1',
      'Work item': 'WEB-1',
      Request: 'r1',
      'Asked by': REQUESTER.displayName,
      'Approved by': LEAD.displayName,
      Why: 'siteRefused',
      'Words of the site': 'No.',
    });
  });

  it('names the bundles by which some of it was chosen, and nothing where there are none', () => {
    const named = (name: string) => ({ bundleId: name, name, policyVersion: 1, contents: [] });
    const withdrawn = { kind: 'request.withdrawn' } as const;
    const bundles = [named('Developer'), named('On call')];
    expect(cellsOf([line(withdrawn)], [{ ...request, bundles }])).toMatchObject({
      Bundles: 'Developer | On call',
    });
    expect(cellsOf([line(withdrawn)], [request])).not.toHaveProperty('Bundles');
  });

  it('names whoever was away beside whoever decided for them', () => {
    const decisions = [
      { decision: 'approved', by: LEAD, standsFor: person('Ada'), afterHours: undefined, at: 0 },
    ] as const;
    const approved = {
      kind: 'request.approved',
      projectId: '1',
      standsFor: person('Ada'),
    } as const;
    expect(cellsOf([line(approved)], [{ ...request, decisions }])).toMatchObject({
      Named: 'Ada',
      'Named (account ID)': 'ada',
      'Approved by': 'Lena (for Ada)',
    });
  });

  it('says after how long a fallback approver decided beside those who were asked', () => {
    const one = { decision: 'approved', by: LEAD, afterHours: 24, at: 0 } as const;
    const decisions = [
      { ...one, standsFor: undefined },
      { ...one, standsFor: person('Ada') },
    ];
    const approved = { kind: 'request.approved', projectId: '1', afterHours: 24 } as const;
    expect(cellsOf([line(approved)], [{ ...request, decisions }])).toMatchObject({
      Why: 'fallback after 24 h',
      'Approved by': 'Lena (fallback after 24 h) | Lena (for Ada) (fallback after 24 h)',
    });
  });

  it('has in a column of its own what the policy decided, by which version, and who signed it', () => {
    const decisions = [{ decision: 'byPolicy', by: LEAD, policyVersion: 7, at: 0 }] as const;
    const event = {
      kind: 'request.decidedByPolicy',
      policyVersion: 7,
      signedBy: LEAD,
      rules: ['Reading'],
    } as const;
    const cells = cellsOf([line(event, { kind: 'app' })], [{ ...request, decisions }]);
    expect(cells).toMatchObject({
      Event: 'Decided by policy',
      Outcome: 'decided by policy',
      'Decided by policy': 'policy version 7, signed by Lena',
      Why: 'policy version 7',
      Rules: 'Reading',
      Named: 'Lena',
    });
    expect(cells).not.toHaveProperty('Approved by');
  });

  it('has in columns of their own that somebody broke the glass, and what came of its review', () => {
    const decisions = [{ decision: 'brokeGlass', by: LEAD, policyVersion: 7, at: 0 }] as const;
    const event = { kind: 'request.brokeGlass', policyVersion: 7, signedBy: LEAD } as const;
    const open = { by: [LEAD], closed: undefined };
    const closed = {
      by: person('Ada'),
      at: 1,
      verdict: 'notInOrder',
      note: 'It could wait.',
    } as const;
    const cells = (review: AuditedRequestView['review']) =>
      cellsOf([line(event)], [{ ...request, decisions, review }]);
    expect(cells(open)).toMatchObject({
      Event: 'Glass broken',
      Outcome: 'broke the glass',
      'Glass broken under': 'policy version 7, enabled by Lena',
      Review: 'open',
      Named: 'Lena',
    });
    expect(cells(open)).not.toHaveProperty('Approved by');
    expect(cells({ by: [LEAD], closed })).toMatchObject({ Review: 'not in order, Ada' });
    const reviewed = { kind: 'request.reviewed', verdict: 'inOrder', note: 'Seen.' } as const;
    expect(cellsOf([line(reviewed)], [])).toMatchObject({ Outcome: 'in order', Written: 'Seen.' });
  });

  it('says of a request all that was asked, and of one that is kept no longer what its events say', () => {
    const asked = {
      ask: {
        subjects: [subject('Sam'), subject('Tom')],
        changes: [{ verb: 'add', entitlement: frontend, subjects: [0, 1] }],
      },
      term: { kind: 'days', days: 7 },
    } as const;
    const cells = cellsOf([line({ kind: 'request.submitted', justification: 'New', asked })], []);
    expect(cells).toMatchObject({ Whom: 'Sam | Tom', Term: '7 d', Written: 'New' });
    expect(cells['Approved by']).toBeUndefined();
  });

  it.each(['=', '+', '-', '@'])('keeps text that begins with %s from being a formula', (sign) => {
    const who = { kind: 'person', accountId: 'x', displayName: `${sign}HYPERLINK("x")` } as const;
    const file = auditLines([line({ kind: 'request.withdrawn' }, who)], []);
    expect(file).toContain(`"'${sign}HYPERLINK(""x"")"`);
  });
});
