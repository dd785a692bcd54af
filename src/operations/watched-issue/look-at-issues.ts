import { LONGEST_BETWEEN_LOOKS } from '#domain/watched-issue/watched-issue';
import { eachAlone } from '../sweep/each-alone';
import { workOff } from '../sweep/work-off';
import { type LookAtIssuePorts, lookAtIssue } from './look-at-issue';

const AT_ONCE = 50;

/**
 * Looks at the work items with which access is to end and whose turn it is: what Jira tells of a change may be lost. Each has pauses
 * of its own, and one that can't be looked at keeps none of the others.
 */
export function lookAtIssues(ports: LookAtIssuePorts, mayGoOn: () => boolean): Promise<number> {
  const at = ports.clock.now();
  return workOff(
    () => ports.watchedIssues.due(at, AT_ONCE),
    (ids) =>
      eachAlone(
        ports,
        ids,
        (issueId) => lookAtIssue(ports, { issueId, isRound: true }),
        (issueId) => ports.watchedIssues.postpone(issueId, at + LONGEST_BETWEEN_LOOKS),
      ),
    mayGoOn,
  );
}
