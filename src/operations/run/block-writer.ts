import { asOnRecord } from '#domain/effects/as-on-record';
import { createdBy } from '#domain/effects/created-by';
import { failUnrecordedStep } from '#domain/effects/fail-unrecorded-step';
import { hasEnded } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import type { Instant } from '#domain/lib/time';
import type { ClaimsJudge } from '../giving/claims-judge';
import { auditOfEnds, type RecordPorts, recordHoldings } from '../holding/record-ends';
import type { RequestRun } from './request-run';

/** A block in the hands of a run: whatever is written of it is written with what it means. */
export class BlockWriter {
  steps: readonly Step[];
  writtenAt: Instant;

  constructor(
    private readonly ports: RecordPorts,
    private readonly run: RequestRun,
    private stored: StepBlock,
    /** When the site was looked at for it. */
    private readonly lookedAt: Instant,
    private readonly claims?: ClaimsJudge,
  ) {
    this.steps = stored.steps;
    this.writtenAt = ports.clock.now();
  }

  /** As it was written last. */
  get written(): StepBlock {
    return this.stored;
  }

  /** Writes the steps as they stand, with the audit and the grants of those that have newly ended. */
  async write(): Promise<void> {
    const isNew = (step: Step, place: number) => {
      const before = this.stored.steps[place];
      return hasEnded(step.outcome) && before !== undefined && !hasEnded(before.outcome);
    };
    const { request, ask } = this.run;
    const { claims } = this;
    const of = {
      request,
      ask,
      lookedAt: this.lookedAt,
      ...(claims === undefined ? {} : { claims }),
    };
    const { notEnded, refused, given } = await recordHoldings(
      this.ports,
      of,
      this.stored,
      this.steps.filter(isNew),
    );
    await claims?.written();
    // What was to be prolonged and is over by now has to be given: by the next run.
    const steps = this.steps.map((step, place) => {
      const onRecord = given.get(step);
      if (onRecord !== undefined) {
        return {
          ...step,
          outcome: asOnRecord(this.stored.steps[place]?.outcome ?? step.outcome, onRecord),
        };
      }
      if (refused.has(step)) return failUnrecordedStep(step, this.ports.clock.now());
      return notEnded.has(step) ? (this.stored.steps[place] ?? step) : step;
    });
    const after = { ...this.stored, revision: this.stored.revision + 1, steps };
    this.run.noteCreated(createdBy(this.run.request.ask, [after]));
    const writes = auditOfEnds(
      this.ports,
      { request, ask: this.run.ask },
      after,
      steps.filter(isNew),
    );
    await this.run.writeBlock(this.stored, after, writes);
    this.steps = steps;
    this.stored = after;
    this.writtenAt = this.ports.clock.now();
  }
}
