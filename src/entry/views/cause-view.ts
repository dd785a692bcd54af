import type { CauseView } from '#contract/views';
import type { CauseFound } from '#operations/request/list-causes';

export function causeView({ steps, parts, ...cause }: CauseFound): CauseView {
  const { reason, siteMessage, rule, wordsDiffer, retryable } = cause;
  return {
    step: steps[0] ?? 0,
    reason,
    siteMessage,
    rule,
    wordsDiffer,
    retryable,
    count: steps.length,
    parts: parts.flatMap(({ verb, entitlement, subjects }) => {
      const [subject] = subjects;
      if (subject === undefined) return [];
      const kinds = [...new Set(subjects.map(({ kind }) => kind))];
      return [{ verb, entitlement, count: subjects.length, subject, kinds }];
    }),
  };
}
