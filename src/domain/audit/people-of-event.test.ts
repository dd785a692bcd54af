import { describe, expect, test } from 'vitest';
import {
  AT,
  developers,
  frontend,
  LEAD,
  OTHER_LEAD,
  person,
  subject,
} from '../../../tests/support/samples';
import { askedFor } from './asked-for';
import type { AuditEvent, AuditFact, AuditKind } from './audit-event';
import { peopleOfEvent } from './people-of-event';

const by: AuditEvent['actor'] = { kind: 'person', ...person('Olivia') };
const event = (fact: AuditFact, actor: AuditEvent['actor'] = by): AuditEvent => ({
  id: 'e',
  at: AT,
  actor,
  ...fact,
});
const group = { kind: 'group', groupId: 'g7', displayName: 'Crew' } as const;
const newcomer = { kind: 'newPerson', email: 'a@x.example', displayName: 'a@x.example' } as const;
const two = [LEAD, OTHER_LEAD];
const site = { instanceUrl: 'https://acme.atlassian.net' };
const organization = { organizationId: 'o', name: 'Acme' };
const policy = (changes: Extract<AuditFact, { kind: 'policy.changed' }>['changes']) =>
  ({ kind: 'policy.changed', version: 2, changes }) as const;

/** Of each kind, whom it is about besides whoever did it. */
const ABOUT: { readonly [Kind in AuditKind]: readonly [AuditFact & { kind: Kind }, string[]] } = {
  'retention.changed': [{ kind: 'retention.changed', before: null, after: 90 }, []],
  'records.deleted': [{ kind: 'records.deleted', requests: 1, records: 2, before: AT }, []],
  'person.erased': [{ kind: 'person.erased', former: 'former-1a2b' }, ['former-1a2b']],
  effect: [
    {
      kind: 'effect',
      action: 'group.addUser',
      subject: subject('Sam'),
      entitlement: frontend,
      outcome: 'applied',
    },
    ['sam'],
  ],
  'request.started': [{ kind: 'request.started' }, []],
  'request.askedAgain': [{ kind: 'request.askedAgain', to: two, without: [] }, ['lena', 'otto']],
  'request.nobodyElseAsked': [
    { kind: 'request.nobodyElseAsked', policyVersion: 2, by: two },
    ['lena', 'otto'],
  ],
  'request.decidedByPolicy': [
    { kind: 'request.decidedByPolicy', policyVersion: 7, signedBy: LEAD },
    ['lena'],
  ],
  'request.brokeGlass': [
    { kind: 'request.brokeGlass', policyVersion: 7, signedBy: LEAD },
    ['lena'],
  ],
  'request.reviewed': [{ kind: 'request.reviewed', verdict: 'inOrder', note: 'Seen.' }, []],
  'grant.ended': [
    { kind: 'grant.ended', subject: subject('Sam'), entitlement: developers, why: 'expired' },
    ['sam'],
  ],
  'grant.returned': [
    { kind: 'grant.returned', subject: subject('Sam'), entitlement: developers },
    ['sam'],
  ],
  'grant.takenBack': [
    {
      kind: 'grant.takenBack',
      subject: subject('Sam'),
      entitlement: developers,
      right: 'approved',
    },
    ['sam'],
  ],
  'grant.notToRenew': [
    {
      kind: 'grant.notToRenew',
      subject: subject('Sam'),
      entitlement: developers,
      right: 'approved',
      reason: 'The project ends.',
    },
    ['sam'],
  ],
  'grant.mayRenew': [
    { kind: 'grant.mayRenew', subject: subject('Sam'), entitlement: developers, right: 'admin' },
    ['sam'],
  ],
  'grant.overdue': [
    {
      kind: 'grant.overdue',
      subject: subject('Sam'),
      entitlement: frontend,
      since: AT,
      cause: 'siteUnavailable',
    },
    ['sam'],
  ],
  'grant.missing': [
    {
      kind: 'grant.missing',
      subject: subject('Sam'),
      entitlement: frontend,
      since: AT,
      cause: 'siteRefused',
    },
    ['sam'],
  ],
  'grant.thereAgain': [
    {
      kind: 'grant.thereAgain',
      subject: subject('Sam'),
      entitlement: frontend,
      missingSince: AT,
    },
    ['sam'],
  ],
  'organization.access': [
    {
      kind: 'organization.access',
      verb: 'suspend',
      person: person('Sam'),
      before: 'active',
      reason: 'Left',
      outcome: 'applied',
    },
    ['sam'],
  ],
  'policy.changed': [
    policy([
      { of: 'approvers', before: [person('Ada')], after: [person('Ben'), person('Cleo')] },
      { of: 'groupAdded', groupId: 'g1', name: 'frontend' },
      {
        of: 'ruleSays',
        ruleId: 'r1',
        name: 'Finance',
        parts: [
          { part: 'ticket', before: true, after: false },
          {
            part: 'stages',
            before: [{ sources: [{ kind: 'people', people: [person('Dora')] }], needed: 1 }],
            after: [
              { sources: [{ kind: 'projectLead' }], needed: 1 },
              { sources: [{ kind: 'people', people: [person('Emil')] }], needed: 1 },
            ],
          },
        ],
      },
    ]),
    ['ada', 'ben', 'cleo', 'dora', 'emil'],
  ],
  'request.rerouted': [{ kind: 'request.rerouted', projectId: '10', to: two }, ['lena', 'otto']],
  'request.reminded': [{ kind: 'request.reminded', to: two }, ['lena', 'otto']],
  'approver.notified': [{ kind: 'approver.notified', to: two, by: 'comment' }, ['lena', 'otto']],
  'approver.notTold': [{ kind: 'approver.notTold', to: two, problem: 'refused' }, ['lena', 'otto']],
  'state.notShown': [{ kind: 'state.notShown', problem: 'refused' }, []],
  'comment.public': [{ kind: 'comment.public', takenBack: true }, []],
  'admins.notified': [{ kind: 'admins.notified', about: 'overdue', to: two }, ['lena', 'otto']],
  'admins.notTold': [
    { kind: 'admins.notTold', about: 'overdue', to: two, problem: 'nobodySees' },
    ['lena', 'otto'],
  ],
  'connection.connected': [{ kind: 'connection.connected', ...site, email: 'r@x.example' }, []],
  'connection.disconnected': [{ kind: 'connection.disconnected', ...site }, []],
  'connection.failing': [{ kind: 'connection.failing', ...site, problem: 'siteSuspended' }, []],
  'connection.working': [{ kind: 'connection.working', ...site, failedSince: AT }, []],
  'organization.connected': [{ kind: 'organization.connected', ...organization }, []],
  'organization.disconnected': [{ kind: 'organization.disconnected', ...organization }, []],
  'delivery.tried': [{ kind: 'delivery.tried', by: 'email', outcome: 'done' }, []],
  'panel.shown': [{ kind: 'panel.shown', projects: 3, outcome: 'taken' }, []],
  'panel.hidden': [{ kind: 'panel.hidden', projects: 1, outcome: 'unconfirmed' }, []],
  'policy.restored': [{ kind: 'policy.restored', version: 3, from: 1 }, []],
  'record.removed': [{ kind: 'record.removed', record: 'r', of: 'lock' }, []],
  'request.submitted': [{ kind: 'request.submitted', justification: 'New' }, []],
  'request.approved': [{ kind: 'request.approved', projectId: '10' }, []],
  'request.approvedLess': [
    {
      kind: 'request.approvedLess',
      reason: 'Enough',
      leftOut: 1,
      approved: {
        ask: {
          subjects: [{ kind: 'person', accountId: 'ada', displayName: 'Ada' }],
          changes: [],
        },
        term: { kind: 'permanent' },
      },
    },
    ['ada'],
  ],
  'standIn.set': [{ kind: 'standIn.set', to: two, from: AT, until: AT + 1 }, ['lena', 'otto']],
  'standIn.ended': [
    { kind: 'standIn.ended', person: { accountId: 'ada', displayName: 'Ada' }, to: two },
    ['ada', 'lena', 'otto'],
  ],
  'request.question': [{ kind: 'request.question', text: 'Until when?' }, []],
  'request.answer': [{ kind: 'request.answer', text: 'May', to: two }, ['lena', 'otto']],
  'request.declined': [{ kind: 'request.declined', projectId: '10', reason: 'No' }, []],
  'request.withdrawn': [{ kind: 'request.withdrawn' }, []],
  'leaving.begun': [{ kind: 'leaving.begun', closesRequests: true }, []],
  'leaving.finished': [{ kind: 'leaving.finished', ended: 2, closed: 0, failed: 0 }, []],
  'request.closed': [{ kind: 'request.closed', closedFor: 'peopleGone' }, []],
  'request.timedOut': [{ kind: 'request.timedOut' }, []],
  'request.retried': [{ kind: 'request.retried', steps: 2 }, []],
  'request.stopped': [{ kind: 'request.stopped', reference: 'abc' }, []],
  'request.finished': [{ kind: 'request.finished', state: 'completed' }, []],
};

test('whoever asked, and everybody for whom, finds the request; whatever becomes of it', () => {
  const subjects = [
    {
      kind: 'person',
      accountId: 'ada',
      displayName: 'Ada',
      email: 'ada@x.example',
      avatarUrl: 'a',
    },
    { kind: 'newPerson', email: 'new@x.example', displayName: 'new@x.example' },
    { kind: 'person', accountId: 'ben', displayName: 'Ben' },
  ] as const;
  const asked = askedFor({ subjects, changes: [] }, { kind: 'days', days: 7 });
  const fact = { kind: 'request.submitted', justification: 'New', asked } as const;
  expect(peopleOfEvent(event(fact))).toEqual(['olivia', 'ada', 'ben']);
  // Who may read the audit is not who may see an address.
  expect(JSON.stringify(asked)).not.toContain('ada@x.example');
  expect(asked.ask.subjects[0]).toEqual({ kind: 'person', accountId: 'ada', displayName: 'Ada' });
});

describe('an event is found by everybody whom it is about, and by whoever did it', () => {
  test.each(Object.entries(ABOUT))('%s', (_, [fact, about]) => {
    expect(peopleOfEvent(event(fact))).toEqual(['olivia', ...about]);
    expect(peopleOfEvent(event(fact, { kind: 'app' }))).toEqual(about);
  });

  test.each<AuditFact>([
    { kind: 'request.approved', projectId: '10', standsFor: person('Ada') },
    { kind: 'request.declined', projectId: '10', reason: 'Not now', standsFor: person('Ada') },
  ])('who was away while somebody decided for them: %j', (fact) => {
    expect(peopleOfEvent(event(fact))).toEqual(['olivia', 'ada']);
  });

  test.each([group, newcomer])('nobody is found by %j: it has no account', (one) => {
    const effect = { ...ABOUT.effect[0], subject: one };
    expect(peopleOfEvent(event(effect, { kind: 'app' }))).toEqual([]);
  });
});
