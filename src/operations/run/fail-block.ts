import { begunOf } from '#domain/effects/settle-before';
import type { FailureReason, StepState } from '#domain/effects/step';
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
  const block = new BlockWriter(ports, run, stored, at);
  block.steps = stored.steps.map((step): Step => {
    const { outcome } = step;
    if (outcome.state !== 'pending' && outcome.state !== 'begun') return step;
    const after: StepState = {
      state: 'failed',
      reason,
      retryable: reason !== 'approvalLapsed',
      at,
      ...(siteMessage === undefined ? {} : { siteMessage }),
      ...(outcome.state === 'begun' ? { begun: begunOf(outcome) } : {}),
    };
    return { ...step, outcome: after };
  });
  if (block.steps.some((step, place) => step !== stored.steps[place])) await block.write();
}
