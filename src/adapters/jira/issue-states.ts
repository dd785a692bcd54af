import { route } from '@forge/api';
import { z } from 'zod';
import type { IssueState } from '#domain/issue-state/issue-state';
import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { IssueStates } from '#ports/issue-states';
import { openJira } from './open-jira';

/** `propertyKey` in manifest.yml, whose `values` name the fields below. */
export const STATE_PROPERTY = 'multiplier.access';

const propertySchema = z.object({ value: z.unknown() });

export function issueStates(clock: Clock): IssueStates {
  const jira = openJira(clock);
  return {
    async show(issueId, state) {
      const at = route`/rest/api/3/issue/${issueId}/properties/${STATE_PROPERTY}`;
      const there = await jira.read({ as: 'app', route: at }, propertySchema);
      const value = state && propertyOf(state);
      if (isSame(there?.value, value)) return 'asItWas';
      // Whoever may edit the work item may have written anything there: it is compared, and nothing else is done with it.
      const sent = await jira.send(
        value === undefined
          ? { as: 'app', method: 'DELETE', route: at }
          : { as: 'app', method: 'PUT', route: at, body: value },
      );
      return sent === 'notFound' ? 'noIssue' : 'written';
    },
  };
}

/** What is not there has no field: that is what Jira takes for empty. */
function propertyOf({ states, approvers, requesters, endsAt, overdueSince }: IssueState) {
  return {
    state: states,
    approver: approvers,
    requester: requesters,
    ...(endsAt === undefined ? {} : { ends: dateTime(endsAt) }),
    ...(overdueSince === undefined ? {} : { overdue: dateTime(overdueSince) }),
  };
}

/** doc: Jira entity property, the format of a date: in whole seconds. */
const dateTime = (at: Instant): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** By their JSON, in whatever order Jira keeps the fields. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Object && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
