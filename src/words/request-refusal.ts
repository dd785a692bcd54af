import type { TraceEntry } from '#domain/approval/approval';
import type { RequestRefusal, RequestVerb } from '#domain/request/request-refusal';
import { explainTrace } from './approval-trace';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { stateInSentence } from './request-state';
import { withRules } from './rules-named';
import { say } from './say';
import { dateAndTime } from './time';

export function explainRefusal(refusal: RequestRefusal): Explanation {
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
    case 'wrongState':
      return {
        what: say('You can’t {verbInSentence} now.', {
          verbInSentence: verbInSentence(refusal.verb),
        }),
        why: say('The request has moved on: {stateInSentence}.', {
          stateInSentence: stateInSentence(refusal.state),
        }),
        next: say('The latest state is shown here.'),
      };
    case 'notYourTurn':
      return {
        what: say('It is not your turn.'),
        why:
          refusal.approvers.length === 0
            ? say('Nobody is left who may decide on it.')
            : say('{names} decides this request.', {
                names: listNames(
                  refusal.approvers.map(({ displayName }) => displayName),
                  'or',
                ),
              }),
        next: say(
          'If that should be you, have the project lead changed: leads are looked up again at every decision.',
        ),
      };
    case 'ownRequest':
      return {
        what: say('You can’t decide your own request.'),
        why: say('Somebody else always decides, whatever your role.'),
        next: say('Wait for the approver, or withdraw the request.'),
      };
    case 'wouldGain':
      return {
        what: refusal.known
          ? say('You would gain from this.')
          : say('It could not be found out whether you would gain from this.'),
        why: refusal.known
          ? say('It gives access to you, or to a group that you are in, so somebody else approves.')
          : say('The Atlassian site did not say, and nobody approves what may be for themselves.'),
        next: refusal.mayDecline
          ? say('You can decline it, or leave it to another approver.')
          : refusal.known
            ? say('Another approver has to look at it.')
            : say('Try again in a moment, or leave it to another approver.'),
      };
    case 'notYours':
      return {
        what: say('This is for those who take part in the request.'),
        why: say('{name} asked for it.', { name: refusal.requester.displayName }),
        next: say('Talk to {name}, or make a request of your own.', {
          name: refusal.requester.displayName,
        }),
      };
    case 'nobodyToRemind':
      return {
        what: say('There is nobody to remind.'),
        why: say('Nobody is left whose turn it is to decide.'),
        next: say('Ask a Jira admin who is to decide instead.'),
      };
    case 'toldLately':
      return {
        what: say('You can remind them from {time} on.', { time: dateAndTime(refusal.from) }),
        why: say('That is a day after they were last told.'),
        next: say('If it is urgent, talk to them.'),
      };
    case 'reasonMissing':
      return {
        what: say('A reason is needed to decline.'),
        why: say('Whoever asked should know what to do differently.'),
        next: say('Write a sentence and decline again.'),
      };
    case 'approvalLapsed':
      return {
        what: say('The approval is too old.'),
        why: say('An approval allows changes for a limited time, which is over.'),
        next: say('Make a new request for what is still missing.'),
      };
    case 'nothingToRetry':
      return {
        what: say('There is nothing to try again.'),
        why: say('The steps that failed would fail again for the same reason.'),
        next: say(
          'Fix what each step names and make a new request, or do it by hand and mark it as done.',
        ),
      };
    case 'notByRequester':
      return {
        what: say('Only somebody who decided can mark this.'),
        why:
          refusal.verb === 'create'
            ? say('Whoever asked for an account or a group can’t say that it was created by hand.')
            : say('Whoever asked to take access away can’t say that it was done by hand.'),
        next: say('Ask the approver to mark it, or try it again.'),
      };
    case 'notSoOnSite':
      return {
        what: say('It has not been done on the site.'),
        why: say('The site was asked just now, and does not show it for {names}.', {
          names: listNames(refusal.names),
        }),
        next: say('Do it on the site first; what was done a moment ago may take a minute to show.'),
      };
    case 'notKnownWhetherSo':
      return {
        what: say('The site could not be asked whether it was done.'),
        why: say('The connection does not work just now, or it is to another site.'),
        next: say('Try again in a few minutes; if that does not help, tell a Jira admin.'),
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

/** One line beside a button that can't be used. */
export function refusalInShort(refusal: RequestRefusal): string {
  const { what, why } = explainRefusal(refusal);
  return refusal.code === 'noApprover' ? what : `${what} ${why}`;
}

function verbInSentence(verb: RequestVerb): string {
  switch (verb) {
    case 'withdraw':
      return say('withdraw it');
    case 'remind':
      return say('remind anybody of it');
    case 'approve':
      return say('approve it');
    case 'decline':
      return say('decline it');
    case 'retry':
      return say('try it again');
    case 'markManual':
      return say('mark steps as done by hand');
  }
}
