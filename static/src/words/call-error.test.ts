import { describe, expect, it } from 'vitest';
import type { CallError } from '#contract/answer';
import type { CredentialProblem } from '#domain/connection/connection';
import type { UrlRefusal } from '#domain/connection/instance-url';
import type { OrganizationProblem } from '#domain/organization/organization';
import type { SuspensionRefusal } from '#domain/organization/suspension';
import type { PolicyRefusal } from '#domain/policy/unlock';
import type { RequestRefusal } from '#domain/request/request-refusal';
import { referenceOf } from './call-error';
import { explainSetUpError } from './set-up-error';

type ByCode<Union extends { readonly code: string }> = {
  readonly [Code in Union['code']]: Extract<Union, { readonly code: Code }>;
};

const maya = { accountId: 'maya', displayName: 'Maya Lindqvist' };

/** One of each: a code that is added without a sample here is a type error. */
const credentials: ByCode<CredentialProblem> = {
  wrongEmailOrToken: { code: 'wrongEmailOrToken' },
  tokenExpiredOrRevoked: { code: 'tokenExpiredOrRevoked' },
  organizationKey: { code: 'organizationKey' },
  scopesMissing: { code: 'scopesMissing', scopes: ['manage:jira-configuration'] },
  notAdministrator: { code: 'notAdministrator', displayName: 'Noah Okafor' },
  captchaRequired: { code: 'captchaRequired' },
  ipNotAllowed: { code: 'ipNotAllowed' },
  siteSuspended: { code: 'siteSuspended' },
  noSuchSite: { code: 'noSuchSite', host: 'amce.atlassian.net' },
  otherSite: { code: 'otherSite', host: 'acme.atlassian.net' },
  siteMoved: { code: 'siteMoved', to: 'https://acme-group.atlassian.net' },
  rateLimited: { code: 'rateLimited', retryAfterSeconds: 30 },
  networkFailure: { code: 'networkFailure' },
  unexpectedAnswer: { code: 'unexpectedAnswer', status: 502 },
};
const urls: ByCode<UrlRefusal> = {
  notAUrl: { code: 'notAUrl' },
  notHttps: { code: 'notHttps' },
  notAtlassianCloud: { code: 'notAtlassianCloud', host: 'jira.example.com' },
};
const refusals: ByCode<RequestRefusal> = {
  nothingToChange: { code: 'nothingToChange' },
  justificationMissing: { code: 'justificationMissing' },
  ticketMissing: { code: 'ticketMissing', rule: 'Admins' },
  termOver: { code: 'termOver' },
  startOver: { code: 'startOver' },
  startTooFar: { code: 'startTooFar', mostDays: 30 },
  startAfterEnd: { code: 'startAfterEnd' },
  startOfExtension: { code: 'startOfExtension' },
  termTooLong: { code: 'termTooLong', longestDays: 30 },
  noApprover: {
    code: 'noApprover',
    rules: ['Finance'],
    trace: [{ tried: { source: 'issueProjectLead', projectKey: 'OPS' }, outcome: 'nobody' }],
  },
  planChanged: { code: 'planChanged' },
  bundleGone: { code: 'bundleGone' },
  bundleChanged: { code: 'bundleChanged', bundle: 'Developer' },
  bundleNotWhole: {
    code: 'bundleNotWhole',
    bundle: 'Developer',
    parts: [
      {
        entitlement: { kind: 'group', groupId: 'g1', name: 'frontend' },
        verdict: { verdict: 'refused', reason: 'groupNotRequestable' },
      },
    ],
  },
  wrongState: { code: 'wrongState', state: 'withdrawn', verb: 'approve' },
  notYourTurn: { code: 'notYourTurn', approvers: [maya] },
  youAreAway: { code: 'youAreAway' },
  ownRequest: { code: 'ownRequest' },
  wouldGain: { code: 'wouldGain', known: true, mayDecline: true },
  notYours: { code: 'notYours', requester: maya },
  nobodyToRemind: { code: 'nobodyToRemind' },
  toldLately: { code: 'toldLately', from: 1_800_000_000_000 },
  questionWaits: { code: 'questionWaits' },
  tooManyQuestions: { code: 'tooManyQuestions', most: 5 },
  nothingToAnswer: { code: 'nothingToAnswer' },
  wordsMissing: { code: 'wordsMissing' },
  reasonMissing: { code: 'reasonMissing' },
  ownReview: { code: 'ownReview' },
  reviewOfPeer: { code: 'reviewOfPeer' },
  ownReviewFirst: { code: 'ownReviewFirst' },
  notYourReview: { code: 'notYourReview', reviewers: [maya] },
  noteMissing: { code: 'noteMissing' },
  noGlass: { code: 'noGlass', because: 'reviewOpen' },
  lessWithoutReason: { code: 'lessWithoutReason' },
  notTheirsToLeaveOut: { code: 'notTheirsToLeaveOut' },
  nothingLeftOut: { code: 'nothingLeftOut' },
  termNotShorter: { code: 'termNotShorter' },
  levelNotLower: { code: 'levelNotLower' },
  nothingLeftToApprove: { code: 'nothingLeftToApprove' },
  approvalLapsed: { code: 'approvalLapsed' },
  nothingToRetry: { code: 'nothingToRetry' },
  notByRequester: { code: 'notByRequester', verb: 'create' },
  notSoOnSite: { code: 'notSoOnSite', names: ['Priya Raman'] },
  notKnownWhetherSo: { code: 'notKnownWhetherSo' },
};
const organizations: ByCode<OrganizationProblem> = {
  badOrganizationId: { code: 'badOrganizationId' },
  personalToken: { code: 'personalToken' },
  keyRejected: { code: 'keyRejected' },
  keyNotAllowed: { code: 'keyNotAllowed' },
  noSuchOrganization: { code: 'noSuchOrganization' },
  otherOrganization: {
    code: 'otherOrganization',
    name: 'Other Group',
    sites: ['https://other.atlassian.net'],
  },
  rateLimited: { code: 'rateLimited', retryAfterSeconds: undefined },
  networkFailure: { code: 'networkFailure' },
  unexpectedAnswer: { code: 'unexpectedAnswer', status: 500 },
};
const suspensions: ByCode<SuspensionRefusal> = {
  noOrganizationKey: { code: 'noOrganizationKey' },
  reasonMissing: { code: 'reasonMissing' },
  yourself: { code: 'yourself' },
  connectionAccount: { code: 'connectionAccount' },
  lastSiteAdmin: { code: 'lastSiteAdmin', group: 'site-admins' },
  takesSiteAdministrator: { code: 'takesSiteAdministrator' },
  administratorsNotKnown: { code: 'administratorsNotKnown' },
  notAPerson: { code: 'notAPerson' },
  alreadySuspended: { code: 'alreadySuspended' },
  notSuspended: { code: 'notSuspended' },
  deactivated: { code: 'deactivated' },
  notDone: { code: 'notDone', message: 'No.', retryable: true },
  unconfirmed: { code: 'unconfirmed', message: 'No answer.' },
};
const policies: ByCode<PolicyRefusal> = {
  takesSiteAdministrator: { code: 'takesSiteAdministrator', groups: ['site-admins'] },
  protectionNotKnown: { code: 'protectionNotKnown', groups: ['site-admins', 'crew'] },
  glassNotListed: { code: 'glassNotListed', groups: ['crew'] },
  namesUnknown: { code: 'namesUnknown', groups: ['g404'], people: ['712020:nobody'] },
  rules: {
    code: 'rules',
    faults: [
      { ruleId: 'r1', rule: 'Finance', fault: 'tooFewDecide', stage: 1 },
      { ruleId: 'r2', rule: 'Design', fault: 'aboutNothing' },
    ],
  },
  bundles: {
    code: 'bundles',
    faults: [
      { bundleId: 'b1', bundle: 'Developer', fault: 'empty' },
      {
        bundleId: 'b2',
        bundle: 'Designer',
        fault: 'contentsUnknown',
        contents: [{ kind: 'group', groupId: 'g404' }],
      },
    ],
  },
};
const errors: ByCode<CallError> = {
  unreachable: { code: 'unreachable' },
  badInput: { code: 'badInput', fields: { email: 'tooLong' } },
  notSignedIn: { code: 'notSignedIn' },
  notAllowed: { code: 'notAllowed', needs: 'jiraAdministrator' },
  notFound: { code: 'notFound', what: 'request' },
  notConnected: { code: 'notConnected' },
  connectionFailing: { code: 'connectionFailing' },
  badUrl: { code: 'badUrl', problem: urls.notHttps },
  credential: { code: 'credential', problem: credentials.organizationKey },
  organization: { code: 'organization', problem: organizations.keyRejected },
  suspension: { code: 'suspension', refusal: suspensions.yourself },
  standIn: { code: 'standIn', refusal: { code: 'noTime' } },
  takeBack: { code: 'takeBack', refusal: { code: 'notTheirs' }, name: 'Sam' },
  renewal: { code: 'renewal', refusal: { code: 'noEnd' }, name: 'Sam' },
  return: { code: 'return', refusal: { code: 'unproved' } },
  policy: { code: 'policy', refusal: policies.takesSiteAdministrator },
  request: { code: 'request', refusal: refusals.planChanged },
  panelRefused: { code: 'panelRefused', message: 'Not allowed.' },
  changedMeanwhile: { code: 'changedMeanwhile' },
  goOn: { code: 'goOn', done: 90, total: 200 },
  unreadable: { code: 'unreadable', record: 'policy', reference: 'r-3' },
  tooMuch: { code: 'tooMuch', limit: 'the size of one request' },
  platform: { code: 'platform', retryable: true, message: 'Jira is busy.', reference: 'r-1' },
  bug: { code: 'bug', reference: 'r-2' },
};

/** Every code of the errors that have codes of their own. */
const spoken: Readonly<Record<string, readonly CallError[]>> = {
  badUrl: Object.values(urls).map((problem) => ({ code: 'badUrl', problem })),
  credential: Object.values(credentials).map((problem) => ({ code: 'credential', problem })),
  organization: Object.values(organizations).map((problem) => ({ code: 'organization', problem })),
  suspension: Object.values(suspensions).map((refusal) => ({ code: 'suspension', refusal })),
  policy: Object.values(policies).map((refusal) => ({ code: 'policy', refusal })),
  request: Object.values(refusals).map((refusal) => ({ code: 'request', refusal })),
};
const everything = [...Object.values(errors), ...Object.values(spoken).flat()];

describe('explainSetUpError', () => {
  it.each(everything)('says what happened, why, and what to do next: %j', (error) => {
    const { what, why, next } = explainSetUpError(error);
    for (const sentence of [what, why, next]) expect(sentence).toMatch(/^\S.*[.)?!”]$/s);
  });

  it.each(Object.entries(spoken))('has words of its own for each code of %s', (_code, samples) => {
    const told = samples.map(explainSetUpError);
    expect(new Set(told.map(({ what }) => what)).size).toBe(told.length);
    expect(new Set(told.map(({ next }) => next)).size).toBe(told.length);
  });

  it('names what the person needs to act on it', () => {
    expect(
      explainSetUpError({ code: 'credential', problem: credentials.noSuchSite }).what,
    ).toContain('amce.atlassian.net');
    expect(
      explainSetUpError({ code: 'credential', problem: credentials.scopesMissing }).why,
    ).toContain('manage:jira-configuration');
    expect(
      explainSetUpError({ code: 'credential', problem: credentials.rateLimited }).next,
    ).toContain('30 seconds');
    expect(explainSetUpError({ code: 'request', refusal: refusals.noApprover }).why).toContain(
      'OPS has no project lead.',
    );
    expect(explainSetUpError({ code: 'request', refusal: refusals.notYourTurn }).why).toContain(
      'Maya Lindqvist',
    );
    expect(explainSetUpError(errors.bug).next).toContain('r-2');
  });
});

describe('referenceOf', () => {
  it('is there for what support can look up', () => {
    expect(referenceOf(errors.platform)).toBe('r-1');
    expect(referenceOf(errors.bug)).toBe('r-2');
    expect(referenceOf(errors.notConnected)).toBeUndefined();
  });
});
