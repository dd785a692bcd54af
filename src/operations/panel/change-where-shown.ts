import type { Person } from '#domain/action/person';
import type { AuditFact } from '#domain/audit/audit-event';
import { chunksOf } from '#domain/lib/chunks-of';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { PanelVerb } from '#domain/panel/where-shown';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import { type PanelPlaces, PROJECTS_AT_ONCE } from '#ports/panel-places';
import { mayBeDone, SiteFailure } from '#ports/site-failure';
import { makeRecord, personActor } from '../audit/make-record';

export interface ChangeWhereShownPorts {
  readonly panelPlaces: PanelPlaces;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface PanelChange {
  readonly verb: PanelVerb;
  readonly projectIds: readonly string[];
  readonly by: Person;
}

export interface PanelChangeBegun {
  /** What Jira is at work on; fewer than it took where it named no task. */
  readonly taskIds: readonly string[];
  /** Those that Jira did not take, beside others that it did, and why, in its words. */
  readonly notTaken?: { readonly projects: number; readonly why: string };
}

export interface PanelRefusal {
  readonly code: 'panelRefused';
  readonly message: string;
}

const KINDS = { show: 'panel.shown', hide: 'panel.hidden' } as const;

/**
 * Has Jira show the panel in these projects, or no longer, as far as whoever asks may. What Jira refuses as
 * a whole is a refusal; a part of many fails alone. It is on record before Jira is asked: a run that dies, or can
 * write no more, leaves nothing done that nobody can see.
 */
export async function changeWhereShown(
  ports: ChangeWhereShownPorts,
  { verb, projectIds, by }: PanelChange,
): Promise<Result<PanelChangeBegun, PanelRefusal>> {
  const taskIds: string[] = [];
  const failures: SiteFailure[] = [];
  const projects = { taken: 0, unconfirmed: 0, refused: 0 };
  const asked = [...new Set(projectIds)];
  const record = (facts: readonly AuditFact[]) =>
    ports.commit({ audit: [makeRecord(ports.ids, ports.clock.now(), personActor(by), {}, facts)] });
  await record([{ kind: KINDS[verb], outcome: 'begun', projects: asked.length }]);
  for (const part of chunksOf(asked, PROJECTS_AT_ONCE)) {
    try {
      const taskId = await ports.panelPlaces.change(verb, part);
      projects.taken += part.length;
      if (taskId !== undefined) taskIds.push(taskId);
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      failures.push(error);
      projects[mayBeDone(error) ? 'unconfirmed' : 'refused'] += part.length;
    }
  }
  await record(
    (['taken', 'unconfirmed', 'refused'] as const).flatMap((outcome) =>
      projects[outcome] === 0 ? [] : [{ kind: KINDS[verb], outcome, projects: projects[outcome] }],
    ),
  );
  const [first] = failures;
  if (first === undefined) return ok({ taskIds });
  if (projects.taken > 0) {
    const notTaken = { projects: projects.refused + projects.unconfirmed, why: first.message };
    return ok({ taskIds, notTaken });
  }
  if (first.retryable) throw first;
  return refuse({ code: 'panelRefused', message: first.message });
}
