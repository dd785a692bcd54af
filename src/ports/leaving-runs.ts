import type { LeavingRun } from '#domain/leaving/leaving-run';

/** How far ending all access has come, as an admin has asked before the app is uninstalled. */
export interface LeavingRuns {
  current(): Promise<LeavingRun | undefined>;
  keep(run: LeavingRun): Promise<void>;
}
