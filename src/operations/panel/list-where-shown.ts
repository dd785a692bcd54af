import type { Shown } from '#domain/panel/where-shown';
import type { PanelPlaces, ProjectsPart } from '#ports/panel-places';
import { whyRefused } from './why-refused';

export interface WhereShown extends Omit<ProjectsPart, 'projects'> {
  readonly projects: readonly (ProjectsPart['projects'][number] & { readonly shown: Shown })[];
  /** In Jira's words, why it does not tell where the panel is shown; the projects are there all the same. */
  readonly notTold: string | undefined;
}

/** A part of the projects, each with whether the panel is shown in it. */
export async function listWhereShown(
  { panelPlaces }: { readonly panelPlaces: PanelPlaces },
  from: number,
): Promise<WhereShown> {
  const { projects, ...part } = await panelPlaces.projects(from);
  const { shown, notTold } = await askShown(
    panelPlaces,
    projects.map(({ projectId }) => projectId),
  );
  return {
    ...part,
    notTold,
    projects: projects.map((project) => ({
      ...project,
      shown: shown.get(project.projectId) ?? { state: 'notKnown' },
    })),
  };
}

async function askShown(
  panelPlaces: PanelPlaces,
  projectIds: readonly string[],
): Promise<{ readonly shown: ReadonlyMap<string, Shown>; readonly notTold: string | undefined }> {
  if (projectIds.length === 0) return { shown: new Map(), notTold: undefined };
  try {
    return { shown: await panelPlaces.shownIn(projectIds), notTold: undefined };
  } catch (error) {
    const notTold = whyRefused(error);
    if (notTold === undefined) throw error;
    return { shown: new Map(), notTold };
  }
}
