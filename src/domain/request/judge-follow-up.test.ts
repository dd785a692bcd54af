import { describe, expect, test } from 'vitest';
import type { Verb } from '../action/action';
import { AT, inState, LEAD, OTHER_LEAD, person, REQUESTER } from '../lib/samples';
import type { StepBlock } from '../provisioning/step-block';
import { judgeMark } from './judge-follow-up';
import { markManual } from './mark-manual';

describe('who may say that something was done by hand', () => {
  const rows: [string, string, Verb, string][] = [
    ['the requester', REQUESTER.accountId, 'add', 'allowed'],
    ['the requester', REQUESTER.accountId, 'remove', 'notByRequester'],
    ['the requester', REQUESTER.accountId, 'create', 'notByRequester'],
    ['who decided', LEAD.accountId, 'add', 'allowed'],
    ['who decided', LEAD.accountId, 'remove', 'allowed'],
    ['who decided', LEAD.accountId, 'create', 'allowed'],
    ['another lead', OTHER_LEAD.accountId, 'add', 'notYours'],
    ['another lead', OTHER_LEAD.accountId, 'create', 'notYours'],
    ['whom it is about', 'sam', 'add', 'notYours'],
  ];
  test.each(rows)('%s (%s) of %s: %s', (_, accountId, verb, expected) => {
    const judged = judgeMark(inState('needsAttention'), verb, accountId);
    expect(judged.allowed ? 'allowed' : judged.why.code).toBe(expected);
  });
});

describe('marking', () => {
  const block: StepBlock = {
    requestId: 'r1',
    block: 0,
    revision: 1,
    change: 0,
    steps: [
      {
        subject: 0,
        planned: { verdict: 'change' },
        outcome: { state: 'failed', reason: 'siteRefused', retryable: true, at: AT },
      },
    ],
  };
  const all = () => true;
  const none = () => false;

  test('takes what the site shows', () => {
    const marked = markManual(inState('needsAttention'), [block], all, all, LEAD, AT);
    expect(marked).toMatchObject({ ok: true, value: { request: { state: 'completed' } } });
  });

  test.each([
    ['what the site does not show', all, none, LEAD, { code: 'notSoOnSite', names: ['Sam'] }],
    ['steps that were not meant', none, all, LEAD, { code: 'nothingToRetry' }],
    ['the word of somebody else', all, all, person('Pia'), { code: 'notYours' }],
  ])('refuses %s', (_, isMeant, isSo, by, refusal) => {
    const marked = markManual(inState('needsAttention'), [block], isMeant, isSo, by, AT);
    expect(marked).toMatchObject({ ok: false, error: refusal });
  });
});
