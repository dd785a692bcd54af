import { LONGEST_BETWEEN_LOOKS } from '#domain/watched-issue/watched-issue';
import { eachAlone } from '../sweep/each-alone';
import { type LookAtIssuePorts, lookAtIssue } from './look-at-issue';

/** So many looks are seconds of a sweep, and 1,200 in an hour: with more, the pauses are longer. */
const IN_A_SWEEP = 100;
/** Each waits for Jira, which may take its time. */
const AT_ONCE = 10;

/**
 * Looks at the work items with which access is to end and whose turn it is: what Jira tells of a change may be lost. Each has pauses
 * of its own, and one that can't be looked at keeps none of the others. However many are due, a sweep has time for the rest.
 */
export async function lookAtIssues(
  ports: LookAtIssuePorts,
  mayGoOn: () => boolean,
): Promise<number> {
  const at = ports.clock.now();
  return eachAlone(
    ports,
    await ports.watchedIssues.due(at, IN_A_SWEEP),
    async (issueId) => mayGoOn() && lookAtIssue(ports, { issueId, isRound: true }),
    (issueId) => ports.watchedIssues.postpone(issueId, at + LONGEST_BETWEEN_LOOKS),
    AT_ONCE,
  );
}
