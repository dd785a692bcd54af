import type { TraceEntry } from '#domain/approval/approval';
import type { RequestRefusal, RequestVerb } from '#domain/request/request-refusal';
import { explainTrace } from './approval-trace';
import type { Explanation } from './explanation';
import { count, listNames } from './listing';
import { stateInSentence } from './request-state';

export function explainRefusal(refusal: RequestRefusal): Explanation {
  switch (refusal.code) {
    case 'nothingToChange':
      return {
        what: 'There is nothing to change.',
        why: 'Everything asked for is already so, is not allowed, or can’t be done.',
        next: 'Look at the plan for the reason of each line, and choose other people or other access.',
      };
    case 'justificationMissing':
      return {
        what: 'The reason is missing.',
        why: 'Whoever decides has to know why the access is needed.',
        next: 'Say in a sentence what the access is for.',
      };
    case 'termTooLong':
      return {
        what: `Access can be given for ${count(refusal.longestDays, 'day')} at most.`,
        why: 'Your Jira admins have set the longest term.',
        next: `Choose ${count(refusal.longestDays, 'day')} or fewer; you can ask again later.`,
      };
    case 'noApprover':
      return {
        what: 'Nobody can approve this.',
        why: refusal.trace.map(explainTrace).join(' '),
        next: noApproverNext(refusal.trace),
      };
    case 'planChanged':
      return {
        what: 'The plan has changed since you looked at it.',
        why: 'Somebody’s access, a group or the access policy was changed meanwhile.',
        next: 'The plan has been made again: look at it once more and submit.',
      };
    case 'wrongState':
      return {
        what: `You can’t ${verbInSentence(refusal.verb)} now.`,
        why: `The request has moved on: ${stateInSentence(refusal.state)}.`,
        next: 'The latest state is shown here.',
      };
    case 'notYourTurn':
      return {
        what: 'It is not your turn.',
        why:
          refusal.approvers.length === 0
            ? 'Nobody is left who may decide it now.'
            : `${listNames(
                refusal.approvers.map(({ displayName }) => displayName),
                'or',
              )} decides this request.`,
        next: 'If that should be you, have the project lead changed: leads are looked up again at every decision.',
      };
    case 'ownRequest':
      return {
        what: 'You can’t decide your own request.',
        why: 'Somebody else always decides, whatever your role.',
        next: 'Wait for the approver, or withdraw the request.',
      };
    case 'wouldGain':
      return {
        what: refusal.known
          ? 'You would gain from this.'
          : 'It could not be found out whether you would gain from this.',
        why: refusal.known
          ? 'It gives access to you, or to a group that you are in, so somebody else approves.'
          : 'The Atlassian site did not say, and nobody approves what may be for themselves.',
        next: refusal.mayDecline
          ? 'You can decline it, or leave it to another approver.'
          : refusal.known
            ? 'Another approver has to look at it.'
            : 'Try again in a moment, or leave it to another approver.',
      };
    case 'notYours':
      return {
        what: 'This is for those who take part in the request.',
        why: `${refusal.requester.displayName} asked for it.`,
        next: `Talk to ${refusal.requester.displayName}, or make a request of your own.`,
      };
    case 'reasonMissing':
      return {
        what: 'A reason is needed to decline.',
        why: 'Whoever asked should know what to do differently.',
        next: 'Write a sentence and decline again.',
      };
    case 'approvalLapsed':
      return {
        what: 'The approval is too old.',
        why: 'An approval allows changes for a limited time, which is over.',
        next: 'Make a new request for what is still missing.',
      };
    case 'nothingToRetry':
      return {
        what: 'There is nothing to try again.',
        why: 'The steps that failed would fail again for the same reason.',
        next: 'Fix what each step names and make a new request, or do it by hand and mark it as done.',
      };
    case 'notByRequester':
      return {
        what: 'Only somebody who decided can mark this.',
        why:
          refusal.verb === 'create'
            ? 'Whoever asked for an account or a group can’t say that it was created by hand.'
            : 'Whoever asked to take access away can’t say that it was done by hand.',
        next: 'Ask the approver to mark it, or try it again.',
      };
    case 'notSoOnSite':
      return {
        what: 'It has not been done on the site.',
        why: `The site was asked just now, and does not show it for ${listNames(refusal.names)}.`,
        next: 'Do it on the site first; what was done a moment ago may take a minute to show.',
      };
    case 'notKnownWhetherSo':
      return {
        what: 'The site could not be asked whether it was done.',
        why: 'The connection does not work just now, or it is to another site.',
        next: 'Try again in a few minutes; if it stays so, tell a Jira admin.',
      };
  }
}

/** What mends it depends on why nobody is left. */
function noApproverNext(trace: readonly TraceEntry[]): string {
  const outcomes = trace.map(({ outcome }) => outcome);
  if (outcomes.includes('issueGone')) {
    return 'Ask a Jira admin to let the app see the project of this issue, or ask in another issue.';
  }
  if (outcomes.includes('sightUnknown')) {
    return 'Ask a Jira admin to give the app the global permission Browse users and groups.';
  }
  if (outcomes.includes('gainUnknown')) return 'Try again in a moment.';
  const named = trace.some(
    ({ tried, outcome }) => tried.source === 'fallbackApprover' && outcome !== 'nobody',
  );
  return `Ask a Jira admin to name ${named ? 'another' : 'a'} fallback approver, or have another project lead set.`;
}

/** One line beside a button that can't be used. */
export function refusalInShort(refusal: RequestRefusal): string {
  const { what, why } = explainRefusal(refusal);
  return refusal.code === 'noApprover' ? what : `${what} ${why}`;
}

function verbInSentence(verb: RequestVerb): string {
  switch (verb) {
    case 'withdraw':
      return 'withdraw it';
    case 'approve':
      return 'approve it';
    case 'decline':
      return 'decline it';
    case 'retry':
      return 'try it again';
    case 'markManual':
      return 'mark steps as done by hand';
  }
}
