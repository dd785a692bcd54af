import type { CausePart, CauseView } from '#contract/views';
import { nameEntitlement } from '#words/access-names';
import type { Explanation } from '#words/explanation';
import { explainFailure } from '#words/failure-reason';
import { asSentence, listNames } from '#words/listing';
import { say } from '#words/say';

/** So many changes of a request are each told in a cause's title; of more, only where they lead. */
const TOLD_APART = 2;

/** A cause in words: what was not done for it, why, and what to do next; said once, of however many. */
export function explainCause(cause: CauseView): Explanation {
  const { what, why, next } = explainFailure(cause.reason, cause.rule);
  return {
    what: titleOf(cause),
    why: `${asSentence(what)} ${why}`,
    next: cause.retryable === 0 ? say('Trying again does not help. {next}', { next }) : next,
  };
}

/** `36 people could not be added to the group engineering`. */
function titleOf({ parts, count: all }: CauseView): string {
  if (parts.length > TOLD_APART) {
    const to = listNames(parts.map(({ entitlement }) => nameEntitlement(entitlement)));
    return say('{count, plural, one {# change} other {# changes}} could not be made, about {to}', {
      count: all,
      to,
    });
  }
  return parts.map(partInWords).reduce((one, other) => say('{one}, and {other}', { one, other }));
}

function partInWords(part: CausePart): string {
  const { verb, entitlement } = part;
  const what = nameEntitlement(entitlement);
  switch (verb) {
    case 'add':
      return say('{subjects} could not be added to {what}', { subjects: nameSubjects(part), what });
    case 'remove':
      return say('{subjects} could not be removed from {what}', {
        subjects: nameSubjects(part),
        what,
      });
    case 'create':
      if (entitlement.kind !== 'account') return say('{what} could not be created', { what });
      return part.count === 1
        ? say('{what} could not be created for {name}', { what, name: part.subject.displayName })
        : say('{count} accounts could not be created', { count: part.count });
  }
}

function nameSubjects({ count: all, subject, kinds }: CausePart): string {
  if (all === 1) return subject.displayName;
  const groups = kinds.includes('group');
  if (!groups) return say('{count, plural, one {# person} other {# people}}', { count: all });
  return kinds.length === 1
    ? say('{count, plural, one {# group} other {# groups}}', { count: all })
    : say('{count} people and groups', { count: all });
}

/** The label of a cause's one button. */
export function retryLabel({ count: all, retryable }: CauseView): string {
  if (all === 1) return say('Retry');
  return retryable === all
    ? say('Retry the {all}', { all })
    : say('Retry {some} of the {all}', { some: retryable, all });
}

/** The label of what leads to a cause's steps. */
export function showLabel({ count: all }: CauseView): string {
  return all === 1 ? say('Show the step') : say('Show the {all}', { all });
}
