import type { RefusedReason } from '#domain/plan/plan';
import type { Explanation } from './explanation';
import { say } from './say';

/** Why the policy says no. `rule`: which of its rules. `like`: the group that a new one's name reads like. */
export function explainRefused(reason: RefusedReason, like?: string, rule?: string): Explanation {
  switch (reason) {
    case 'groupProtected':
      return {
        what: say('This group is protected'),
        why: say(
          'It gives administration of the site or of Jira, or has a name that is kept for such groups.',
        ),
        next: say(
          'An admin has to unlock this one group, for what it gives now, before it can be asked for.',
        ),
      };
    case 'protectionNotKnown':
      return {
        what: say('Not known whether it is protected'),
        why: say('The site does not tell which groups give administration, so none is changed.'),
        next: say(
          'Try again later. If that does not help, a Jira admin finds the reason on the configuration page, under Protected groups.',
        ),
      };
    case 'groupNotRequestable':
      return {
        what: say('This group can’t be asked for'),
        why: say('It is not on the list of the access policy.'),
        next: say('Ask a Jira admin to list it.'),
      };
    case 'termTooLong':
      return {
        what: say('For longer than is allowed now'),
        why:
          rule === undefined
            ? say('The longest term of the access policy is now shorter than what was asked for.')
            : say('The longest term of the rule “{rule}” is now shorter than what was asked for.', {
                rule,
              }),
        next: say('Make a new request with a shorter term.'),
      };
    case 'termOver':
      return {
        what: say('Its end has come'),
        why: say('It was asked for until a time that has passed, so it is not given any more.'),
        next: say('Make a new request with a later end.'),
      };
    case 'projectNotRequestable':
      return {
        what: say('Other project'),
        why: say('Only roles of the work item’s own project can be asked for.'),
        next: say('Make the request in a work item of that project.'),
      };
    case 'askerNotAllowed':
      return {
        what: say('Not for you to ask for'),
        why:
          rule === undefined
            ? say('A rule of the access policy says who may ask for it.')
            : say('The rule “{rule}” says who may ask for it.', { rule }),
        next: say('Ask somebody who may, or a Jira admin.'),
      };
    case 'askerNotKnown':
      return {
        what: say('Not known whether you may ask for it'),
        why:
          rule === undefined
            ? say('A rule says who may, and the site did not tell which groups you are in.')
            : say(
                'The rule “{rule}” says who may, and the site did not tell which groups you are in.',
                {
                  rule,
                },
              ),
        next: say('Try again later.'),
      };
    case 'projectNotAllowed':
      return {
        what: say('Not to be asked for in this project'),
        why:
          rule === undefined
            ? say('A rule of the access policy says in which projects it can be asked for.')
            : say('The rule “{rule}” says in which projects it can be asked for.', { rule }),
        next: say('Ask in a work item of one of them. A Jira admin knows which they are.'),
      };
    case 'projectNotKnown':
      return {
        what: say('Not known in which project it is asked for'),
        why:
          rule === undefined
            ? say(
                'A rule says in which projects it can be asked for, and Jira did not show the app the work item.',
              )
            : say(
                'The rule “{rule}” says in which projects it can be asked for, and Jira did not show the app the work item.',
                { rule },
              ),
        next: say('Try again later. If that does not help, ask a Jira admin.'),
      };
    case 'workItemDone':
      return {
        what: say('The work item is done'),
        why: say(
          'It was to be given until the work item is done, and that is done, or was done once.',
        ),
        next: say('Make a new request that ends at a time, or in a work item that is still open.'),
      };
    case 'workItemNotKnown':
      return {
        what: say('Not known whether the work item is done'),
        why: say(
          'It is to be given until the work item is done, and Jira did not show the app how it stands.',
        ),
        next: say('Try again later, or ask for it until a time.'),
      };
    case 'approverNotLetIn':
      return {
        what: say('Approved by somebody who may not decide it any more'),
        why: say(
          'A fallback approver approved it, as nobody else had decided. The access policy does not let them any more.',
        ),
        next: say('Make a new request.'),
      };
    case 'policyDecidesNoMore':
      return {
        what: say('The policy does not give it without approval any more'),
        why: say(
          'Nobody was asked, as the access policy said so. By now it does not, members of the group decide about requests, or the site says something else of what is given: that it is protected, costs a seat or administers something, or that this is not known.',
        ),
        next: say('Make a new request: people decide about it.'),
      };
    case 'bundleNotHeld':
      return {
        what: say('They don’t have the bundle as it was any more'),
        why: say(
          'It is given only to those who have the bundle by then. That ended or was extended, or ends sooner than when it was asked for.',
        ),
        next: say('Ask for it by itself, if they still need it.'),
      };
    case 'heldBesides':
      return {
        what: say('They have it by another request as well'),
        why: say(
          'It is taken away only where the bundle alone gave it. Another request gives it by now, or that the bundle gave it is not on record.',
        ),
        next: say('Ask to remove it by itself, if they should not have it.'),
      };
    case 'restNotGiven':
      return {
        what: say('What comes in its place is not given'),
        why: say('It is taken away only from those who have what the bundle has in its place.'),
        next: say('Try again once they have that, or ask to remove it by itself.'),
      };
    case 'creationNotAllowed':
      return {
        what: say('Can’t be created by request'),
        why: say('The access policy does not let this be asked for.'),
        next: say('Ask a Jira admin to allow it, or to create it.'),
      };
    case 'groupNamesNotKnown':
      return {
        what: say('Not known whether the name is free'),
        why: say(
          'The site has more groups than can be looked through, or does not show them all: the name may be another group’s, or read like it.',
        ),
        next: say(
          'Try again later. If that does not help, ask a Jira admin to create the group by hand.',
        ),
      };
    case 'groupNameReserved':
      return {
        what: say('Name too close to a protected group'),
        why: say('It would be mistaken for a group that gives administration.'),
        next: say('Choose another name.'),
      };
    case 'groupNameLookAlike':
      return {
        what: say('Name too close to another group'),
        why: say('It would be mistaken for {more}.', {
          more:
            like === undefined ? say('a group that is there') : say('the group {like}', { like }),
        }),
        next: say('If you mean that group, ask for it; else choose another name.'),
      };
  }
}
