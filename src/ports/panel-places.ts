import type { PanelTask, PanelVerb, Shown } from '#domain/panel/where-shown';
import type { DirectoryProject } from './directory';

/** How many projects one change, and one question, may name (spec: ForgePanelProjectPinRequest). */
export const PROJECTS_AT_ONCE = 1_000;

/** Where Jira shows the app's panel, asked and changed as the person who calls. Throws SiteFailure. */
export interface PanelPlaces {
  /** A part of the live projects that the caller sees, by name, from the one at this position on. */
  projects(from: number): Promise<ProjectsPart>;
  /** An answer for each of these projects; at most PROJECTS_AT_ONCE. */
  shownIn(projectIds: readonly string[]): Promise<ReadonlyMap<string, Shown>>;
  /** Begins it in at most PROJECTS_AT_ONCE; answers the task, undefined where Jira names none. */
  change(verb: PanelVerb, projectIds: readonly string[]): Promise<string | undefined>;
  task(taskId: string): Promise<PanelTask>;
}

export interface ProjectsPart {
  readonly projects: readonly Omit<DirectoryProject, 'lead'>[];
  /** How many of them can't be read. */
  readonly unreadable: number;
  /** How many there are in all, where Jira says so. */
  readonly total: number | undefined;
  /** Where the next part begins; undefined after the last. */
  readonly next: number | undefined;
}
