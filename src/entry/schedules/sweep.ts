import { SECOND } from '#domain/lib/time';
import { retryAsides } from '#operations/aside/retry-asides';
import { forgetUnnamedSecrets } from '#operations/connection/forget-unnamed-secrets';
import { lookWhenDue } from '#operations/connection/look-at-connection';
import { allowanceOf, isUsedUp } from '#operations/effects/allowance';
import { bringBack } from '#operations/ends/bring-back';
import { lookForGone } from '#operations/ends/look-for-gone';
import { scheduleEnds } from '#operations/ends/schedule-ends';
import { tellBeforeEnds } from '#operations/ends/tell-before-ends';
import { tellOfLate } from '#operations/ends/tell-of-late';
import { carryOverGrants } from '#operations/holding/carry-over-grants';
import { pushDueWork } from '#operations/outbox/push-due-work';
import { goRound } from '#operations/personal/go-round';
import { reportPeople } from '#operations/personal/report-people';
import { checkLists } from '#operations/projections/check-lists';
import { letFallbackIn } from '#operations/request/let-fallback-in';
import { promiseReminders } from '#operations/request/promise-reminders';
import { promiseStarts } from '#operations/request/promise-starts';
import { remindOfReviews } from '#operations/request/remind-of-reviews';
import { rerouteRequests } from '#operations/request/reroute-requests';
import { timeOutRequests } from '#operations/request/time-out-requests';
import { type Duty, inTurn } from '#operations/sweep/in-turn';
import { lookAtIssues } from '#operations/watched-issue/look-at-issues';
import { compose } from '../compose';
import { describe } from '../error-of';

/** `timeoutSeconds` of the schedule's function in manifest.yml. */
export const SWEEP_SECONDS = 300;
/** Time to write down what was sent, before the platform ends the run. */
const TO_LET_GO = 20;

/**
 * What takes as long as there is of it is over after so much of the time, and what comes after has a turn too: what the queue has lost can
 * be thousands, and of each request that waits, Jira is asked who decides.
 */
const OVER_AFTER = {
  starts: 0.1,
  workItems: 0.2,
  whatWaits: 0.4,
  reminders: 0.6,
  lettingIn: 0.7,
  reroutes: 0.8,
} as const;

/**
 * Every five minutes, or when the platform gets to it: a connection in doubt, what is due to end, what the
 * queue has lost, what has timed out, whose approver is another. One that fails, or that the sweep dies of, does not keep the others. Ends
 * come before what the queue has lost, which would use up the events that it takes in a minute.
 */
export async function sweep(): Promise<void> {
  const ports = compose();
  const now = ports.clock.now();
  const deadline = now + (SWEEP_SECONDS - TO_LET_GO) * SECOND;
  const allowance = allowanceOf(deadline, SWEEP_SECONDS / 60, ports.callsMade);
  const mayGoOn = () => !isUsedUp(allowance, ports.clock);
  const isInTimeOf = (duty: keyof typeof OVER_AFTER) => () =>
    mayGoOn() && ports.clock.now() < now + SWEEP_SECONDS * OVER_AFTER[duty] * SECOND;
  const isEarly = isInTimeOf('whatWaits');
  const duties: readonly Duty[] = [
    ['noteRun', async () => ports.sweepRecord.note(now).then(() => 0)],
    ['lookAtConnection', () => lookWhenDue(ports)],
    ['forgetUnnamedSecrets', () => forgetUnnamedSecrets(ports)],
    // Before what may take longer than they have time for.
    ['promiseStarts', () => promiseStarts(ports, isInTimeOf('starts'))],
    ['carryOverGrants', () => carryOverGrants(ports, isEarly)],
    // Apart from what comes after: what the store does not take back keeps no other from its end.
    ['bringBack', () => bringBack(ports)],
    ['scheduleEnds', () => scheduleEnds(ports)],
    // What has ended with its work item is due with the rest.
    ['lookAtIssues', () => lookAtIssues(ports, isInTimeOf('workItems'))],
    ['tellOfLate', () => tellOfLate(ports)],
    ['tellBeforeEnds', () => tellBeforeEnds(ports)],
    ['pushDueWork', () => pushDueWork(ports, isEarly)],
    ['timeOutRequests', () => timeOutRequests(ports, mayGoOn)],
    // Before others are told that it is their turn: who was just told is not reminded.
    ['promiseReminders', () => promiseReminders(ports, isInTimeOf('reminders'))],
    ['remindOfReviews', () => remindOfReviews(ports, isInTimeOf('reminders'))],
    ['letFallbackIn', () => letFallbackIn(ports, isInTimeOf('lettingIn'))],
    ['rerouteRequests', () => rerouteRequests(ports, isInTimeOf('reroutes'))],
    ['retryAsides', () => retryAsides(ports)],
    ['goRound', () => goRound(ports, mayGoOn)],
    ['checkLists', () => checkLists(ports, mayGoOn)],
    ['reportPeople', () => reportPeople(ports, mayGoOn)],
    // Last: it uses what calls there are.
    ['lookForGone', () => lookForGone(ports, allowance)],
  ];
  await inTurn(ports, duties, async ([duty, run]) => {
    try {
      const done = await run();
      if (done > 0) ports.log.info('The sweep found work', { duty, done });
    } catch (error) {
      ports.log.error('A duty of the sweep failed', { duty, ...describe(error) });
    }
  });
}
