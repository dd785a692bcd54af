import { countBlocks, firstStepOf } from '#domain/provisioning/make-step-blocks';
import type { StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';

/** All blocks of a request's steps, in order. */
export function readBlocks(requests: RequestStore, request: AccessRequest): Promise<StepBlock[]> {
  return requests.blocks(request.id, 0, countBlocks(request.ask));
}

/** Whether a step, by block and place in it, is one of those numbered; without numbers, every one is. */
export function pickSteps(
  request: AccessRequest,
  steps: readonly number[] | undefined,
): (block: number, place: number) => boolean {
  if (steps === undefined) return () => true;
  const picked = new Set(steps);
  return (block, place) => picked.has(firstStepOf(request.ask, block) + place);
}
