import type { AccessRequest } from '#domain/request/access-request';
import type { Claimed } from '#ports/outbox';
import { type PromiseChangedPorts, promiseChanged } from '../issue-state/promise-state';
import { type ProjectPorts, project } from './project';

/** A request that has changed, where nothing else follows from it, or where that could not put it into its lists. */
export async function projectAlone(
  ports: ProjectPorts & PromiseChangedPorts,
  { requestId, outboxId }: Claimed & { readonly requestId: string },
): Promise<void> {
  const issueIds = new Set<string>();
  const seen = ({ issue }: AccessRequest) => issueIds.add(issue.id);
  await project(ports, requestId, { seen });
  for (const issueId of issueIds) await promiseChanged(ports, issueId);
  return ports.outbox.done(outboxId);
}
