import type { z } from 'zod';
import type { askInput } from '#contract/inputs';
import { ENTITLEMENT_KINDS, isOfProject } from '#domain/action/entitlement';
import { ok, refuse } from '#domain/lib/result';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import { type Authorize, seesIssue, seesIssueAndPeople } from './rights';

/**
 * Whoever sees the issue and every project whose roles they ask about: a plan tells a project's name
 * and who is in it.
 */
export const seesAskedProjects: Authorize<
  { readonly issueId: string; readonly ask: z.output<typeof askInput> },
  { readonly issue: IssueRef }
> = async (ports, caller, input) => {
  const connection = await ports.connections.chosen();
  const { requestableGroups, rolesOf } = await ports.policies.inForce(connection?.id);
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  const isOpen = isOpenTo(input.ask, caller.accountId, listed);
  const seen = await (isOpen ? seesIssue : seesIssueAndPeople)(ports, caller, input);
  if (!seen.ok) return seen;
  const { issue } = seen.value;
  const projects = new Set(
    input.ask.changes.flatMap((change) => (isOfProject(change) ? [change.projectId] : [])),
  );
  if (connection === undefined || projects.size === 0) return ok({ issue });
  // Ids of another site's projects say nothing to this Jira: there, the policy alone decides.
  if (!isSameSite(connection.id, issue)) {
    return rolesOf === 'anyProject' ? ok({ issue }) : refuse(UNSEEN_PROJECT);
  }
  projects.delete(issue.projectId);
  const visible = await Promise.all([...projects].map((id) => caller.host.seesProject(id)));
  return visible.every(Boolean) ? ok({ issue }) : refuse(UNSEEN_PROJECT);
};

const UNSEEN_PROJECT = {
  code: 'badInput',
  fields: { ask: 'unseenProject' },
} as const;

/**
 * What may be told to whom: everybody learns of themselves and of the groups that are listed. A plan
 * tells more of what an ask names by an id, an address or a name: who that is, what they hold, whether a
 * group is there or a name taken. Of a group that is to be in a role, it tells more even where that is
 * listed: a lead who is in it is passed over, and so seen to be. That is for those whom Jira lets browse
 * users and groups, whom it tells the members of a group itself (doc: Get users from group). Whether it
 * is there is not asked before: the refusal is the same.
 */
function isOpenTo(
  { subjects, changes }: AskInput,
  accountId: string,
  listed: ReadonlySet<string>,
): boolean {
  const isOpenSubject = (subject: AskInput['subjects'][number]): boolean => {
    switch (subject.kind) {
      case 'person':
        // Whose an address is, is told to whom Jira would tell it.
        return subject.accountId === accountId && subject.foundBy === undefined;
      case 'group':
      case 'newPerson':
        return false;
    }
  };
  const isOpenChange = (change: AskInput['changes'][number]): boolean => {
    switch (ENTITLEMENT_KINDS[change.kind].toldTo) {
      case 'everybody':
        return true;
      case 'everybodyWhereListed':
        return 'groupId' in change && listed.has(change.groupId);
      case 'whoeverBrowses':
        return false;
    }
  };
  return subjects.every(isOpenSubject) && changes.every(isOpenChange);
}

type AskInput = z.output<typeof askInput>;
