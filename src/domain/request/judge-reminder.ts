import { awaited, openStages } from '../approval/turns';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { DAY, type Instant } from '../lib/time';
import type { AccessRequest } from './access-request';
import { openQuestion } from './open-question';
import type { VerbRefusal } from './request-refusal';

/** Whether whoever asked may have those reminded whose turn it is: once a day, and not sooner after they were asked. */
export function judgeReminder(
  request: AccessRequest,
  accountId: string,
  now: Instant,
): Allowed<VerbRefusal> {
  const { requester, approvals } = request;
  if (requester.accountId !== accountId) return forbidden({ code: 'notYours', requester });
  // The sweep may be late, but the time to decide is over.
  if (request.state === 'awaitingApproval' && now >= request.timesOutAt) {
    return forbidden({ code: 'wrongState', state: 'timedOut', verb: 'remind' });
  }
  if (openQuestion(request) !== undefined) return forbidden({ code: 'questionWaits' });
  if (openStages(approvals).flatMap(awaited).length === 0) {
    return forbidden({ code: 'nobodyToRemind' });
  }
  const decidedAt = approvals.flatMap(({ decisions }) => decisions.map(({ at }) => at));
  const remindedAt = 'remindedAt' in request ? request.remindedAt : undefined;
  const toldAt = Math.max(request.createdAt, remindedAt ?? 0, ...decidedAt);
  return now >= toldAt + DAY ? ALLOWED : forbidden({ code: 'toldLately', from: toldAt + DAY });
}
