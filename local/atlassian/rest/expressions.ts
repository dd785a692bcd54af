import { accountOf } from '../site/caller';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { objectIn } from './reading';
import { refuse } from './refusal';

/** The one expression that is understood: which roles of the project somebody has, and who asks. */
const ROLES_OF =
  /^\{ me: user\.accountId, roles: new User\("([^"]+)"\)\.getProjectRoles\(project\)\.map\(role => role\.id\) \}$/;

function evaluate({ site, caller, body }: Call): Answer {
  const { expression, context } = objectIn(body);
  const [, accountId = ''] = ROLES_OF.exec(String(expression)) ?? [];
  const me = accountOf(caller);
  const project = site.projects.byId(String(objectIn(objectIn(context).project).id));
  const isThere = project !== undefined && site.people.byId(accountId) !== undefined;
  if (me === undefined || !isThere) throw refuse(400, 'Evaluation failed: the value is null.');
  const roles = site.projects
    .rolesOf(project)
    .filter((role) =>
      site.projects
        .actors(project.id, role.id)
        .some(({ kind, subject }) =>
          kind === 'user' ? subject === accountId : site.groups.isMember(subject, accountId),
        ),
    );
  return ok({ value: { me, roles: roles.map(({ id }) => Number(id)) } });
}

export const expressionOperations: readonly Operation[] = [
  operation(
    '?POST /expression/evaluate',
    'read:jira-work read:jira-user',
    'read:jira-expressions:jira',
    evaluate,
  ),
];
