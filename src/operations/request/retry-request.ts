import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { retry } from '#domain/request/retry';
import type { RequestStore } from '#ports/request-store';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';
import { pickSteps, readBlocks } from './read-blocks';

export async function retryRequest(
  ports: ChangePorts & { readonly requests: RequestStore },
  input: {
    readonly requestId: string;
    /** Numbered as in the list of steps; without, every failed step that can be retried. */
    readonly steps: readonly number[] | undefined;
    readonly by: Person;
  },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const request = await ports.requests.get(input.requestId);
  if (request === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const blocks = await readBlocks(ports.requests, request);
  const next = retry(request, blocks, pickSteps(request, input.steps), input.by.accountId, at);
  if (!next.ok) return next;
  return changeRequest(ports, input.by, at, next.value, {
    kind: 'provision',
    requestId: request.id,
  });
}
