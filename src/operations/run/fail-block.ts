import { failStep } from '#domain/effects/fail-step';
import { type FailureReason, hasEnded } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import type { RecordPorts } from '../holding/record-ends';
import { BlockWriter } from './block-writer';
import type { RequestRun } from './request-run';

/** Ends what is left of a block, with the reason why none of it can be done. Nothing is sent. */
export async function failBlock(
  ports: RecordPorts,
  run: RequestRun,
  stored: StepBlock,
  reason: FailureReason,
  at: number,
  siteMessage?: string,
): Promise<void> {
  const failure = { reason, retryable: reason !== 'approvalLapsed', siteMessage };
  const block = new BlockWriter(ports, run, stored, at);
  block.steps = stored.steps.map((step): Step => {
    if (hasEnded(step.outcome)) return step;
    return { ...step, outcome: failStep(step.outcome, failure, at) };
  });
  if (block.steps.some((step, place) => step !== stored.steps[place])) await block.write();
}
