import type { Person } from '#domain/action/person';
import type { CheckFinding, InstallationCheck } from '#domain/installation/installation-check';
import { MINUTE } from '#domain/lib/time';
import type { Directory } from '#ports/directory';
import type { PanelPlaces } from '#ports/panel-places';
import { PlatformFailure } from '#ports/platform-failure';
import type { SelfTest } from '#ports/self-test';
import { SiteFailure } from '#ports/site-failure';
import type { SweepRecord } from '#ports/sweep-record';
import type { LookPorts } from '../connection/look-at-connection';
import {
  type TriedIssue,
  type TryIssuePorts,
  tryComment,
  tryDeciders,
  tryEmail,
  trySight,
} from './try-issue';
import { type TryQueuePorts, tryQueue } from './try-queue';
import { tryAddresses, tryPanel, tryProtection, tryRights } from './try-site';

/** doc: Forge scheduled triggers: every five minutes, or when the platform gets to it. */
const SWEEP_OVERDUE = 15 * MINUTE;

export interface CheckPorts extends LookPorts, TryQueuePorts, TryIssuePorts {
  readonly selfTest: SelfTest;
  readonly sweepRecord: SweepRecord;
  readonly panelPlaces: PanelPlaces;
}

export interface CheckAsked {
  readonly check: InstallationCheck;
  readonly by: Person;
  /** Of the connected site; undefined where none is. Asked by what needs it alone, as it may fail. */
  readonly directory: () => Promise<Directory | undefined>;
  /** The same. `notSeen`: there is none that whoever asks sees. */
  readonly issue: () => Promise<TriedIssue | 'notNamed' | 'notSeen'>;
}

/** One thing tried by itself: whatever fails is what was found. */
export async function checkInstallation(
  ports: CheckPorts,
  asked: CheckAsked,
): Promise<CheckFinding> {
  try {
    return await run(ports, asked);
  } catch (error) {
    if (error instanceof SiteFailure || error instanceof PlatformFailure) {
      return { finding: 'differs', said: error.message };
    }
    throw error;
  }
}

async function run(ports: CheckPorts, asked: CheckAsked): Promise<CheckFinding> {
  switch (asked.check) {
    case 'newRecords':
      return { finding: (await ports.selfTest.absenceHolds()) ? 'asExpected' : 'otherWay' };
    case 'keptKeys':
      return { finding: (await ports.selfTest.refusesSecond()) ? 'asExpected' : 'differs' };
    case 'queue':
      return tryQueue(ports);
    case 'schedule':
      return lookAtSchedule(ports);
    case 'rights':
      return tryRights(ports);
    case 'protection':
      return onSite(asked, (directory) => tryProtection(directory));
    case 'addresses':
      return onSite(asked, (directory) => tryAddresses(directory, asked.by));
    case 'panel':
      return tryPanel(ports.panelPlaces);
    case 'sight':
      return onIssue(asked, (issue) => trySight(ports, issue, asked.by));
    case 'deciders':
      return onIssue(asked, (issue) => tryDeciders(ports, issue));
    case 'comment':
      return onIssue(asked, (issue) => tryComment(ports, issue, asked.by));
    case 'email':
      return onIssue(asked, (issue) => tryEmail(ports, issue, asked.by));
  }
}

async function lookAtSchedule({ sweepRecord, clock }: CheckPorts): Promise<CheckFinding> {
  const at = await sweepRecord.last();
  if (at === undefined) return { finding: 'differs' };
  const isLate = clock.now() - at > SWEEP_OVERDUE;
  return { finding: isLate ? 'differs' : 'asExpected', seen: { of: 'sweep', at } };
}

async function onSite(
  asked: CheckAsked,
  tries: (directory: Directory) => Promise<CheckFinding>,
): Promise<CheckFinding> {
  const directory = await asked.directory();
  return directory === undefined ? { finding: 'notTried', why: 'notConnected' } : tries(directory);
}

async function onIssue(
  asked: CheckAsked,
  tries: (issue: TriedIssue) => Promise<CheckFinding>,
): Promise<CheckFinding> {
  const issue = await asked.issue();
  if (issue === 'notNamed') return { finding: 'notTried', why: 'noIssue' };
  if (issue === 'notSeen') return { finding: 'notTried', why: 'issueNotSeen' };
  return tries(issue);
}
