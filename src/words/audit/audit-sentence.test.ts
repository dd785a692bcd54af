import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '#domain/action/ask';
import type { AuditEvent, AuditFact } from '#domain/audit/audit-event';
import type { Term } from '#domain/term/term';
import { makeLanguage } from '../language';
import { language, speak } from '../say';
import { auditSentence, nameAuditKind } from './audit-sentence';

const noah = { kind: 'person', accountId: 'noah', displayName: 'Noah Okafor' } as const;
const priya = { kind: 'person', accountId: 'priya', displayName: 'Priya Raman' } as const;
const frontend = { kind: 'group', groupId: 'g1', name: 'frontend' } as const;
const effect = { kind: 'effect', subject: priya, entitlement: frontend } as const;

const event = (fact: AuditFact, actor: AuditEvent['actor'] = noah): AuditEvent =>
  ({ id: 'e1', at: 0, actor, ...fact }) as AuditEvent;

/** One of each kind, and its sentence: a kind without one is a type error. */
const SENTENCES: { readonly [Kind in AuditFact['kind']]: readonly [AuditFact, string] } = {
  'retention.changed': [
    { kind: 'retention.changed', before: null, after: 90 },
    'Noah Okafor set requests and the audit to be kept for 90 days after they are over.',
  ],
  'records.deleted': [
    { kind: 'records.deleted', requests: 1, records: 2, before: Date.UTC(2026, 10, 25, 12) },
    'Noah Okafor deleted 1 request and 2 other records that were over before 25 Nov 2026.',
  ],
  'person.erased': [
    { kind: 'person.erased', former: 'former-1a2b' },
    'Noah Okafor erased the data of somebody whose account was closed: former-1a2b.',
  ],
  'connection.connected': [
    {
      kind: 'connection.connected',
      instanceUrl: 'https://acme.atlassian.net',
      email: 'o@acme.example',
    },
    'Noah Okafor connected https://acme.atlassian.net with the token of o@acme.example.',
  ],
  'connection.disconnected': [
    { kind: 'connection.disconnected', instanceUrl: 'https://acme.atlassian.net' },
    'Noah Okafor disconnected https://acme.atlassian.net.',
  ],
  'connection.failing': [
    {
      kind: 'connection.failing',
      instanceUrl: 'https://acme.atlassian.net',
      problem: 'tokenExpiredOrRevoked',
    },
    'Noah Okafor found that the connection to https://acme.atlassian.net no longer works: the API token has expired or was revoked.',
  ],
  'connection.working': [
    {
      kind: 'connection.working',
      instanceUrl: 'https://acme.atlassian.net',
      failedSince: -7_200_000,
    },
    'Noah Okafor found that the connection to https://acme.atlassian.net works again, after 2 hours.',
  ],
  'organization.connected': [
    { kind: 'organization.connected', organizationId: 'o1', name: 'Acme Group' },
    'Noah Okafor added an API key of the organization Acme Group.',
  ],
  'organization.disconnected': [
    { kind: 'organization.disconnected', organizationId: 'o1', name: 'Acme Group' },
    'Noah Okafor removed the API key of the organization Acme Group.',
  ],
  'delivery.tried': [
    { kind: 'delivery.tried', by: 'comment', outcome: 'stays' },
    'Noah Okafor tested a comment, which was written and could not be taken back.',
  ],
  'panel.shown': [
    { kind: 'panel.shown', projects: 3, outcome: 'taken' },
    'Noah Okafor showed the panel in 3 projects.',
  ],
  'panel.hidden': [
    { kind: 'panel.hidden', projects: 1, outcome: 'unconfirmed' },
    'Noah Okafor asked Jira to hide the panel in 1 project; the answer was lost, and it may have been done.',
  ],
  'organization.access': [
    {
      kind: 'organization.access',
      verb: 'suspend',
      person: priya,
      before: 'active',
      reason: 'Lost laptop',
      outcome: 'applied',
    },
    'Noah Okafor suspended Priya Raman’s access: “Lost laptop”',
  ],
  'policy.changed': [
    {
      kind: 'policy.changed',
      version: 3,
      changes: [
        { of: 'groupAdded', groupId: 'g1', name: 'design' },
        { of: 'daysToDecide', before: 14, after: 7 },
      ],
    },
    'Noah Okafor changed the access policy (version 3): groups that can be asked for: added design; time to decide: 14 days → 7 days.',
  ],
  'approver.notTold': [
    { kind: 'approver.notTold', to: [priya], problem: 'unavailable' },
    'Noah Okafor could not tell Priya Raman, neither by a comment nor by email: Jira did not answer. It is tried again.',
  ],
  'comment.public': [
    { kind: 'comment.public', takenBack: true },
    'Noah Okafor took back a comment that Jira had shown to the customers of the service project: Jira does not let the app write internal notes there.',
  ],
  'state.notShown': [
    { kind: 'state.notShown', problem: 'unavailable' },
    'Noah Okafor could not have Jira’s search find this work item by the state of its access: Jira did not answer for a day. It is tried again once something changes here.',
  ],
  'admins.notified': [
    { kind: 'admins.notified', about: 'connectionFailing', to: [priya] },
    'Noah Okafor notified Priya Raman by email that the connection no longer works.',
  ],
  'admins.notTold': [
    { kind: 'admins.notTold', about: 'overdue', to: [], problem: 'unavailable' },
    'Noah Okafor could not tell any admin by email of access that should have ended and is still there: Jira did not answer. It is tried again.',
  ],
  'record.removed': [
    { kind: 'record.removed', record: 'connection:current', of: 'connection' },
    'Noah Okafor removed the record connection:current, which could not be read.',
  ],
  'policy.restored': [
    { kind: 'policy.restored', version: 5, from: 3 },
    'Noah Okafor put version 3 of the access policy in force again, as version 5, because the one in force could not be read.',
  ],
  'request.submitted': [
    { kind: 'request.submitted', justification: 'New joiner' },
    'Noah Okafor asked for access: “New joiner”',
  ],
  'request.approved': [
    { kind: 'request.approved', projectId: '1' },
    'Noah Okafor approved the request.',
  ],
  'standIn.set': [
    {
      kind: 'standIn.set',
      to: [{ accountId: 'maya', displayName: 'Maya Lindqvist' }],
      from: 1_800_000_000_000,
      until: 1_800_086_400_000,
    },
    'Noah Okafor is away from 15 Jan 2027, 08:00 UTC until 16 Jan 2027, 08:00 UTC: Maya Lindqvist decides for them.',
  ],
  'standIn.ended': [
    {
      kind: 'standIn.ended',
      person: { accountId: 'maya', displayName: 'Maya Lindqvist' },
      to: [{ accountId: 'maya', displayName: 'Maya Lindqvist' }],
    },
    'Noah Okafor ended that Maya Lindqvist decides for Maya Lindqvist.',
  ],
  'request.question': [
    { kind: 'request.question', text: 'Until when?' },
    'Noah Okafor asked a question: “Until when?”',
  ],
  'request.answer': [
    { kind: 'request.answer', text: 'Until May.', to: [] },
    'Noah Okafor answered the question: “Until May.”',
  ],
  'request.approvedLess': [
    {
      kind: 'request.approvedLess',
      reason: 'Enough',
      leftOut: 2,
      approved: {
        ask: {
          subjects: [{ kind: 'person', accountId: 'p', displayName: 'Priya Raman' }],
          changes: [
            {
              verb: 'add',
              entitlement: { kind: 'group', groupId: 'g', name: 'frontend' },
              subjects: [0],
            },
          ],
        },
        term: { kind: 'days', days: 7 },
      },
      termBefore: { kind: 'permanent' },
    },
    'Noah Okafor left out 2 lines of what was asked for, and let the rest be given for 7 days, not permanently: add Priya Raman to the group frontend. Why: “Enough”',
  ],
  'request.declined': [
    { kind: 'request.declined', projectId: '1', reason: 'Not yet' },
    'Noah Okafor declined the request: “Not yet”',
  ],
  'request.withdrawn': [{ kind: 'request.withdrawn' }, 'Noah Okafor withdrew the request.'],
  'leaving.begun': [
    { kind: 'leaving.begun', closesRequests: true },
    'Noah Okafor had all access end that was given for a time, and all requests closed that waited, before an uninstall.',
  ],
  'leaving.finished': [
    { kind: 'leaving.finished', ended: 2, closed: 1, failed: 0 },
    'Of what Noah Okafor had end before an uninstall, 2 were written as ended, 1 request was closed, and 0 could not be written.',
  ],
  'request.closed': [
    { kind: 'request.closed', closedFor: 'workItemDone' },
    'Noah Okafor closed the request: it was to last until its work item is done, and that is done.',
  ],
  'request.timedOut': [
    { kind: 'request.timedOut' },
    'Noah Okafor closed the request, because nobody decided it in time.',
  ],
  'request.started': [
    { kind: 'request.started' },
    'Noah Okafor began with it, as its start had come: all who are asked now had approved it.',
  ],
  'request.askedAgain': [
    { kind: 'request.askedAgain', to: [priya], without: [noah] },
    'Noah Okafor asked Priya Raman to decide: as its start had come, the approval of Noah Okafor does not count any more.',
  ],
  'request.nobodyElseAsked': [
    { kind: 'request.nobodyElseAsked', policyVersion: 7, by: [priya, noah] },
    'Noah Okafor let the request go on with the approval of Priya Raman and Noah Okafor: version 7 of the access policy asks nobody else.',
  ],
  'request.decidedByPolicy': [
    { kind: 'request.decidedByPolicy', policyVersion: 7, signedBy: priya, rules: ['Reading'] },
    'Noah Okafor asked nobody: version 7 of the access policy, which Priya Raman signed, decides in place of people. So says the rule “Reading”.',
  ],
  'request.brokeGlass': [
    { kind: 'request.brokeGlass', policyVersion: 7, signedBy: priya },
    'Noah Okafor broke the glass under version 7 of the access policy, enabled by Priya Raman: nobody decided before.',
  ],
  'request.reviewed': [
    { kind: 'request.reviewed', verdict: 'notInOrder', note: 'It could wait.' },
    'Noah Okafor closed the review of the broken glass: it was not in order. “It could wait.”',
  ],
  'request.rerouted': [
    { kind: 'request.rerouted', projectId: '1', to: [priya] },
    'Noah Okafor passed the decision on to Priya Raman.',
  ],
  'request.reminded': [
    { kind: 'request.reminded', to: [priya, noah] },
    'Noah Okafor had Priya Raman and Noah Okafor reminded.',
  ],
  'request.retried': [
    { kind: 'request.retried', steps: 2 },
    'Noah Okafor tried 2 failed steps again.',
  ],
  'request.stopped': [
    { kind: 'request.stopped', reference: 'ab12' },
    'Noah Okafor could not go on with the request because of a fault of its own (reference ab12).',
  ],
  'request.finished': [
    { kind: 'request.finished', state: 'completed' },
    'Noah Okafor finished the request: everything is done.',
  ],
  'approver.notified': [
    { kind: 'approver.notified', to: [priya], by: 'comment' },
    'Noah Okafor notified Priya Raman by a comment on the work item.',
  ],
  effect: [
    { ...effect, action: 'group.addUser', outcome: 'applied' },
    'Noah Okafor added Priya Raman to the group frontend.',
  ],
  'grant.ended': [
    {
      kind: 'grant.ended',
      subject: priya,
      entitlement: frontend,
      why: 'expired',
      lateBy: 7_200_000,
    },
    'Noah Okafor took back Priya Raman’s place in the group frontend, because its time was over, 2 hours late.',
  ],
  'grant.returned': [
    { kind: 'grant.returned', subject: priya, entitlement: frontend },
    'Noah Okafor returned Priya Raman’s place in the group frontend.',
  ],
  'grant.takenBack': [
    { kind: 'grant.takenBack', subject: priya, entitlement: frontend, right: 'admin' },
    'Noah Okafor, as a Jira admin, ended Priya Raman’s place in the group frontend before its time.',
  ],
  'grant.notToRenew': [
    {
      kind: 'grant.notToRenew',
      subject: priya,
      entitlement: frontend,
      right: 'approved',
      reason: 'The project ends.',
    },
    'Noah Okafor, who had approved it, said that Priya Raman’s place in the group frontend is not to be renewed: “The project ends.”',
  ],
  'grant.mayRenew': [
    { kind: 'grant.mayRenew', subject: priya, entitlement: frontend, right: 'decides' },
    'Noah Okafor, who would decide on it now, allowed Priya Raman’s place in the group frontend to be renewed again.',
  ],
  'grant.overdue': [
    {
      kind: 'grant.overdue',
      subject: priya,
      entitlement: frontend,
      since: -7_200_000,
      cause: 'lastAdmin',
    },
    'Noah Okafor has not been able to end Priya Raman’s place in the group frontend for 2 hours: nobody else who administers it would be left.',
  ],
  'grant.missing': [
    {
      kind: 'grant.missing',
      subject: priya,
      entitlement: frontend,
      since: -7_200_000,
      cause: 'siteRefused',
      siteMessage: 'The group is locked.',
    },
    'Noah Okafor has not been able to give back Priya Raman’s place in the group frontend for 2 hours, which it had taken away beside an approval: the site refused (the site said: “The group is locked.”).',
  ],
  'grant.thereAgain': [
    {
      kind: 'grant.thereAgain',
      subject: priya,
      entitlement: frontend,
      missingSince: -7_200_000,
    },
    'Noah Okafor found that Priya Raman’s place in the group frontend is there again. It had been missing for 2 hours.',
  ],
};

describe('auditSentence', () => {
  it.each(Object.entries(SENTENCES))('%s', (kind, [fact, sentence]) => {
    expect(auditSentence(event(fact))).toBe(sentence);
    expect(nameAuditKind(kind as AuditFact['kind'])).not.toBe('');
  });

  it('names the rules by which a stage was asked', () => {
    const asked = (fact: AuditFact) => auditSentence(event(fact));
    expect(
      asked({ kind: 'request.approved', projectId: '1', comment: 'Fine.', rules: ['Finance'] }),
    ).toBe('Noah Okafor approved the request: “Fine.” Asked for by the rule “Finance”.');
    expect(
      asked({ kind: 'request.rerouted', projectId: '1', to: [priya], rules: ['Finance', 'Crew'] }),
    ).toBe(
      'Noah Okafor passed the decision on to Priya Raman. Asked for by the rules “Finance” and “Crew”.',
    );
  });

  it.each<[AuditFact, string]>([
    [
      { kind: 'request.approved', projectId: '1', standsFor: priya, rules: ['Finance'] },
      'Noah Okafor approved the request for Priya Raman, who was away. Asked for by the rule “Finance”.',
    ],
    [
      { kind: 'request.approved', projectId: '1', standsFor: priya, comment: 'Fine.' },
      'Noah Okafor approved the request for Priya Raman, who was away: “Fine.”',
    ],
    [
      { kind: 'request.declined', projectId: '1', standsFor: priya, reason: 'Not yet' },
      'Noah Okafor declined the request for Priya Raman, who was away: “Not yet”',
    ],
    [
      { kind: 'request.approved', projectId: '1', afterHours: 24, rules: ['Finance'] },
      'Noah Okafor approved the request. They are a fallback approver, and it was not decided within 24 hours. Asked for by the rule “Finance”.',
    ],
    [
      { kind: 'request.declined', projectId: '1', afterHours: 1, reason: 'Not yet' },
      'Noah Okafor declined the request: “Not yet” They are a fallback approver, and it was not decided within 1 hour.',
    ],
    [
      { kind: 'request.rerouted', projectId: '1', afterHours: 24, to: [priya] },
      'Noah Okafor let Priya Raman decide as well: it was not decided within 24 hours.',
    ],
  ])(
    'names whoever was away while somebody decided for them, and after how long others did: %j',
    (fact, sentence) => {
      expect(auditSentence(event(fact))).toBe(sentence);
    },
  );

  it('speaks of the app where no person did it', () => {
    expect(auditSentence(event({ kind: 'request.timedOut' }, { kind: 'app' }))).toMatch(
      /^Multiplier closed/,
    );
  });

  it.each([
    ['unchanged', 'group.addUser', 'left Priya Raman in the group frontend'],
    ['unchanged', 'group.removeUser', 'left Priya Raman out of the group frontend'],
    ['manual', 'group.removeUser', 'removing Priya Raman from the group frontend'],
    ['failed', 'group.addUser', 'could not add Priya Raman to the group frontend'],
  ] as const)('tells an effect that is %s (%s)', (outcome, action, words) => {
    expect(auditSentence(event({ ...effect, action, outcome }))).toContain(words);
  });

  it('carries the reason and the words of the site', () => {
    const failed = {
      ...effect,
      action: 'group.addUser',
      outcome: 'failed',
      reason: 'siteRefused',
      siteMessage: 'User limit reached.',
    } as const;
    expect(auditSentence(event(failed))).toContain('The site refused');
    expect(auditSentence(event(failed))).toContain('“User limit reached.”');
  });
});

it('tells a change of the policy in the words that an earlier version kept', () => {
  const kept = { summary: ['Added design', 'Removed qa'], changes: [] };
  expect(auditSentence(event({ kind: 'policy.changed', version: 3, ...kept }))).toBe(
    'Noah Okafor changed the access policy (version 3): Added design; Removed qa.',
  );
});

describe('what is not proved', () => {
  it.each<readonly [AuditFact, RegExp]>([
    [
      { ...effect, action: 'group.addUser', outcome: 'applied', unproved: true },
      /who did it can’t be proved/,
    ],
    [{ ...effect, action: 'group.removeUser', outcome: 'applied', unproved: true }, /no longer in/],
    [
      { ...effect, action: 'user.create', outcome: 'applied', unproved: true },
      /or found it: which of the two can’t be known/,
    ],
    [
      {
        ...effect,
        action: 'group.addUser',
        outcome: 'failed',
        reason: 'unconfirmed',
        unproved: true,
      },
      /it may have been done all the same/,
    ],
    [
      {
        ...effect,
        action: 'group.create',
        outcome: 'failed',
        reason: 'creationUnproved',
        unproved: true,
      },
      /A group with this name exists/,
    ],
  ])('%j', (fact, words) => {
    expect(auditSentence(event(fact))).toMatch(words);
  });
});

describe('what was asked', () => {
  const days = { kind: 'days', days: 7 } as const;
  const lena = { kind: 'person', accountId: 'lena', displayName: 'Lena Park' } as const;
  const said = (changes: readonly Change[], term: Term = days) =>
    auditSentence(
      event({
        kind: 'request.submitted',
        justification: 'New joiner',
        asked: { ask: { subjects: [priya, lena], changes }, term },
      }),
    );
  const add: Change = { verb: 'add', entitlement: frontend, subjects: [0, 1] };
  const remove: Change = {
    verb: 'remove',
    entitlement: { kind: 'group', groupId: 'g2', name: 'design' },
    subjects: [1],
  };

  it.each<[string, string]>([
    [
      said([add]),
      'Noah Okafor asked to add Priya Raman and Lena Park to the group frontend, for 7 days: “New joiner”',
    ],
    [
      said([add, remove], { kind: 'permanent' }),
      'Noah Okafor asked to add Priya Raman and Lena Park to the group frontend; remove Lena Park from the group design, permanently: “New joiner”',
    ],
    [
      said([
        { verb: 'create', entitlement: { kind: 'account', products: [] }, subjects: [1] },
        add,
      ]),
      'Noah Okafor asked to create an account without access to a product for Lena Park; add Priya Raman and Lena Park to the group frontend, for 7 days (accounts and groups that are created stay): “New joiner”',
    ],
    [said([remove]), 'Noah Okafor asked to remove Lena Park from the group design: “New joiner”'],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});

describe('a suspension that was begun', () => {
  const before = language();
  afterEach(() => speak(before));

  it('says how the access was in the language of the reader, and not by a code', () => {
    const sentence = '{actor} began to restore {who}’s access, which was {before}: “{reason}”';
    const begun = event({
      kind: 'organization.access',
      verb: 'restore',
      person: priya,
      before: 'suspended',
      reason: 'Back again',
      outcome: 'begun',
    });
    expect(auditSentence(begun)).toBe(
      'Noah Okafor began to restore Priya Raman’s access, which was suspended: “Back again”',
    );
    const translations = {
      [sentence]: '{actor} begann, den Zugriff von {who} ({before}) wiederherzustellen: „{reason}“',
      suspended: 'ausgesetzt',
    };
    speak(makeLanguage({ locale: 'de-DE', translations }));
    expect(auditSentence(begun)).toBe(
      'Noah Okafor begann, den Zugriff von Priya Raman (ausgesetzt) wiederherzustellen: „Back again“',
    );
  });
});
