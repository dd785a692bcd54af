import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { retry } from '#domain/request/retry';
import type { RequestStore } from '#ports/request-store';
import { pickSteps, readBlocks, type StepsPicked } from '../effects/read-blocks';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';

export async function retryRequest(
  ports: ChangePorts & { readonly requests: RequestStore },
  input: StepsPicked & { readonly requestId: string; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const request = await ports.requests.get(input.requestId);
  if (request === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const blocks = await readBlocks(ports.requests, request);
  const next = retry(request, blocks, pickSteps(request, blocks, input), input.by.accountId, at);
  if (!next.ok) return next;
  return changeRequest(ports, input.by, at, next.value, [
    {
      kind: 'provision',
      requestId: request.id,
    },
  ]);
}
