import type { Ask } from '../action/ask';
import type { Person } from '../action/person';
import type { Approval } from '../approval/approval';
import { askedFor } from '../audit/asked-for';
import { stepsPerBlockOf } from '../effects/make-step-blocks';
import { isReadable } from '../lib/readable-text';
import { ok, type Result, refuse } from '../lib/result';
import { DAY, type Instant } from '../lib/time';
import type { PlanCounts } from '../plan/plan';
import type { AskedBundle } from '../policy/asked-bundle';
import type { FollowedBundle } from '../policy/followed-bundle';
import { judgeTerm } from '../policy/judge-term';
import { namesTicket } from '../policy/names-ticket';
import type { Policy } from '../policy/policy';
import { ticketRuleOfAll } from '../policy/ruling';
import { beginsAt, judgeStart } from '../term/start';
import type { Term } from '../term/term';
import type { AwaitingApproval, IssueRef } from './access-request';
import { onlyUntil } from './only-until';
import { firstReminderAt } from './reminders';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

export interface NewRequest {
  readonly id: string;
  readonly connectionId: string;
  readonly issue: IssueRef;
  readonly requester: Person;
  /** Only what the plan says can be done. */
  readonly ask: Ask;
  /** By which some of it was chosen. */
  readonly bundles: readonly AskedBundle[];
  readonly follows?: FollowedBundle | undefined;
  readonly justification: string;
  readonly term: Term;
  /** Without it, at once. */
  readonly startsAt?: Instant | undefined;
  readonly policy: Policy;
  readonly planned: PlanCounts;
  readonly approvals: readonly Approval[];
}

export function openRequest(
  asked: NewRequest,
  at: Instant,
): Result<Transition<AwaitingApproval>, RequestRefusal> {
  const { policy, term, startsAt, planned } = asked;
  const justification = asked.justification.trim();
  const starts = judgeStart(startsAt, asked.ask, term, at);
  const allowed = judgeTerm(asked, policy, beginsAt(startsAt, at));
  if (!isReadable(justification)) return refuse({ code: 'justificationMissing' });
  if (!starts.allowed) return refuse(starts.why);
  if (!allowed.allowed) return refuse(allowed.why);
  const ticket = namesTicket(justification)
    ? undefined
    : ticketRuleOfAll(policy, asked.ask.changes);
  if (ticket !== undefined) return refuse({ code: 'ticketMissing', rule: ticket });
  const timesOutAt = Math.min(at + policy.decideWithinDays * DAY, onlyUntil(asked.ask, term));
  if (planned.change === 0) return refuse({ code: 'nothingToChange' });
  return ok({
    request: {
      id: asked.id,
      revision: 1,
      state: 'awaitingApproval',
      connectionId: asked.connectionId,
      issue: asked.issue,
      requester: asked.requester,
      ask: asked.ask,
      stepsPerBlock: stepsPerBlockOf(asked.ask),
      justification,
      term,
      ...(startsAt === undefined ? {} : { startsAt }),
      policyVersion: policy.version,
      planned,
      approvals: asked.approvals,
      ...(asked.bundles.length === 0 ? {} : { bundles: asked.bundles }),
      ...(asked.follows === undefined ? {} : { follows: asked.follows }),
      createdAt: at,
      since: at,
      timesOutAt,
      remindAt: firstReminderAt(at, timesOutAt),
    },
    facts: [
      {
        kind: 'request.submitted',
        justification,
        asked: askedFor(asked.ask, term, asked.bundles, startsAt, asked.follows),
      },
    ],
  });
}
