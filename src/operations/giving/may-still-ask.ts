import type { Ask, Change } from '#domain/action/ask';
import { judgeAsker } from '#domain/policy/judge-asker';
import { judgeProjects } from '#domain/policy/judge-project';
import type { Policy } from '#domain/policy/policy';
import type { AccessRequest } from '#domain/request/access-request';
import type { Directory } from '#ports/directory';
import { type AskedInPorts, askedWhere, findAskedIn } from '../plan/find-asked-in';
import { findAsker } from '../plan/find-asker';

export interface MayAskPorts extends AskedInPorts {
  readonly directory: Pick<Directory, 'groupsOf'>;
}

/** What is asked for, and in which projects the work item was as somebody approved it. */
export interface AskedFor {
  readonly change: Change;
  readonly approvedWhileIn: readonly string[];
}

/**
 * Whether whoever asked may still ask for it, in the project that the work item is in by now and in those in which it was
 * approved; and of what ends with the work item, whether that is not done. Nothing is asked of the
 * site where no rule asks. Throws SiteFailure where it does not tell just now.
 */
export async function mayStillAsk(
  ports: MayAskPorts,
  request: Pick<AccessRequest, 'id' | 'requester' | 'issue' | 'term'>,
  policy: Policy,
  { change, approvedWhileIn }: AskedFor,
): Promise<boolean> {
  const ask: Ask = { subjects: [], changes: [change] };
  const [{ asker }, { askedIn, workItem }] = await Promise.all([
    findAsker(ports.directory, policy, ask, request.requester.accountId),
    findAskedIn(ports, policy, ask, askedWhere(request), { afresh: true }),
  ]);
  const { verb, entitlement } = change;
  const endsWithIt = request.term.kind === 'workItem' && verb === 'add';
  return (
    (!endsWithIt || workItem === 'open') &&
    judgeAsker(policy, entitlement, asker).allowed &&
    judgeProjects(policy, entitlement, { askedIn, approvedWhileIn }).allowed
  );
}
