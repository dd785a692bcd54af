import type { UndecidedProjectsView } from '#contract/views';
import type { UndecidedProjects } from '#operations/approval/find-undecided-projects';

export function undecidedProjectsView(
  { projects, looked, unreadable, hasFallback, next }: UndecidedProjects,
  siteUrl: string | undefined,
): UndecidedProjectsView {
  return {
    items: projects.map(({ lead, ...project }) => ({
      ...project,
      lead: lead?.displayName,
      settings: siteUrl && `${siteUrl}/plugins/servlet/project-config/${project.key}/summary`,
    })),
    looked,
    unreadable,
    hasFallback,
    cursor: next === undefined ? undefined : String(next),
  };
}
