import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { remind } from '#domain/request/remind';
import type { RequestStore } from '#ports/request-store';
import { currentOrRecorded } from '../approval/current-or-recorded';
import type { ApproverPorts } from '../approval/with-current-approvers';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';

/** Has those reminded whose turn it is. Of two wishes at the same time one counts. */
export async function remindOfRequest(
  ports: ChangePorts & ApproverPorts & { readonly requests: RequestStore },
  input: { readonly requestId: string; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const stored = await ports.requests.get(input.requestId);
  if (stored === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const next = remind(await currentOrRecorded(ports, stored), input.by.accountId, at);
  if (!next.ok) return next;
  const { request, facts } = next.value;
  // Whom it was found to ask by now is the sweep's to put on record.
  const noted = { ...request, approvals: stored.approvals };
  return changeRequest(ports, input.by, at, { request: noted, facts }, [
    { kind: 'remindApprovers', requestId: request.id },
  ]);
}
