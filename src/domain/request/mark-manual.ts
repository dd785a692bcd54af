import type { Verb } from '../action/action';
import type { Ask } from '../action/ask';
import type { Person } from '../action/person';
import { resolveCreated } from '../action/resolve-created';
import type { AuditFact } from '../audit/audit-event';
import { effectFact } from '../audit/effect-fact';
import { countSteps, replaceCounts } from '../effects/count-steps';
import { createdBy } from '../effects/created-by';
import { settleBefore } from '../effects/settle-before';
import type { StepState } from '../effects/step';
import type { Step, StepBlock } from '../effects/step-block';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, Completed, NeedsAttention } from './access-request';
import { approvingOf } from './approving-of';
import { coreOf } from './core-of';
import { finish } from './finish';
import { judgeMark } from './judge-follow-up';
import { judgeVerb } from './judge-verb';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

export interface MarkedManual extends Transition<Completed | NeedsAttention> {
  readonly blocks: readonly StepBlock[];
}

/** Says something of a step, by block and place in it. */
export type StepPredicate = (block: number, place: number) => boolean;

/**
 * Records that a person did failed steps on the site by hand; with the last one the request is completed.
 * `isDone`: whether the site shows a step as done. What was created by hand is nobody's work but that
 * person's: the request adds nobody to it. Access that a call of ours may have given is no hand's work, see
 * `endOfMarked`.
 */
export function markManual(
  request: AccessRequest,
  blocks: readonly StepBlock[],
  isSelected: StepPredicate,
  isDone: StepPredicate,
  by: Person,
  at: Instant,
): Result<MarkedManual, RequestRefusal> {
  const allowed = judgeVerb(request, 'markManual', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  if (request.state !== 'needsAttention') return refuse({ code: 'nothingToRetry' });
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  const refusal = refusalOf(request, ask, blocks, isSelected, isDone, by);
  if (refusal !== undefined) return refuse(refusal);
  const facts: AuditFact[] = [];
  let progress = request.progress;
  const after = blocks.flatMap((block) => {
    const steps = block.steps.map((step, place): Step => {
      if (step.outcome.state !== 'failed' || !isSelected(block.block, place)) return step;
      const outcome = endOfMarked(step, ask.changes[block.change]?.verb, by, at);
      const marked: Step = { ...step, outcome };
      facts.push(...effectFact(ask, block.change, marked));
      return marked;
    });
    progress = replaceCounts(progress, countSteps(block.steps), countSteps(steps));
    return steps.some((step, place) => step !== block.steps[place])
      ? [{ ...block, revision: block.revision + 1, steps }]
      : [];
  });
  if (after.length === 0) return refuse({ code: 'nothingToRetry' });
  if (progress.failed === 0 && progress.pending === 0) {
    const finished = finish(request, progress, at);
    return ok({ ...finished, facts: [...facts, ...finished.facts], blocks: after });
  }
  return ok({
    request: {
      ...coreOf(request),
      state: 'needsAttention',
      ...approvingOf(request),
      progress,
      ...(request.stopped === undefined ? {} : { stopped: request.stopped }),
    },
    facts,
    blocks: after,
  });
}

/** All of them or none: what is not so on the site is told by name. */
function refusalOf(
  request: NeedsAttention | Completed,
  ask: Ask,
  blocks: readonly StepBlock[],
  isSelected: StepPredicate,
  isDone: StepPredicate,
  by: Person,
): RequestRefusal | undefined {
  const notSo = new Set<string>();
  for (const { block, change, steps } of blocks) {
    const verb = ask.changes[change]?.verb;
    for (const [place, step] of steps.entries()) {
      if (verb === undefined || step.outcome.state !== 'failed' || !isSelected(block, place))
        continue;
      const allowed = judgeMark(request, verb, by.accountId);
      if (!allowed.allowed) return allowed.why;
      if (!isDone(block, place)) notSo.add(ask.subjects[step.subject]?.displayName ?? '');
    }
  }
  return notSo.size === 0 ? undefined : { code: 'notSoOnSite', names: [...notSo] };
}

/**
 * Access that a call of ours may have given is judged as a run judges what it finds there: its term goes on
 * record. By a word alone it would have no end.
 */
function endOfMarked(step: Step, verb: Verb | undefined, by: Person, at: Instant): StepState {
  const { outcome } = step;
  if (verb === 'add' && outcome.state === 'failed' && outcome.begun !== undefined) {
    const sent: Step = { ...step, outcome: { state: 'begun', ...outcome.begun } };
    const found = settleBefore(sent, { verb }, { verdict: 'alreadySo' }, at);
    if (found.do === 'end') return found.outcome;
  }
  return { state: 'manual', by, at };
}
