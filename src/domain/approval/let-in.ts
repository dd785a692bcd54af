import { HOUR, type Instant } from '../lib/time';
import type { Approval } from './approval';
import { shareChanges } from './turns';

/** What says for how long the stages of a request have waited. */
export interface Waiting {
  readonly createdAt: Instant;
  /** In the order in which they were put. */
  readonly questions: readonly {
    readonly at: Instant;
    readonly answer?: { readonly at: Instant };
  }[];
}

type Stage = Pick<Approval, 'order' | 'changes' | 'decisions' | 'askedAt'>;

/**
 * Since when a stage waits whose turn it is: since it was asked for, the stages before were approved, or somebody was asked who was
 * not before. Whoever is asked has their time.
 */
export function waitsSince(
  { createdAt }: Pick<Waiting, 'createdAt'>,
  stage: Stage,
  stages: readonly Stage[],
): Instant {
  const decided = stages
    .filter((one) => one.order < stage.order && shareChanges(one, stage))
    .flatMap(({ decisions }) => decisions.map(({ at }) => at));
  return Math.max(createdAt, stage.askedAt ?? createdAt, ...decided);
}

/**
 * When fallback approvers are let in beside those whom a stage asks. The clock stands while a question waits for its answer, however
 * long: whoever asked for access can't have others decide by saying nothing. Undefined: not before it is answered.
 */
export function letInAt(
  waiting: Waiting,
  stage: Stage,
  stages: readonly Stage[],
  hours: number,
): Instant | undefined {
  const since = waitsSince(waiting, stage, stages);
  let at = since + hours * HOUR;
  for (const question of waiting.questions) {
    if (question.at >= at) break;
    if (question.answer === undefined) return undefined;
    at += Math.max(0, question.answer.at - Math.max(question.at, since));
  }
  return at;
}
