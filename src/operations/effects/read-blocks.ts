import { countBlocks, firstStepOf } from '#domain/effects/make-step-blocks';
import type { StepBlock } from '#domain/effects/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import { failedLike } from '#domain/request/group-failures';
import type { RequestStore } from '#ports/request-store';

/** All blocks of a request's steps, in order. */
export function readBlocks(requests: RequestStore, request: AccessRequest): Promise<StepBlock[]> {
  return requests.blocks(request.id, 0, countBlocks(request));
}

/** Which steps are meant: by their numbers, or all that failed for the same cause as one of them. */
export interface StepsPicked {
  readonly steps?: readonly number[] | undefined;
  readonly likeStep?: number | undefined;
}

/** Whether a step, by block and place in it, is one of those meant; where none is named, every one is. */
export function pickSteps(
  request: AccessRequest,
  blocks: readonly StepBlock[],
  { steps, likeStep }: StepsPicked,
): (block: number, place: number) => boolean {
  if (steps === undefined && likeStep === undefined) return () => true;
  const picked = likeStep === undefined ? new Set(steps) : failedLike(request, blocks, likeStep);
  return (block, place) => picked.has(firstStepOf(request, block) + place);
}
