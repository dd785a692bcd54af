import type { Verb } from '../action/action';
import type { Ask, Change } from '../action/ask';
import { type Entitlement, entitlementKey } from '../action/entitlement';
import { resolveCreated } from '../action/resolve-created';
import { type Subject, subjectKey } from '../action/subject';
import { createdBy } from '../effects/created-by';
import type { Step, StepBlock } from '../effects/step-block';
import { isOf } from '../grant/grant';
import { heldBy } from '../holding/held-by';
import { type Holding, holdingId } from '../holding/holding';
import type { AccessRequest } from '../request/access-request';

/** What a request did to one subject. */
export interface AppliedStep {
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
}

export interface Inverse {
  /** What would take back what the request changed, and nothing else. */
  readonly ask: Ask;
  /**
   * What was created, which the app never deletes; what was done by hand, which it did not do; and what
   * nothing proves that it did.
   */
  readonly stays: readonly AppliedStep[];
}

/**
 * The opposite of every effect that the request had: only of steps that were applied, and of access that
 * it gave and that has not ended since.
 */
export function inverseOf(
  request: AccessRequest,
  blocks: readonly StepBlock[],
  holdings: ReadonlyMap<string, Holding>,
): Inverse {
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  const stays: AppliedStep[] = [];
  const undone: AppliedStep[] = [];
  for (const block of blocks) {
    const change = ask.changes[block.change];
    if (change === undefined) continue;
    for (const step of block.steps) {
      const one = appliedStepOf(ask, change, step);
      if (one === undefined) continue;
      if (change.verb === 'create' || !isOurs(step)) stays.push(one);
      else if (!isOver(request, block, one, holdings)) undone.push(one);
    }
  }
  return { ask: askTo(undone), stays };
}

function appliedStepOf(
  ask: Ask,
  { verb, entitlement }: Change,
  step: Step,
): AppliedStep | undefined {
  const subject = ask.subjects[step.subject];
  const { state } = step.outcome;
  if (subject === undefined || (state !== 'applied' && state !== 'manual')) return undefined;
  return { verb, subject, entitlement };
}

function isOurs({ outcome }: Step): boolean {
  return outcome.state === 'applied' && outcome.unproved !== true;
}

/**
 * What the request gave and was taken away again: nothing is left of it to undo. What a later grant has
 * superseded is still there.
 */
function isOver(
  request: AccessRequest,
  block: StepBlock,
  { verb, entitlement, subject }: AppliedStep,
  holdings: ReadonlyMap<string, Holding>,
): boolean {
  const held = verb === 'add' && heldBy(request.connectionId, entitlement, subject);
  const holding = held ? holdings.get(holdingId(held)) : undefined;
  if (holding === undefined || holding.grants.length > 0) return false;
  return holding.ended.some((one) => isOf(one, { requestId: request.id, block: block.block }));
}

/** The ask that does the opposite, with each subject and each change once. */
function askTo(applied: readonly AppliedStep[]): Ask {
  const subjects: Subject[] = [];
  const positions = new Map<string, number>();
  const changes = new Map<string, { verb: Verb; entitlement: Entitlement; subjects: number[] }>();
  for (const { verb, subject, entitlement } of applied) {
    const key = subjectKey(subject);
    const position = positions.get(key) ?? subjects.push(subject) - 1;
    positions.set(key, position);
    const opposite = verb === 'add' ? 'remove' : 'add';
    const name = `${opposite} ${entitlementKey(entitlement)}`;
    const change = changes.get(name) ?? { verb: opposite, entitlement, subjects: [] };
    changes.set(name, change);
    if (!change.subjects.includes(position)) change.subjects.push(position);
  }
  return { subjects, changes: [...changes.values()] };
}
