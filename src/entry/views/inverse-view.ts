import { changeIds } from '#contract/change-ids';
import type { InverseView } from '#contract/views';
import { actionsOf, type Change } from '#domain/action/ask';
import { isExisting } from '#domain/action/entitlement';
import { type Subject, withoutAddress } from '#domain/action/subject';
import type { InverseRequest } from '#operations/undo/inverse-request';

export function inverseView(
  { ask, stays, longest, usualDays }: InverseRequest,
  { isDone }: Pick<InverseView, 'isDone'>,
): InverseView {
  return {
    ask: {
      subjects: ask.subjects.flatMap(subjectIds),
      changes: ask.changes.flatMap(askedChange),
    },
    lines: actionsOf(ask).map(({ verb, subject, entitlement }) => ({
      verb,
      subject: withoutAddress(subject),
      entitlement,
    })),
    stays: stays.map((step) => ({ ...step, subject: withoutAddress(step.subject) })),
    longestTermDays: longest.longestTermDays,
    rule: longest.rule,
    usualDays,
    isDone,
  };
}

/** Whoever was given anything has an id by now. */
function subjectIds(subject: Subject): InverseView['ask']['subjects'] {
  if (subject.kind === 'person') return [{ kind: 'person', accountId: subject.accountId }];
  return subject.kind === 'group' ? [{ kind: 'group', groupId: subject.groupId }] : [];
}

function askedChange({ verb, entitlement, subjects }: Change): InverseView['ask']['changes'] {
  if (verb === 'create' || !isExisting(entitlement)) return [];
  return [{ ...changeIds(verb, entitlement), subjects: [...subjects] }];
}
