import type { CausePart, CauseView } from '#contract/views';
import { nameEntitlement } from './change';
import type { Explanation } from './explanation';
import { explainFailure } from './failure-reason';
import { count, grouped, listNames } from './listing';

/** So many changes of a request are each told in a cause's title; of more, only where they lead. */
const TOLD_APART = 2;

/** A cause in words: what was not done for it, why, and what to do next; said once, of however many. */
export function explainCause(cause: CauseView): Explanation {
  const { what, why, next } = explainFailure(cause.reason);
  return {
    what: titleOf(cause),
    why: `${what}. ${why}`,
    next: cause.retryable === 0 ? `Trying again does not help. ${next}` : next,
  };
}

/** `36 people could not be added to the group engineering`. */
function titleOf({ parts, count: all }: CauseView): string {
  if (parts.length > TOLD_APART) {
    const to = listNames(parts.map(({ entitlement }) => nameEntitlement(entitlement)));
    return `${count(all, 'change')} could not be made, about ${to}`;
  }
  return parts.map(partInWords).join(', and ');
}

function partInWords(part: CausePart): string {
  const { verb, entitlement } = part;
  const what = nameEntitlement(entitlement);
  switch (verb) {
    case 'add':
      return `${nameSubjects(part)} could not be added to ${what}`;
    case 'remove':
      return `${nameSubjects(part)} could not be removed from ${what}`;
    case 'create':
      if (entitlement.kind !== 'account') return `${what} could not be created`;
      return part.count === 1
        ? `${what} could not be created for ${part.subject.displayName}`
        : `${grouped(part.count)} accounts could not be created`;
  }
}

function nameSubjects({ count: all, subject, kinds }: CausePart): string {
  if (all === 1) return subject.displayName;
  const groups = kinds.includes('group');
  if (!groups) return count(all, 'person', 'people');
  return kinds.length === 1 ? count(all, 'group') : `${grouped(all)} people and groups`;
}

/** The label of a cause's one button. */
export function retryLabel({ count: all, retryable }: CauseView): string {
  if (all === 1) return 'Retry';
  const them = `the ${grouped(all)}`;
  return retryable === all ? `Retry ${them}` : `Retry ${grouped(retryable)} of ${them}`;
}

/** The label of what leads to a cause's steps. */
export function showLabel({ count: all }: CauseView): string {
  return all === 1 ? 'Show the step' : `Show the ${grouped(all)}`;
}
