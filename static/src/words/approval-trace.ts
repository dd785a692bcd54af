import type { TraceEntry } from '#domain/approval/approval';

/** One step of finding who decides, as a sentence. */
export function explainTrace(entry: TraceEntry): string {
  const { tried, outcome } = entry;
  const name = entry.person?.displayName ?? 'Somebody';
  if (outcome === 'nobody') {
    return tried.source === 'fallbackApprover'
      ? 'No fallback approver is named.'
      : `${tried.projectKey} has no project lead.`;
  }
  return `${name} ${placeOf(tried)} ${outcomeOf(outcome)}.`;
}

function placeOf(tried: TraceEntry['tried']): string {
  switch (tried.source) {
    case 'roleProjectLead':
      return `leads ${tried.projectKey}, whose role is asked for,`;
    case 'issueProjectLead':
      return `leads ${tried.projectKey}, the project of this issue,`;
    case 'fallbackApprover':
      return 'is a fallback approver';
  }
}

function outcomeOf(outcome: Exclude<TraceEntry['outcome'], 'nobody'>): string {
  switch (outcome) {
    case 'chosen':
      return 'and decides';
    case 'inactive':
      return 'but the account is inactive';
    case 'isRequester':
      return 'but made the request';
    case 'isSubject':
      return 'but the request is about them';
    case 'notAPerson':
      return 'but is no person: apps and customers don’t decide';
  }
}
