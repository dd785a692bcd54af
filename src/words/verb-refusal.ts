import type { RequestVerb, VerbRefusal } from '#domain/request/request-refusal';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { stateInSentence } from './request-state';
import { say } from './say';
import { dateAndTime } from './time';

export function explainVerbRefusal(refusal: VerbRefusal): Explanation {
  switch (refusal.code) {
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
    case 'youAreAway':
      return {
        what: say('You are away.'),
        why: say('You said so, and somebody else decides for you until you are back.'),
        next: say('If you are back, say so on the Access page.'),
      };
    case 'wouldGain':
      return {
        what: refusal.known
          ? say('You would gain from this.')
          : say('It could not be found out whether you would gain from this.'),
        why: refusal.known
          ? say('It gives access to you, or to a group that you are in, and nobody approves that.')
          : say('The Atlassian site did not say, and nobody approves what may be for themselves.'),
        next: refusal.mayDecline
          ? say('You can decline it, or leave it to another approver.')
          : refusal.known
            ? say('Leave it to another approver. If there is none, a Jira admin can name one.')
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
    case 'questionWaits':
      return {
        what: say('A question waits for an answer.'),
        why: say('Whoever asked for access has not answered it yet.'),
        next: say('Wait for the answer. Whoever decides can do so without it, too.'),
      };
    case 'tooManyQuestions':
      return {
        what: say('No more questions can be asked here.'),
        why: say('There are {most} already, and each of them gives more time to decide.', {
          most: refusal.most,
        }),
        next: say('Talk to whoever asked, and approve or decline.'),
      };
    case 'nothingToAnswer':
      return {
        what: say('There is no question to answer.'),
        why: say('Nobody has asked one, or it is answered.'),
        next: say('Look at the request as it is now.'),
      };
    case 'wordsMissing':
      return {
        what: say('Nothing was written.'),
        why: say('A question and its answer take at least a word.'),
        next: say('Write a sentence and send it again.'),
      };
    case 'reasonMissing':
      return {
        what: say('A reason is needed to decline.'),
        why: say('Whoever asked should know what to do differently.'),
        next: say('Write a sentence and decline again.'),
      };
    case 'ownReview':
      return {
        what: say('You can’t review what you took yourself.'),
        why: say('Somebody else always does, whatever your role.'),
        next: say('Wait for whoever would have decided, or a Jira admin.'),
      };
    case 'reviewOfPeer':
      return {
        what: say('You can’t close this review.'),
        why: say('The access policy lets you break the glass, too: two could review each other.'),
        next: say(
          'Leave it to somebody who may not, such as whoever enabled it or another Jira admin.',
        ),
      };
    case 'ownReviewFirst':
      return {
        what: say('You can’t close this review now.'),
        why: say('You have taken the same, and nobody has closed the review of that.'),
        next: say('Wait until yours is closed, or leave this one to somebody else.'),
      };
    case 'notYourReview':
      return {
        what: say('This review is not yours.'),
        why:
          refusal.reviewers.length === 0
            ? say('Nobody is left who would have decided.')
            : say('{names} can close it.', {
                names: listNames(
                  refusal.reviewers.map(({ displayName }) => displayName),
                  'or',
                ),
              }),
        next: say('A Jira admin can close it, too, on the app’s configuration page.'),
      };
    case 'noteMissing':
      return {
        what: say('A note is needed to close the review.'),
        why: say('Whoever reads the audit should know what you found.'),
        next: say('Write a sentence and close it again.'),
      };
    case 'lessWithoutReason':
      return {
        what: say('A reason is needed to leave something out.'),
        why: say('Whoever asked is told what was left out and why.'),
        next: say('Write a sentence and approve again.'),
      };
    case 'notTheirsToLeaveOut':
      return {
        what: say('You can leave out only what you decide.'),
        why: say('Others decide the rest of this request, or its lines have changed.'),
        next: say('Look at the plan again, and leave out lines of what you decide.'),
      };
    case 'nothingLeftOut':
      return {
        what: say('Nothing was left out.'),
        why: say('Every line is still there, for as long as was asked for.'),
        next: say('Approve all of it, or choose what to leave out.'),
      };
    case 'termNotShorter':
      return {
        what: say('That is not shorter than what was asked for.'),
        why: say('Approvers can make a request shorter, but never longer.'),
        next: say('Choose a shorter time, or leave it as it was asked for.'),
      };
    case 'levelNotLower':
      return {
        what: say('This level can’t be given in the place of what was asked for.'),
        why: say('It is not what you were shown: its bundle, or the request, has changed.'),
        next: say('Look at the levels again, or leave lines out one by one.'),
      };
    case 'nothingLeftToApprove':
      return {
        what: say('Nothing would be left of what you decide.'),
        why: say('To approve takes at least one line.'),
        next: say('Keep a line, or decline the request.'),
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

/** One line beside a button that can't be used. */
export function refusalInShort(refusal: VerbRefusal): string {
  const { what, why } = explainVerbRefusal(refusal);
  return `${what} ${why}`;
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
    case 'question':
      return say('ask a question about it');
    case 'answer':
      return say('answer a question about it');
    case 'retry':
      return say('try it again');
    case 'markManual':
      return say('mark steps as done by hand');
    case 'review':
      return say('review it');
  }
}
