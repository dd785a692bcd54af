import type { Verb } from '../action/action';
import type { Person } from '../action/person';
import type { Decision } from '../approval/approval';
import { countsAs } from '../approval/turns';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { VerbRefusal } from './request-refusal';

/** Who took part in a request: whoever asked, those who decided, and those who were away and for whom others did. */
interface Involved {
  readonly requester: Person;
  readonly approvals: readonly { readonly decisions: readonly Decision[] }[];
}

/** What follows a decision is for those who were part of it. */
export function judgeFollowUp(request: Involved, accountId: string): Allowed<VerbRefusal> {
  const decided = request.approvals.flatMap(({ decisions }) => decisions.flatMap(countsAs));
  return [request.requester.accountId, ...decided].includes(accountId)
    ? ALLOWED
    : forbidden({ code: 'notYours', requester: request.requester });
}

/**
 * Who may say that a step was done by hand: those who were part of the decision; but that something was
 * created or taken away, only somebody who decided. Their word alone does it no more than anybody's: the
 * site is asked whether it is so.
 */
export function judgeMark(request: Involved, verb: Verb, accountId: string): Allowed<VerbRefusal> {
  const involved = judgeFollowUp(request, accountId);
  if (!involved.allowed) return involved;
  switch (verb) {
    case 'add':
      return ALLOWED;
    case 'create':
    case 'remove':
      return request.requester.accountId === accountId
        ? forbidden({ code: 'notByRequester', verb })
        : ALLOWED;
  }
}
