import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { withdraw } from '#domain/request/withdraw';
import type { RequestStore } from '#ports/request-store';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';

export async function withdrawRequest(
  ports: ChangePorts & { readonly requests: RequestStore },
  input: { readonly requestId: string; readonly revision: number; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const request = await ports.requests.get(input.requestId);
  if (request === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const next = withdraw(request, input.by.accountId, at);
  if (!next.ok) return next;
  if (request.revision !== input.revision) return refuse({ code: 'changedMeanwhile' });
  return changeRequest(ports, input.by, at, next.value, [
    { kind: 'notifyWithdrawn', requestId: request.id },
  ]);
}
