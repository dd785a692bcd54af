import type { TraceEntry } from '#domain/approval/approval';
import type { AskRefusal } from '#domain/request/request-refusal';
import { explainTrace } from './approval-trace';
import { explainNoGlass } from './broken-glass';
import { partNotToBeHad } from './bundle-words';
import type { Explanation } from './explanation';
import { withRules } from './rules-named';
import { say } from './say';

export function explainAskRefusal(refusal: AskRefusal): Explanation {
  switch (refusal.code) {
    case 'nothingToChange':
      return {
        what: say('There is nothing to change.'),
        why: say('Everything asked for is already in place, is not allowed, or can’t be done.'),
        next: say(
          'Look at the plan for the reason of each line, and choose other people or other access.',
        ),
      };
    case 'justificationMissing':
      return {
        what: say('The reason is missing.'),
        why: say('Whoever decides has to know why the access is needed.'),
        next: say('Say in a sentence what the access is for.'),
      };
    case 'ticketMissing':
      return {
        what: say('The reason has to name a work item.'),
        why: say('The rule “{rule}” asks for it.', { rule: refusal.rule }),
        next: say('Put its key, such as WEB-1, or its address into the reason.'),
      };
    case 'termTooLong':
      return {
        what: say('Access can be given for {count, plural, one {# day} other {# days}} at most.', {
          count: refusal.longestDays,
        }),
        why:
          refusal.rule === undefined
            ? say('Your Jira admins have set the longest term.')
            : say('The rule “{rule}” of your Jira admins says so.', { rule: refusal.rule }),
        next: say(
          'Choose {count, plural, one {# day} other {# days}} or fewer; you can ask again later.',
          { count: refusal.longestDays },
        ),
      };
    case 'termOver':
      return {
        what: say('The end is not in the future.'),
        why: say('Access is given from when it is approved until its end.'),
        next: say('Choose a later end.'),
      };
    case 'startOver':
      return {
        what: say('The start is not in the future.'),
        why: say('The time from which it was to be given has come.'),
        next: say('Choose a later start, or to begin at once.'),
      };
    case 'startTooFar':
      return {
        what: say('A start can be {count, plural, one {# day} other {# days}} ahead at most.', {
          count: refusal.mostDays,
        }),
        why: say('What is approved now is not to be carried out much later.'),
        next: say('Choose an earlier start, or ask later.'),
      };
    case 'startAfterEnd':
      return {
        what: say('The start is not before the end.'),
        why: say('Access is given from its start until its end.'),
        next: say('Choose an earlier start, or a later end.'),
      };
    case 'startOfExtension':
      return {
        what: say('What prolongs access begins at once.'),
        why: say('Somebody has it for longer than until the start: the plan shows who.'),
        next: say('Choose to begin at once; or ask for the others by themselves.'),
      };
    case 'noApprover':
      return {
        what: say('Nobody can approve this.'),
        why: withRules(refusal.trace.map(explainTrace).join(' '), refusal.rules),
        next: noApproverNext(refusal.trace),
      };
    case 'planChanged':
      return {
        what: say('The plan has changed since you looked at it.'),
        why: say('Somebody’s access, a group or the access policy was changed meanwhile.'),
        next: say('The plan has been made again: look at it once more and submit.'),
      };
    case 'noGlass':
      return explainNoGlass(refusal.because);
    case 'bundleGone':
      return {
        what: say('A bundle that you have chosen is not there any more.'),
        why: say('A Jira admin has taken it out of the access policy meanwhile.'),
        next: say('Take the bundle out. What is in it can still be asked for by itself.'),
      };
    case 'bundleChanged':
      return {
        what: say('The bundle “{bundle}” is not what you have chosen any more.', {
          bundle: refusal.bundle,
        }),
        why: say('A Jira admin has changed what is in it meanwhile.'),
        next: say('Choose it again to see what is in it now.'),
      };
    case 'bundleNotWhole':
      return {
        what: say('Not all of the bundle “{bundle}” can be asked for.', {
          bundle: refusal.bundle,
        }),
        why: refusal.parts.map(partNotToBeHad).join(' '),
        next: say('Ask for the rest without it, or choose other access.'),
      };
  }
}

/** What mends it depends on why nobody is left. */
function noApproverNext(trace: readonly TraceEntry[]): string {
  const outcomes = trace.map(({ outcome }) => outcome);
  if (outcomes.includes('issueGone')) {
    return say(
      'Ask a Jira admin to let the app see the project of this work item, or ask in another one.',
    );
  }
  if (outcomes.includes('sightUnknown')) {
    return say('Ask a Jira admin to give the app the global permission Browse users and groups.');
  }
  if (outcomes.includes('gainUnknown')) return say('Try again in a moment.');
  if (outcomes.includes('notKnown')) {
    return say(
      'Try again in a moment. If it is still not told then, ask a Jira admin to have others decide.',
    );
  }
  const named = trace.some(
    ({ tried, outcome }) => tried.source === 'fallbackApprover' && outcome !== 'nobody',
  );
  const fallback = named ? say('another fallback approver') : say('a fallback approver');
  const isOwnerless = trace.some(
    ({ tried, outcome }) =>
      tried.source === 'groupOwner' && tried.group !== undefined && outcome === 'nobody',
  );
  if (isOwnerless) {
    return say('Ask a Jira admin to name an owner of the group, or {fallback}.', { fallback });
  }
  const isUpToLead = trace.some(
    ({ tried: { source } }) => source === 'roleProjectLead' || source === 'issueProjectLead',
  );
  return isUpToLead
    ? say('Ask a Jira admin to name {fallback}, or have another project lead set.', { fallback })
    : say('Ask a Jira admin to name {fallback}, or more people who may decide.', { fallback });
}
