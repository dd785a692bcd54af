import type { Person } from '#domain/action/person';
import type { CheckFinding } from '#domain/installation/installation-check';
import type { HostAsApp } from '#ports/host-jira';
import type { IdSource } from '#ports/id-source';
import type { Notifier } from '#ports/notifier';
import { checkMessage } from '#words/check-message';

export interface TryIssuePorts {
  readonly hostAsApp: HostAsApp;
  readonly notifier: Notifier;
  readonly ids: IdSource;
}

/** A work item that whoever tries it sees. */
export interface TriedIssue {
  readonly id: string;
  readonly key: string;
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

/** Whether the app may comment and mention there; what it writes is taken back at once. */
export async function tryComment(
  { notifier, ids }: TryIssuePorts,
  { id }: TriedIssue,
  by: Person,
): Promise<CheckFinding> {
  const isGone = await notifier.tryComment(id, ids.next(), checkMessage(by));
  return { finding: isGone ? 'asExpected' : 'differs' };
}

/** Whether Jira takes an email of the app's; only its reader can say that it came. */
export async function tryEmail(
  { notifier }: TryIssuePorts,
  { id }: TriedIssue,
  by: Person,
): Promise<CheckFinding> {
  await notifier.email(id, [by], checkMessage(by));
  return { finding: 'asExpected' };
}
