import type { StepCounts } from '#domain/effects/step';
import type { PlanCounts } from '#domain/plan/plan';
import { count, grouped } from './listing';

export function totalSteps(counts: StepCounts): number {
  return counts.pending + counts.applied + counts.unchanged + counts.failed + counts.manual;
}

/** `3 of 4 steps ended: 2 changed, 1 already so, 1 failed`. */
export function progressSentence(counts: StepCounts): string {
  const total = totalSteps(counts);
  const ended = total - counts.pending;
  const parts = [
    counts.applied > 0 ? `${grouped(counts.applied)} changed` : '',
    counts.unchanged > 0 ? `${grouped(counts.unchanged)} already so` : '',
    counts.manual > 0 ? `${grouped(counts.manual)} done by hand` : '',
    counts.failed > 0 ? `${grouped(counts.failed)} failed` : '',
  ].filter((part) => part !== '');
  const detail = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return `${grouped(ended)} of ${count(total, 'step')} ended${detail}.`;
}

/** `2 changes, 1 already so, 1 can’t be done and is left out.` */
export function planSentence(counts: PlanCounts): string {
  const left = counts.refused + counts.impossible;
  const parts = [
    counts.change === 0 ? 'Nothing would change' : count(counts.change, 'change'),
    counts.alreadySo === 0 ? '' : `${grouped(counts.alreadySo)} already so`,
    left === 0 ? '' : `${grouped(left)} can’t be done and ${left === 1 ? 'is' : 'are'} left out`,
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}
