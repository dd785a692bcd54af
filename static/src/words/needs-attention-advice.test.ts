import { describe, expect, it } from 'vitest';
import type { RequestView } from '#contract/views';
import { needsAttentionAdvice } from './needs-attention-advice';

describe('turnInAttention names what the buttons can do', () => {
  type Verbs = Pick<RequestView['verbs'], 'retry' | 'markManual'>;
  const yes = { allowed: true } as const;
  const no = (code: 'nothingToRetry' | 'approvalLapsed') =>
    ({ allowed: false, why: { code } }) as const;
  const mark = [yes, { allowed: false, why: { code: 'notByRequester', verb: 'remove' } }] as const;
  const cases = [yes, no('nothingToRetry'), no('approvalLapsed')].flatMap((retry) =>
    mark.map((markManual): Verbs => ({ retry, markManual })),
  );
  it.each(cases)('%j', (verbs) => {
    const words = needsAttentionAdvice(verbs);
    expect(words.includes('retry')).toBe(verbs.retry.allowed);
    expect(words.includes('by hand')).toBe(verbs.markManual.allowed);
    expect(words).toMatch(/\.$/);
  });
});
