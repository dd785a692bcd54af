import { askOfMade } from '../action/made';
import type { Person } from '../action/person';
import type { AuditFact } from '../audit/audit-event';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import { countSteps, replaceCounts } from '../provisioning/count-steps';
import { effectFact } from '../provisioning/effect-fact';
import { madeOf } from '../provisioning/made-of';
import type { Step, StepBlock } from '../provisioning/step-block';
import type { AccessRequest, Completed, NeedsAttention } from './access-request';
import { coreOf } from './core-of';
import { finish } from './finish';
import { judgeVerb } from './judge-verb';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

export interface MarkedManual extends Transition<Completed | NeedsAttention> {
  readonly blocks: readonly StepBlock[];
}

/** Records that a person did failed steps on the site by hand; with the last one the request is completed. */
export function markManual(
  request: AccessRequest,
  blocks: readonly StepBlock[],
  isMeant: (block: number, place: number) => boolean,
  by: Person,
  at: Instant,
): Result<MarkedManual, RequestRefusal> {
  const allowed = judgeVerb(request, 'markManual', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  if (request.state !== 'needsAttention') return refuse({ code: 'nothingToRetry' });
  const ask = askOfMade(request.ask, madeOf(request.ask, blocks));
  const facts: AuditFact[] = [];
  let progress = request.progress;
  const after = blocks.flatMap((block) => {
    const steps = block.steps.map((step, place): Step => {
      if (step.outcome.state !== 'failed' || !isMeant(block.block, place)) return step;
      const marked: Step = { ...step, outcome: { state: 'manual', by, at } };
      facts.push(...effectFact(ask, block.change, marked));
      return marked;
    });
    progress = replaceCounts(progress, countSteps(block.steps), countSteps(steps));
    return steps.some((step, place) => step !== block.steps[place])
      ? [{ ...block, revision: block.revision + 1, steps }]
      : [];
  });
  if (after.length === 0) return refuse({ code: 'nothingToRetry' });
  if (progress.failed === 0) {
    const finished = finish(request, progress, at);
    return ok({ ...finished, facts: [...facts, ...finished.facts], blocks: after });
  }
  return ok({
    request: {
      ...coreOf(request),
      state: 'needsAttention',
      approvedAt: request.approvedAt,
      approvalValidUntil: request.approvalValidUntil,
      progress,
    },
    facts,
    blocks: after,
  });
}
