import type { Verb } from '#domain/action/action';
import type { Subject } from '#domain/action/subject';
import type { EffectEnd } from '#domain/effects/settle-after';
import type { Instant } from '#domain/lib/time';
import type { PauseCause } from '#domain/request/pause';
import { isPatient } from '#domain/request/pause-applying';
import type { EffectOutcome } from '../effects/send-effect';
import type { RequestRun } from './request-run';

/**
 * What the site does not take now, for no fault of the step, is left to a later run. A group of that name
 * which is there is nobody's work but that of an answer which gave its id.
 */
export function endOfEffect(
  run: RequestRun,
  outcome: EffectOutcome,
  verb: Verb | undefined,
  subject: Subject | undefined,
  at: Instant,
): EffectEnd {
  if (outcome.outcome === 'credentialRejected') {
    run.leave({ cause: 'connectionFailing' });
    return { outcome: 'notReached', ...(outcome.sent === undefined ? {} : { sent: outcome.sent }) };
  }
  const cause = outcome.outcome === 'failed' ? waitsFor(outcome.reason) : undefined;
  if (outcome.outcome === 'failed' && cause !== undefined && isPatient(run.request, at)) {
    run.leave({ cause });
    return { outcome: 'notReached', ...(outcome.sent === undefined ? {} : { sent: outcome.sent }) };
  }
  // Not so as the run looked, and so as its call arrived: another request may have given it, for a shorter time.
  if (outcome.outcome === 'unchanged' && verb === 'add') return { ...outcome, outcome: 'unproved' };
  if (subject?.kind !== 'newGroup') return outcome;
  if (outcome.outcome === 'unchanged') {
    return { outcome: 'failed', reason: 'groupNameTaken' };
  }
  if (outcome.outcome === 'unproved') {
    return { outcome: 'failed', reason: 'creationUnproved', sent: { at } };
  }
  return outcome;
}

function waitsFor(
  reason: Extract<EffectOutcome, { outcome: 'failed' }>['reason'],
): PauseCause | undefined {
  switch (reason) {
    case 'rateLimited':
      return 'rateLimited';
    case 'siteUnavailable':
    case 'unconfirmed':
      return 'siteUnavailable';
    case 'siteRefused':
      return undefined;
  }
}
