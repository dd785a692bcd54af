import type { Person } from '#domain/action/person';
import type { TrialOutcome } from '#domain/audit/audit-event';
import type { DeliveryWay } from '#domain/delivery/deliveries';
import type { CheckFinding } from '#domain/installation/installation-check';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import { mayBeDone, SiteFailure } from '#ports/site-failure';
import { makeRecord, personActor } from '../audit/make-record';

export interface OnRecordPorts {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface Trial {
  readonly way: DeliveryWay;
  readonly issue: { readonly key: string };
  readonly by: Person;
}

/**
 * Tries what others may see of it: they are mailed a comment that is there for a moment, too. It is on record before
 * Jira is asked, and what came of it after.
 */
export async function tryOnRecord(
  ports: OnRecordPorts,
  { way, issue, by }: Trial,
  send: () => Promise<'done' | 'stays'>,
): Promise<CheckFinding> {
  const record = (outcome: TrialOutcome) => {
    const fact = { kind: 'delivery.tried', by: way, outcome } as const;
    const at = ports.clock.now();
    return ports.commit({ audit: [makeRecord(ports.ids, at, personActor(by), { issue }, [fact])] });
  };
  await record('begun');
  try {
    const outcome = await send();
    await record(outcome);
    return { finding: outcome === 'done' ? 'asExpected' : 'differs' };
  } catch (error) {
    if (error instanceof SiteFailure) await record(mayBeDone(error) ? 'unconfirmed' : 'refused');
    throw error;
  }
}
