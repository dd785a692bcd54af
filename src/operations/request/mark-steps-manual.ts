import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { markManual } from '#domain/request/mark-manual';
import type { RequestStore } from '#ports/request-store';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';
import { pickSteps, readBlocks } from './read-blocks';

export async function markStepsManual(
  ports: ChangePorts & { readonly requests: RequestStore },
  input: { readonly requestId: string; readonly steps: readonly number[]; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const request = await ports.requests.get(input.requestId);
  if (request === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const blocks = await readBlocks(ports.requests, request);
  const next = markManual(request, blocks, pickSteps(request, input.steps), input.by, at);
  if (!next.ok) return next;
  return changeRequest(ports, input.by, at, next.value, undefined);
}
