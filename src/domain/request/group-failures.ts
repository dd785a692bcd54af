import { firstStepOf, type Layout } from '../effects/make-step-blocks';
import type { FailureReason } from '../effects/step';
import type { StepBlock } from '../effects/step-block';

/** Failed steps of a request that have one cause: one thing to mend, and one thing to try again. */
export interface FailureCause {
  readonly reason: FailureReason;
  /** The site's words, where it said the same to all of them. */
  readonly siteMessage: string | undefined;
  /** Which rule of the policy says no. */
  readonly rule: string | undefined;
  /** The site had other words for each: they stand beside the step. */
  readonly wordsDiffer: boolean;
  /** Numbered as in the list of steps, in their order: never none. */
  readonly steps: readonly number[];
  /** How many of them can be tried again. */
  readonly retryable: number;
  /** What they were to change, in the order of the request. */
  readonly parts: readonly {
    /** Position in `Ask.changes`. */
    readonly change: number;
    /** Positions in `Ask.subjects`. */
    readonly subjects: readonly number[];
  }[];
}

/** With more different words than that, as where the site names each person, words part no causes. */
const MOST_WORDINGS = 5;

interface Failed {
  readonly step: number;
  readonly change: number;
  readonly subject: number;
  readonly reason: FailureReason;
  readonly siteMessage: string | undefined;
  readonly rule: string | undefined;
  readonly retryable: boolean;
}

/**
 * What is one cause: the same reason, by the same rule of the policy, with the same words of the site, or, where the site had
 * too many different words for one reason, that reason alone. The largest first. However many steps have
 * failed, the causes are few.
 */
export function groupFailures(
  layout: Layout,
  blocks: readonly StepBlock[],
): readonly FailureCause[] {
  const byReason = Map.groupBy(failedOf(layout, blocks), ({ reason, rule }) =>
    JSON.stringify([reason, rule]),
  );
  return [...byReason.values()]
    .flatMap((ofReason) => {
      const byWords = [...Map.groupBy(ofReason, ({ siteMessage }) => siteMessage).values()];
      const isMany = byWords.length > MOST_WORDINGS;
      return isMany ? [causeOf(ofReason, true)] : byWords.map((all) => causeOf(all, false));
    })
    .flatMap((cause) => cause ?? [])
    .toSorted(
      (one, other) =>
        other.steps.length - one.steps.length || (one.steps[0] ?? 0) - (other.steps[0] ?? 0),
    );
}

/** The steps that failed for the same cause as this one; none where it has not failed. */
export function failedLike(
  layout: Layout,
  blocks: readonly StepBlock[],
  step: number,
): ReadonlySet<number> {
  return new Set(groupFailures(layout, blocks).find(({ steps }) => steps.includes(step))?.steps);
}

function failedOf(layout: Layout, blocks: readonly StepBlock[]): readonly Failed[] {
  return blocks.flatMap(({ block, change, steps }) => {
    const first = firstStepOf(layout, block);
    return steps.flatMap(({ subject, outcome }, place): Failed[] => {
      if (outcome.state !== 'failed') return [];
      const { reason, siteMessage, rule, retryable } = outcome;
      return [{ step: first + place, change, subject, reason, siteMessage, rule, retryable }];
    });
  });
}

function causeOf(failed: readonly Failed[], wordsDiffer: boolean): FailureCause | undefined {
  const [first] = failed;
  if (first === undefined) return undefined;
  const byChange = Map.groupBy(failed, ({ change }) => change);
  return {
    reason: first.reason,
    rule: first.rule,
    siteMessage: wordsDiffer ? undefined : first.siteMessage,
    wordsDiffer,
    steps: failed.map(({ step }) => step),
    retryable: failed.filter(({ retryable }) => retryable).length,
    parts: [...byChange].map(([change, all]) => ({
      change,
      subjects: all.map(({ subject }) => subject),
    })),
  };
}
