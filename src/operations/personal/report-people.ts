import { formerOf } from '#domain/action/former';
import type { KeptPerson, Standing } from '#domain/personal/kept-person';
import { lastWhole } from '#domain/personal/personal-data-round';
import { failedReport, isToTellOf, pauseOfRefused } from '#domain/personal/reporting';
import { type AccountReport, REPORTED_AT_ONCE, type ReportAnswer } from '#ports/account-report';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { KeptPeople } from '#ports/kept-people';
import type { Log } from '#ports/log';
import { SiteFailure } from '#ports/site-failure';
import type { WorkQueue } from '#ports/work-queue';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { pushPromised } from '../outbox/push-promised';

export interface ReportPeoplePorts {
  readonly keptPeople: KeptPeople;
  readonly accountReport: AccountReport;
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/** Calls of one sweep. */
const CALLS = 5;

/**
 * Reports to Atlassian whose data is stored, those that are due and no more often than the cycle says, and keeps
 * what became of their accounts. Answers how many were reported.
 */
export async function reportPeople(
  ports: ReportPeoplePorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const at = ports.clock.now();
  const before = await ports.keptPeople.reporting();
  if (before.failing !== undefined && before.failing.nextTryAt > at) return 0;
  const whole = lastWhole(await ports.keptPeople.round());
  const seen = new Set<string>();
  let { cycle } = before;
  let reported = 0;
  for (let call = 0; call < CALLS && mayGoOn(); call += 1) {
    const due = await ports.keptPeople.due('known', at, REPORTED_AT_ONCE);
    const fresh = due.filter(({ accountId }) => !seen.has(accountId));
    for (const { accountId } of fresh) seen.add(accountId);
    if (fresh.length === 0) break;
    const stale = fresh.filter(({ foundIn }) => foundIn < whole);
    // Nothing of theirs is stored any more: they are no longer reported.
    for (const person of stale) await ports.keptPeople.forget(person);
    const meant = fresh.filter((one) => !stale.includes(one));
    try {
      const answered = await reportApart(ports, meant, cycle);
      cycle = answered.cycle;
      reported += meant.length - answered.refused.length;
      await putOffOrFail(ports, meant, answered.refused);
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      await keepFailure(ports, error);
      return reported;
    }
  }
  if (reported > 0) {
    const { erased } = await ports.keptPeople.reporting();
    await ports.keptPeople.keepReporting({ cycle, erased, last: { at, accounts: reported } });
  }
  return reported;
}

interface Refused {
  readonly person: KeptPerson;
  readonly error: SiteFailure;
}

interface Answered {
  readonly cycle: number;
  readonly refused: readonly Refused[];
}

/** All of them in one call; where that is not taken, each half by itself, down to the one that is the matter. */
async function reportApart(
  ports: ReportPeoplePorts,
  people: readonly KeptPerson[],
  cycleSoFar: number,
): Promise<Answered> {
  if (people.length === 0) return { cycle: cycleSoFar, refused: [] };
  let answer: ReportAnswer;
  try {
    answer = await ports.accountReport.report(
      people.map(({ accountId, dataFrom }) => ({ accountId, updatedAt: dataFrom })),
    );
  } catch (error) {
    const [only] = people;
    if (!(error instanceof SiteFailure) || error.status !== 400 || only === undefined) throw error;
    if (people.length === 1) return { cycle: cycleSoFar, refused: [{ person: only, error }] };
    const half = Math.ceil(people.length / 2);
    const first = await reportApart(ports, people.slice(0, half), cycleSoFar);
    const second = await reportApart(ports, people.slice(half), first.cycle);
    return { cycle: second.cycle, refused: [...first.refused, ...second.refused] };
  }
  const cycle = answer.cycle ?? cycleSoFar;
  for (const person of people) await keep(ports, person, standingBy(ports, person, answer, cycle));
  return { cycle, refused: [] };
}

/**
 * Where others were taken, it is those accounts that are the matter. Where nobody was, and not all of them are known
 * to be, it is the report: throws, and nobody is put off for it.
 */
async function putOffOrFail(
  ports: ReportPeoplePorts,
  meant: readonly KeptPerson[],
  refused: readonly Refused[],
): Promise<void> {
  const [one] = refused;
  const isNew = refused.some(({ person }) => triesOf(person) === 0);
  if (one !== undefined && isNew && refused.length === meant.length) throw one.error;
  for (const { person } of refused) await putOff(ports, person);
}

function standingBy(
  { clock, ids }: ReportPeoplePorts,
  { accountId }: KeptPerson,
  { closed, updated }: ReportAnswer,
  cycle: number,
): Standing {
  const since = clock.now();
  if (closed.has(accountId)) {
    return { state: 'closed', since, former: formerOf(ids.next()), emails: [] };
  }
  if (updated.has(accountId)) return { state: 'updated', since };
  return { state: 'known', reportAt: since + cycle, tries: 0 };
}

/** Somebody who is written meanwhile is found to be due again. */
async function keep(
  { keptPeople }: ReportPeoplePorts,
  person: KeptPerson,
  standing: Standing,
): Promise<void> {
  await keptPeople.write({ ...person, revision: person.revision + 1, standing });
}

const triesOf = ({ standing }: KeptPerson) => (standing.state === 'known' ? standing.tries : 0);

async function putOff(ports: ReportPeoplePorts, person: KeptPerson): Promise<void> {
  const tries = triesOf(person);
  ports.log.warn('One account is not taken by the personal data report', { tries });
  const reportAt = ports.clock.now() + pauseOfRefused(tries);
  await keep(ports, person, { state: 'known', reportAt, tries: tries + 1 });
}

/** The next try after a longer pause; and admins are told where it has been so for a day. */
async function keepFailure(ports: ReportPeoplePorts, error: SiteFailure): Promise<void> {
  const at = ports.clock.now();
  const reporting = await ports.keptPeople.reporting();
  const problem = error.retryable ? 'unavailable' : 'refused';
  const failing = failedReport(reporting, problem, error.retryAfterMs, at);
  await ports.keptPeople.keepReporting({ ...reporting, failing });
  ports.log.warn('The personal data report failed', { code: error.code, tries: failing.tries });
  if (!isToTellOf(failing, at)) return;
  const entry = promiseAdminNotice(ports.ids, at, { about: 'reportFailing' });
  if ((await ports.commit({ outbox: [entry] })) === 'committed') await pushPromised(ports, [entry]);
}
