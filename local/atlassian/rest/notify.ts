import { accountOf, type Caller } from '../site/caller';
import type { StoredPerson } from '../store/people';
import { issueSeen, type SeenIssue } from './issue-lookup';
import { type Answer, type Call, type Operation, operation } from './operation';
import { objectIn, textIn, textsIn } from './reading';
import { refuse } from './refusal';

const noRecipient = (who: string) => refuse(400, `The recipient is invalid: ${who}.`);

function recipientsIn(call: Call, { issue }: SeenIssue): readonly string[] {
  const { site } = call;
  const to = objectIn(objectIn(call.body).to ?? {});
  const users = Array.isArray(to.users) ? to.users.map(objectIn) : [];
  const named = users.map((user) => {
    const accountId = textIn(user.accountId);
    if (accountId === undefined || site.people.byId(accountId) === undefined)
      throw noRecipient(String(accountId));
    return accountId;
  });
  const groups = Array.isArray(to.groups) ? to.groups.map(objectIn) : [];
  const groupIds = [
    ...textsIn(to.groupIds),
    ...groups.map((group) => {
      const byName = site.groups.byName(textIn(group.name) ?? '')?.groupId;
      return textIn(group.groupId) ?? byName ?? '';
    }),
  ];
  for (const groupId of groupIds)
    if (site.groups.byId(groupId) === undefined) throw noRecipient(`group ${groupId}`);
  if (to.assignee === true && issue.assigneeAccountId === undefined)
    throw noRecipient('the issue is unassigned');
  return [
    ...named,
    ...groupIds.flatMap((groupId) => site.groups.members(groupId)),
    ...(to.reporter === true ? [issue.reporterAccountId] : []),
    ...(to.assignee === true && issue.assigneeAccountId !== undefined
      ? [issue.assigneeAccountId]
      : []),
  ];
}

/** Queues an email about the issue; never to who asked for it, nor to who can't see the issue. */
function sendNotification(call: Call): Answer {
  const { site, caller } = call;
  const seen = issueSeen(call);
  const body = objectIn(call.body);
  const asked = [...new Set(recipientsIn(call, seen))];
  const sender = accountOf(caller);
  const others = asked.filter((accountId) => accountId !== sender);
  // "the recipient is the same as the calling user" (spec: Send notification for issue).
  if (others.length === 0) throw refuse(400, 'No recipients were defined for notification.');
  const readers = others
    .map((accountId) => site.people.byId(accountId))
    .filter((person): person is StoredPerson => {
      if (person === undefined) return false;
      const reader: Caller = { kind: 'account', accountId: person.accountId, scopes: undefined };
      return person.active && site.access.hasInProject(reader, seen.project, 'BROWSE_PROJECTS');
    });
  for (const person of readers)
    site.mailbox.send(person.accountId, {
      at: site.clock.now(),
      to: person.email,
      subject: textIn(body.subject) ?? `(${seen.issue.key}) ${seen.issue.summary}`,
      text: textIn(body.textBody) ?? '',
      html: textIn(body.htmlBody),
      issueKey: seen.issue.key,
      kind: 'notify',
    });
  return { status: 204 };
}

export const notifyOperations: readonly Operation[] = [
  operation(
    '?POST /issue/:issueIdOrKey/notify',
    'write:jira-work',
    'send:notification:jira',
    sendNotification,
  ),
];
