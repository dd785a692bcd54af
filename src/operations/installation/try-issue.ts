import type { Person } from '#domain/action/person';
import type { CheckFinding } from '#domain/installation/installation-check';
import type { HostAsApp } from '#ports/host-jira';
import type { Notifier } from '#ports/notifier';
import { checkMessage } from '#words/check-message';
import { type OnRecordPorts, tryOnRecord } from './try-on-record';

export interface TryIssuePorts extends OnRecordPorts {
  readonly hostAsApp: HostAsApp;
  readonly notifier: Notifier;
}

/** A work item that whoever tries it sees. */
export interface TriedIssue {
  readonly id: string;
  readonly key: string;
  readonly projectKey: string;
}

/** Whether Jira tells the app who sees the work item: here somebody who does. */
export async function trySight(
  { hostAsApp }: TryIssuePorts,
  { key }: TriedIssue,
  by: Person,
): Promise<CheckFinding> {
  const sight = await hostAsApp.sight(key, [by.accountId]);
  return { finding: sight.get(by.accountId) === 'sees' ? 'asExpected' : 'differs' };
}

/** Whether Jira tells the app who holds its own permission in the project. Nobody is an answer too. */
export async function tryDeciders(
  { hostAsApp }: TryIssuePorts,
  { projectKey }: TriedIssue,
): Promise<CheckFinding> {
  const people = await hostAsApp.deciders(projectKey);
  return people === undefined
    ? { finding: 'differs' }
    : { finding: 'asExpected', seen: { of: 'deciders', people: people.length } };
}

/** Whether the app may comment and mention there; what it writes is taken back at once. */
export function tryComment(
  ports: TryIssuePorts,
  issue: TriedIssue,
  by: Person,
): Promise<CheckFinding> {
  const { notifier, ids } = ports;
  return tryOnRecord(ports, { way: 'comment', issue, by }, async () => {
    const isGone = await notifier.tryComment(issue.id, ids.next(), checkMessage(by));
    return isGone ? 'done' : 'stays';
  });
}

/** Whether Jira takes an email of the app's; only its reader can say that it came. */
export function tryEmail(
  ports: TryIssuePorts,
  issue: TriedIssue,
  by: Person,
): Promise<CheckFinding> {
  return tryOnRecord(ports, { way: 'email', issue, by }, async () => {
    await ports.notifier.email(issue.id, [by], checkMessage(by));
    return 'done';
  });
}
