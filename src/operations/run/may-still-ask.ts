import type { Ask, Change } from '#domain/action/ask';
import { judgeAsker } from '#domain/policy/judge-asker';
import { judgeProject } from '#domain/policy/judge-project';
import type { Policy } from '#domain/policy/policy';
import type { AccessRequest } from '#domain/request/access-request';
import type { Directory } from '#ports/directory';
import { type AskedInPorts, findAskedIn } from '../plan/find-asked-in';
import { findAsker } from '../plan/find-asker';

/**
 * Whether whoever asked may still ask for it, and in the project that the work item is in by now. Nothing is asked of the
 * site where no rule asks. Throws SiteFailure where it does not tell just now.
 */
export async function mayStillAsk(
  ports: AskedInPorts & { readonly directory: Pick<Directory, 'groupsOf'> },
  { requester, issue }: Pick<AccessRequest, 'requester' | 'issue'>,
  policy: Policy,
  change: Change,
): Promise<boolean> {
  const ask: Ask = { subjects: [], changes: [change] };
  const [{ asker }, { askedIn }] = await Promise.all([
    findAsker(ports.directory, policy, ask, requester.accountId),
    findAskedIn(ports, policy, ask, issue, { afresh: true }),
  ]);
  const { entitlement } = change;
  return (
    judgeAsker(policy, entitlement, asker).allowed &&
    judgeProject(policy, entitlement, askedIn).allowed
  );
}
