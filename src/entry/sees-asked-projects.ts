import type { z } from 'zod';
import type { askInput } from '#contract/inputs';
import { isSameSite } from '#domain/connection/is-same-site';
import { ok, refuse } from '#domain/lib/result';
import type { IssueRef } from '#domain/request/access-request';
import { type Authorise, seesIssue, seesIssueAndPeople } from './authorise';

/**
 * Whoever sees the issue and every project whose roles they ask about: a plan tells a project's name
 * and who is in it.
 */
export const seesAskedProjects: Authorise<
  { readonly issueId: string; readonly ask: z.output<typeof askInput> },
  { readonly issue: IssueRef }
> = async (ports, caller, input) => {
  const invites = input.ask.subjects.some(({ kind }) => kind === 'newPerson');
  // An address tells who has it: that is for those whom Jira lets look people up.
  const seen = await (invites ? seesIssueAndPeople : seesIssue)(ports, caller, input);
  if (!seen.ok) return seen;
  const { issue } = seen.value;
  const others = new Set(
    input.ask.changes.flatMap((change) =>
      change.kind === 'role' && change.projectId !== issue.projectId ? [change.projectId] : [],
    ),
  );
  const connection = others.size === 0 ? undefined : await ports.connections.current();
  // Ids of another site's projects say nothing to this Jira: there, the policy alone decides.
  if (connection === undefined || !isSameSite(connection.id, issue)) return ok({ issue });
  const visible = await Promise.all([...others].map((id) => caller.host.seesProject(id)));
  return visible.every(Boolean)
    ? ok({ issue })
    : refuse({ code: 'badInput', fields: { ask: 'It names a project that you can’t see' } });
};
