import type { TraceEntry, TraceOutcome } from '#domain/approval/approval';

/** One step of finding who decides, as a sentence. */
export function explainTrace({ tried, person, outcome }: TraceEntry): string {
  const name = person?.displayName ?? 'Somebody';
  switch (tried.source) {
    case 'issue':
      return 'The issue is no longer there, or the app can’t see it, so nobody can decide in it.';
    case 'roleProjectLead':
    case 'issueProjectLead': {
      if (outcome === 'nobody') return `${tried.projectKey} has no project lead.`;
      const place = tried.source === 'roleProjectLead' ? 'whose role is asked for' : OWN_PROJECT;
      return `${name} leads ${tried.projectKey}, ${place}, ${OUTCOMES[outcome]}.`;
    }
    case 'fallbackApprover':
      return outcome === 'nobody'
        ? 'No fallback approver is named.'
        : `${name} is a fallback approver ${outcome === 'chosen' ? 'and can decide' : OUTCOMES[outcome]}.`;
  }
}

const OWN_PROJECT = 'the project of this issue';

const OUTCOMES: Readonly<Record<TraceOutcome, string>> = {
  chosen: 'and decides',
  nobody: 'but is not there',
  inactive: 'but the account is inactive',
  isRequester: 'but made the request',
  notAPerson: 'but is no person: apps and customers don’t decide',
  gains: 'but would gain from it',
  gainUnknown: 'but it could not be found out whether they would gain from it',
  cannotSeeIssue: 'but can’t see this issue',
  sightUnknown: 'but Jira did not tell whether they see this issue',
  issueGone: 'but the issue is no longer there',
};
