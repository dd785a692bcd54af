import type { StoredIssue } from '../store/issues';
import type { StoredProject } from '../store/projects';
import type { Call } from './operation';
import { refuse } from './refusal';

export interface SeenIssue {
  readonly issue: StoredIssue;
  readonly project: StoredProject;
}

/** Jira never tells whether an issue is missing or hidden (recorded). */
const NO_ISSUE = 'Issue does not exist or you do not have permission to see it.';

export function issueSeen({ site, caller, path }: Call): SeenIssue {
  const issue = site.issues.byIdOrKey(path('issueIdOrKey'));
  const project = site.projects.byId(issue?.projectId ?? '');
  if (
    issue === undefined ||
    project === undefined ||
    !site.access.hasInProject(caller, project, 'BROWSE_PROJECTS')
  )
    throw refuse(404, NO_ISSUE);
  return { issue, project };
}
