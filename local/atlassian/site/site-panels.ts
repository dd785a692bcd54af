import type { SitePanels } from '../atlassian';
import type { Site } from './site';

export function openSitePanels({ panels, issues, projects, clock }: Site): SitePanels {
  const issueOf = (key: string) => {
    const issue = issues.byIdOrKey(key);
    if (issue === undefined) throw new Error(`No such issue: ${key}`);
    return issue;
  };
  const projectOf = (key: string) => {
    const project = projects.byKey(key);
    if (project === undefined) throw new Error(`No such project: ${key}`);
    return project;
  };
  return {
    isShown(moduleId, issueKey) {
      const { id, projectId } = issueOf(issueKey);
      return panels.isAdded(moduleId, id) || panels.pinnedAt(moduleId, projectId) !== undefined;
    },
    isPinned: (moduleId, projectKey) =>
      panels.pinnedAt(moduleId, projectOf(projectKey).id) !== undefined,
    setAdded(moduleId, issueKey, added) {
      if (added) panels.add(moduleId, issueOf(issueKey).id);
      else panels.remove(moduleId, issueOf(issueKey).id);
    },
    setPinned(moduleId, projectKey, pinned) {
      if (pinned) panels.pin(moduleId, projectOf(projectKey).id, clock.now());
      else panels.unpin(moduleId, projectOf(projectKey).id);
    },
  };
}
