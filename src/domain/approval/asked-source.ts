import type { TraceEntry } from './approval';

/** A source of a stage, as it is meant for some changes. */
export type AskedSource = {
  readonly source: 'roleProjectLead' | 'issueProjectLead';
  readonly projectId: string;
  readonly projectKey: string;
};

/** What of it stands in the trace. */
export function triedIn(asked: AskedSource): TraceEntry['tried'] {
  switch (asked.source) {
    case 'roleProjectLead':
    case 'issueProjectLead':
      return { source: asked.source, projectKey: asked.projectKey };
  }
}

/** One string for whom a source names, so that the same people are found by it. */
export function keyOf(asked: AskedSource): string {
  switch (asked.source) {
    case 'roleProjectLead':
    case 'issueProjectLead':
      return leadsKey(asked.projectId);
  }
}

/** What a stage asks whose approver is the lead of a project. */
export const leadsKey = (projectId: string): string => `lead:${projectId}`;
