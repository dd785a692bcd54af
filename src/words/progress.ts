import type { StepCounts } from '#domain/effects/step';
import type { PlanCounts } from '#domain/plan/plan';
import { asSentence, listBare } from './listing';
import { say } from './say';

export function totalSteps(counts: StepCounts): number {
  return counts.pending + counts.applied + counts.unchanged + counts.failed + counts.manual;
}

/** `3 of 4 steps ended: 2 changed, 1 already so, 1 failed`. */
export function progressSentence(counts: StepCounts): string {
  const total = totalSteps(counts);
  const ended = total - counts.pending;
  const parts = [
    counts.applied > 0 ? say('{count} changed', { count: counts.applied }) : '',
    counts.unchanged > 0 ? say('{count} already so', { count: counts.unchanged }) : '',
    counts.manual > 0 ? say('{count} done by hand', { count: counts.manual }) : '',
    counts.failed > 0 ? say('{count} failed', { count: counts.failed }) : '',
  ].filter((part) => part !== '');
  const values = { ended, count: total };
  return parts.length === 0
    ? say('{ended} of {count, plural, one {# step} other {# steps}} ended.', values)
    : say('{ended} of {count, plural, one {# step} other {# steps}} ended: {parts}.', {
        ...values,
        parts: listBare(parts),
      });
}

/**
 * `2 changes, 1 already so, 1 can’t be done and is left out.` Only as a request is made is anything left out: what can't be
 * done by the time that it is approved fails, and can be tried again.
 */
export function planSentence(counts: PlanCounts, as: 'asked' | 'approved' = 'asked'): string {
  const left = counts.refused + counts.impossible;
  const parts = [
    counts.change === 0
      ? say('Nothing would change')
      : say('{count, plural, one {# change} other {# changes}}', { count: counts.change }),
    counts.alreadySo === 0 ? '' : say('{count} already so', { count: counts.alreadySo }),
    left === 0 ? '' : cantBeDone(left, as),
  ];
  return asSentence(listBare(parts.filter((part) => part !== '')));
}

function cantBeDone(count: number, as: 'asked' | 'approved'): string {
  return as === 'approved'
    ? say('{count} can’t be done', { count })
    : say(
        '{count, plural, one {# can’t be done and is left out} other {# can’t be done and are left out}}',
        { count },
      );
}
