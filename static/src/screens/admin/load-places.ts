import type { Answer } from '#contract/answer';
import { PANEL_PROJECTS_MAX } from '#contract/limits';
import type { PlacesView, PlaceView } from '#contract/views';
import { callAdmin } from '../../api/callers';

/** The projects of the site, each with whether the panel is shown in it. */
export interface Places {
  readonly projects: readonly PlaceView[];
  readonly unreadable: number;
  /** False on a site of more projects than are listed. */
  readonly isAll: boolean;
  /** In Jira's words, why it does not tell where the panel is shown. */
  readonly notTold: string | undefined;
}

/** All that there are, part by part. */
export async function loadPlaces(onProgress: (share: number) => boolean): Promise<Answer<Places>> {
  const projects: PlaceView[] = [];
  let [unreadable, notTold]: [number, string | undefined] = [0, undefined];
  let from: number | undefined = 0;
  while (from !== undefined && projects.length < PANEL_PROJECTS_MAX) {
    const answer: Answer<PlacesView> = await callAdmin('panels.load', { from });
    if (!answer.ok) return answer;
    const part: PlacesView = answer.value;
    projects.push(...part.projects);
    unreadable += part.unreadable;
    notTold ??= part.notTold;
    from = part.next;
    const share = part.total === undefined ? 0 : Math.min(1, (from ?? part.total) / part.total);
    if (!onProgress(share)) break;
  }
  return {
    ok: true,
    value: {
      projects: projects.slice(0, PANEL_PROJECTS_MAX),
      unreadable,
      notTold,
      isAll: from === undefined,
    },
  };
}
