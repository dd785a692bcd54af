import { describe, expect, test } from 'vitest';
import { SUBJECTS_SHOWN } from '#contract/limits';
import { APPROVERS, noDeliveries, noteDelivery } from '#domain/delivery/deliveries';
import { DAY } from '#domain/lib/time';
import type { AccessRequest, RequestState } from '#domain/request/access-request';
import { REQUEST_VERBS } from '#domain/request/request-refusal';
import {
  AT,
  addToFrontend,
  awaiting,
  frontend,
  grant,
  holding,
  inState,
  LEAD,
  REQUESTER,
  stage,
  subject,
} from '../../../tests/support/samples';
import { requestView } from './request-view';

const view = (request: AccessRequest = awaiting(), who = REQUESTER.accountId) =>
  requestView(request, who, AT);
const untold = noteDelivery(noDeliveries('r1'), {
  about: `${APPROVERS}1`,
  to: [LEAD],
  since: AT,
  outcome: { outcome: 'notYet', problem: 'refused', tries: 1, at: AT },
});
const late = holding([grant()], { work: { state: 'runs', dueAt: AT } });

test('a request is shown as it is on record, and for which work item', () => {
  const request = awaiting();
  const { id, revision, state, since, createdAt, requester, justification, term } = request;
  expect(view(request)).toMatchObject({
    id,
    revision,
    issueKey: request.issue.key,
    state,
    since,
    createdAt,
    requester,
    justification,
    term,
    subjects: [subject('Sam')],
    subjectCount: 1,
    changes: [{ verb: 'add', entitlement: frontend, subjectCount: 1 }],
    planned: request.planned,
  });
});

test('a stage is shown without what it is found by', () => {
  const { asks, ...shown } = stage(LEAD);
  expect(view().approvals).toEqual([shown]);
  expect(asks).not.toBe('');
});

test('of many people the first are shown, and all are counted', () => {
  const names = Array.from({ length: SUBJECTS_SHOWN + 2 }, (_, at) => `P${at}`);
  const shown = view(awaiting({ ask: addToFrontend(...names) }));
  expect(shown.subjects.map(({ displayName }) => displayName)).toEqual(
    names.slice(0, SUBJECTS_SHOWN),
  );
  expect(shown.subjectCount).toBe(names.length);
  expect(shown.changes[0]?.subjectCount).toBe(names.length);
});

test('the address somebody was found by is for those who know it', () => {
  const found = { ...subject('Sam'), foundBy: 'sam@acme.example' };
  const request = awaiting({ ask: { ...addToFrontend('Sam'), subjects: [found] } });
  expect(view(request).subjects).toEqual([found]);
  expect(view(request, LEAD.accountId).subjects).toEqual([found]);
  expect(view(request, 'another').subjects).toEqual([subject('Sam')]);
});

test('every verb says whether whoever looks may, and why not', () => {
  const { verbs } = view();
  expect(Object.keys(verbs).toSorted()).toEqual([...REQUEST_VERBS].toSorted());
  expect(verbs.withdraw).toEqual({ allowed: true });
  expect(view(awaiting(), LEAD.accountId).verbs.withdraw.allowed).toBe(false);
  expect(view(awaiting(), LEAD.accountId).verbs.approve).toEqual({ allowed: true });
});

describe('what a state does not have is not shown', () => {
  const full = (state: RequestState) =>
    ({
      ...inState(state),
      timesOutAt: 1,
      pause: { since: AT, cause: 'siteUnavailable' },
      stopped: { reference: 'abc' },
      nobodyElseBy: 3,
    }) as unknown as AccessRequest;
  const states: RequestState[] = ['awaitingApproval', 'approved', 'applying', 'needsAttention'];

  test.each(states)('%s', (state) => {
    const shown = requestView(full(state), 'x', AT, {
      deliveries: untold,
      late: undefined,
      access: undefined,
      noRenewal: undefined,
    });
    const decided = state !== 'awaitingApproval';
    expect(shown.timesOutAt).toBe(decided ? undefined : 1);
    expect(shown.notReached).toEqual(
      decided ? undefined : { to: [LEAD], problem: 'refused', isTriedAgain: true },
    );
    expect(shown.pause).toEqual(
      state === 'applying' ? { since: AT, cause: 'siteUnavailable' } : undefined,
    );
    expect(shown.stopped).toEqual(state === 'needsAttention' ? { reference: 'abc' } : undefined);
    expect(shown.approvalValidUntil).toBe(decided ? AT + 1_000_000 : undefined);
    expect(shown.progress === undefined).toBe(!decided || state === 'approved');
    expect(shown.nobodyElseBy).toBe(3);
  });

  test('nor what nothing is on record of', () => {
    const shown = view();
    expect(shown).toMatchObject({ nobodyElseBy: undefined, late: undefined, access: undefined });
    expect(shown.notReached).toBeUndefined();
  });
});

test('what should have ended is shown with it', () => {
  const shown = requestView(inState('completed'), 'x', AT + 9 * DAY, {
    deliveries: undefined,
    late: { about: 'overdue', since: AT + DAY, holding: late },
    access: undefined,
    noRenewal: undefined,
  });
  expect(shown.late).toMatchObject({
    about: 'overdue',
    subject: subject('Sam'),
    since: AT + DAY,
  });
});
