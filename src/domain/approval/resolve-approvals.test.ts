import { describe, expect, test } from 'vitest';
import {
  addToFrontend,
  developers,
  frontend,
  LEAD,
  OTHER_LEAD,
  otherProjectRole,
  person,
  REQUESTER,
  subject,
} from '../lib/samples';
import {
  type ApprovalQuestion,
  type Candidate,
  judgeApprovers,
  resolveApprovals,
} from './resolve-approvals';

const candidate = (name: string, over: Partial<Candidate> = {}): Candidate => ({
  ...person(name),
  active: true,
  accountType: 'atlassian',
  ...over,
});

const ask = (over: Partial<ApprovalQuestion> = {}): ApprovalQuestion => ({
  ask: addToFrontend('Sam'),
  requester: REQUESTER,
  issueProject: { id: '10', key: 'WEB' },
  sameSite: true,
  leads: new Map([['10', candidate('Lena')]]),
  fallback: [],
  ...over,
});
const first = (question: ApprovalQuestion) => {
  const [approval] = resolveApprovals(question);
  return {
    who: approval?.approvers.map(({ displayName }) => displayName),
    why: approval?.trace.map(({ outcome }) => outcome),
  };
};

describe('who decides', () => {
  test("is the lead of the issue's project", () => {
    expect(first(ask())).toEqual({ who: ['Lena'], why: ['chosen'] });
  });

  const lead = (one: Candidate | undefined) => ({ leads: new Map([['10', one]]) });
  const emma = { fallback: [candidate('Emma')] };
  test.each([
    ['there is no lead', lead(undefined), 'nobody'],
    ['the lead is inactive', lead(candidate('Lena', { active: false })), 'inactive'],
    ['the lead is the requester', lead(candidate('Rita')), 'isRequester'],
    ['the lead is a subject', lead(candidate('Sam')), 'isSubject'],
    ['the lead is an app', lead(candidate('Bot', { accountType: 'app' })), 'notAPerson'],
  ] as const)('is a fallback approver where %s', (_, over, why) => {
    expect(first(ask({ ...over, ...emma }))).toEqual({ who: ['Emma'], why: [why, 'chosen'] });
    const alone = resolveApprovals(ask(over));
    expect(judgeApprovers(alone)).toMatchObject({
      allowed: false,
      why: { code: 'noApprover', trace: [{ outcome: why }, { outcome: 'nobody' }] },
    });
  });

  test('is any fallback approver who can, and none who cannot', () => {
    const fallback = [
      candidate('Rita'),
      candidate('Sam'),
      candidate('Gone', { active: false }),
      candidate('Emma'),
      candidate('Theo'),
    ];
    expect(first(ask({ ...lead(undefined), fallback }))).toEqual({
      who: ['Emma', 'Theo'],
      why: ['nobody', 'isRequester', 'isSubject', 'inactive', 'chosen', 'chosen'],
    });
  });

  test("is the role's own project's lead for a role of another project, in a stage of its own", () => {
    const approvals = resolveApprovals(
      ask({
        ask: {
          subjects: [subject('Sam')],
          changes: [
            { verb: 'add', entitlement: frontend, subjects: [0] },
            { verb: 'add', entitlement: otherProjectRole, subjects: [0] },
            { verb: 'add', entitlement: developers, subjects: [0] },
          ],
        },
        leads: new Map([
          ['10', candidate('Lena')],
          ['20', candidate('Otto')],
        ]),
      }),
    );
    expect(approvals.map(({ changes, approvers }) => [changes, approvers])).toEqual([
      [[0, 2], [LEAD]],
      [[1], [OTHER_LEAD]],
    ]);
    expect(approvals[1]?.trace[0]?.tried).toEqual({ source: 'roleProjectLead', projectKey: 'MOB' });
  });

  test("does not take another site's project for the issue's, though the ids are the same", () => {
    const approvals = resolveApprovals(
      ask({
        sameSite: false,
        ask: {
          subjects: [subject('Sam')],
          changes: [{ verb: 'add', entitlement: developers, subjects: [0] }],
        },
        leads: new Map([['10', candidate('Lena')]]),
      }),
    );
    expect(approvals[0]?.approvers).toEqual([]);
  });

  test('keeps no e-mail address of an approver', () => {
    const [approval] = resolveApprovals(
      ask(lead(candidate('Lena', { email: 'lena@acme.example' }))),
    );
    expect(JSON.stringify(approval)).not.toContain('@');
  });
});
