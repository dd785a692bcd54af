import type { Instant } from '#domain/lib/time';
import { madeOf } from '#domain/provisioning/made-of';
import { hasEnded } from '#domain/provisioning/step';
import type { Step, StepBlock } from '#domain/provisioning/step-block';
import { type RecordPorts, recordEnds } from './record-ends';
import type { RequestRun } from './request-run';

/** A block in the hands of a run: whatever is written of it is written with what it means. */
export class BlockWriter {
  steps: readonly Step[];
  writtenAt: Instant;

  constructor(
    private readonly ports: RecordPorts,
    private readonly run: RequestRun,
    private stored: StepBlock,
  ) {
    this.steps = stored.steps;
    this.writtenAt = ports.clock.now();
  }

  /** Writes the steps as they stand, with the audit and the grants of those that have newly ended. */
  async write(): Promise<void> {
    const { steps } = this;
    const ended = steps.filter((step, place) => {
      const before = this.stored.steps[place];
      return hasEnded(step.outcome) && before !== undefined && !hasEnded(before.outcome);
    });
    const after = { ...this.stored, revision: this.stored.revision + 1, steps };
    this.run.noteMade(madeOf(this.run.request.ask, [after]));
    const writes = await recordEnds(this.ports, this.run, after, ended);
    await this.run.writeBlock(this.stored, after, writes);
    this.stored = after;
    this.writtenAt = this.ports.clock.now();
  }
}
