import type { InverseView } from '#contract/views';
import { actionsOf, type Change } from '#domain/action/ask';
import type { Subject } from '#domain/action/subject';
import type { Inverse } from '#domain/undo/inverse';

export function inverseView({ ask, stays }: Inverse): InverseView {
  return {
    ask: {
      subjects: ask.subjects.flatMap(subjectIds),
      changes: ask.changes.flatMap(changeIds),
    },
    lines: actionsOf(ask).map(({ verb, subject, entitlement }) => ({ verb, subject, entitlement })),
    stays,
  };
}

/** Whoever was given anything has an id by now. */
function subjectIds(subject: Subject): InverseView['ask']['subjects'] {
  if (subject.kind === 'person') return [{ kind: 'person', accountId: subject.accountId }];
  return subject.kind === 'group' ? [{ kind: 'group', groupId: subject.groupId }] : [];
}

function changeIds(change: Change): InverseView['ask']['changes'] {
  const { verb, entitlement } = change;
  if (verb === 'create') return [];
  const subjects = [...change.subjects];
  if (entitlement.kind === 'group') {
    return [{ kind: 'group', verb, groupId: entitlement.groupId, subjects }];
  }
  if (entitlement.kind !== 'role') return [];
  const { projectId, roleId } = entitlement;
  return [{ kind: 'role', verb, projectId, roleId, subjects }];
}
