import { meantBy } from '#domain/action/address-owner';
import type { Change } from '#domain/action/ask';
import { entitlementKey } from '#domain/action/entitlement';
import { emailKey, type Subject, subjectKey } from '#domain/action/subject';
import { unlessApproverGains } from '#domain/effects/approver-gains';
import { failStep } from '#domain/effects/fail-step';
import { unlessDecidedSince } from '#domain/effects/later-decision';
import { type Settled, settleBefore } from '#domain/effects/settle-before';
import type { StepState } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import { invariant } from '#domain/lib/invariant';
import { type Instant, MINUTE } from '#domain/lib/time';
import type { LiveState } from '#domain/plan/live-state';
import type { Verdict } from '#domain/plan/plan';
import { firstApprovedAt, lastApprovedAt } from '#domain/request/authorization';
import type { Clock } from '#ports/clock';
import type { Recipient } from '../effects/effect-for';
import type { ApproverGains } from '../giving/find-gains-of';
import type { RequestRun } from './request-run';

/** Later runs look again for so long, before a person is asked to. */
const WAITED_FOR = 15 * MINUTE;

interface Looked {
  readonly change: Change;
  readonly subjects: readonly Subject[];
  readonly verdicts: readonly Verdict[];
  readonly live: LiveState;
  readonly approverIds: readonly string[];
  /** Those who would give an approver something, or mean one. */
  readonly found: ApproverGains;
}

/** Ends what needs no effect, and tells for whom something is sent. */
export function settleSteps(
  { clock }: { readonly clock: Clock },
  run: RequestRun,
  stored: StepBlock,
  { change, subjects, verdicts, live, approverIds, found }: Looked,
): { readonly steps: Step[]; readonly recipients: readonly Recipient[] } {
  const recipients: Recipient[] = [];
  const waitsUntil = run.request.since + WAITED_FOR;
  const steps = stored.steps.map((step, place): Step => {
    const [now, subject] = [verdicts[place], subjects[place]];
    invariant(now !== undefined && subject !== undefined, 'a step without a verdict');
    const at = clock.now();
    const [thing, who] = [entitlementKey(change.entitlement), subjectKey(subject)];
    const { verb } = change;
    const approvals = {
      verb,
      approvedAt: (verb === 'remove' ? lastApprovedAt : firstApprovedAt)(
        run.request,
        stored.change,
      ),
      revokedAt: live.revoked.get(thing)?.get(who),
      givenBy: live.approved.get(thing)?.get(who) ?? [],
    };
    const settled = unlessApproverGains(
      unlessDecidedSince(
        settleBefore(step, change, now, at, {
          foundId: accountIn(live, subject),
          given: live.given.get(thing)?.get(who),
          isHeld: live.holders.get(thing)?.has(who),
        }),
        step.outcome,
        approvals,
        at,
      ),
      step.outcome,
      { accountIds: approverIds, gains: found.gains.has(who), meant: found.meant.has(who) },
      at,
    );
    if (settled.do === 'send') {
      recipients.push({ subject, ...(settled.resent ? { sent: { at, missed: true } } : {}) });
    }
    const isWaitedFor = at < waitsUntil;
    if (settled.do === 'wait' && isWaitedFor) run.leave({ cause: 'notYetVisible' });
    return { ...step, outcome: outcomeOf(settled, step.outcome, at, isWaitedFor) };
  });
  return { steps, recipients };
}

function outcomeOf(
  settled: Settled,
  outcome: StepState,
  at: Instant,
  isWaitedFor: boolean,
): StepState {
  switch (settled.do) {
    case 'nothing':
      return outcome;
    case 'end':
      return settled.outcome;
    case 'wait':
      return isWaitedFor ? outcome : failStep(outcome, NOT_YET_VISIBLE, at);
    case 'send':
      return { state: 'begun', before: settled.before, at };
  }
}

const NOT_YET_VISIBLE = { reason: 'notYetVisible', retryable: true } as const;

/** The account that is there already, of somebody for whom one is to be created. */
function accountIn({ owners }: LiveState, subject: Subject): string | undefined {
  return subject.kind === 'newPerson' ? meantBy(owners.get(emailKey(subject.email))) : undefined;
}
