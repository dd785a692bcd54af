import type { CallError } from '#contract/answer';
import type { Right } from '#contract/reply';
import type { RecordKind } from '#domain/aside/aside';
import type { Explanation } from '#words/explanation';
import { explainRefusal } from '#words/request-refusal';
import { say } from '#words/say';
import { explainStandInRefusal } from '#words/stand-in-refusal';
import { explainInput } from './input-fault';
import { explainRenewal } from './renewal-error';
import { explainTakeBack } from './take-back-error';
import { explainUnreachable } from './unreachable';

const missingRight = (): Readonly<Record<Right, Explanation>> => ({
  jiraAdministrator: {
    what: say('Only Jira admins can do this.'),
    why: say('Your account does not have the global permission Administer Jira.'),
    next: say('Ask a Jira admin to do it, or to give you that permission.'),
  },
  seeIssue: {
    what: say('There is no such work item, or you can’t see it.'),
    why: say('Requests are visible to those who can see their work item.'),
    next: say('Check its key, or ask the project lead to give you access to the project.'),
  },
  browsePeople: {
    what: say('You can’t look people up.'),
    why: say('Your account does not have the global permission Browse users and groups.'),
    next: say('Ask a Jira admin for that permission, or somebody who has it to make the request.'),
  },
});

const unreadable = (): Readonly<Partial<Record<RecordKind, string>>> => ({
  connection: say('The connection to Atlassian Cloud'),
  policy: say('The access policy'),
  request: say('This request'),
  steps: say('A part of what this request changes'),
  grants: say('A part of what this request gave'),
  away: say('The record of when somebody is away'),
});

/** Every way in which a call can fail, for people, but for what only who sets the app up can bring about. */
export function explainError(error: CallError): Explanation {
  switch (error.code) {
    case 'unreachable':
      return explainUnreachable();
    case 'badInput':
      return {
        what: say('Some of what was entered can’t be used.'),
        why: [...new Set(Object.values(error.fields).map(explainInput))].join(' '),
        next: say('Correct it and try again.'),
      };
    case 'notSignedIn':
      return {
        what: say('You are not signed in.'),
        why: say('Jira no longer knows who you are; the session may have ended.'),
        next: say('Sign in to Jira in another tab, then try again.'),
      };
    case 'notAllowed':
      return missingRight()[error.needs];
    case 'notFound':
      if (error.what === 'record') {
        return {
          what: say('This record is no longer set aside.'),
          why: say('Somebody has fixed or removed it meanwhile.'),
          next: say('Choose Refresh to see what is there now.'),
        };
      }
      if (error.what === 'person') {
        return {
          what: say('This person isn’t on the connected site.'),
          why: say('The site knows no such account; it may have been deleted.'),
          next: say('Search again.'),
        };
      }
      return error.what === 'request'
        ? {
            what: say('This request was not found.'),
            why: say('It may have been removed, or was made in another work item.'),
            next: say('Look at the requests of this work item, or ask again.'),
          }
        : {
            what: say('This work item was not found.'),
            why: say('It may have been deleted or moved.'),
            next: say('Go back to the project and open it from there.'),
          };
    case 'notConnected':
      return {
        what: say('Multiplier is not connected to Atlassian Cloud.'),
        why: say('Without a connection it can neither look people up nor change their access.'),
        next: say('A Jira admin can connect it: Apps > Manage apps > Multiplier > Configuration.'),
      };
    case 'connectionFailing':
      return {
        what: say('The connected site does not let Multiplier in.'),
        why: say(
          'This has to be read on the site, which does not accept the API token of the connection now.',
        ),
        next: say(
          'A Jira admin can fix that: Apps > Manage apps > Multiplier > Configuration. Then try again; what you typed stays here.',
        ),
      };
    case 'standIn':
      return explainStandInRefusal(error.refusal);
    case 'takeBack':
      return explainTakeBack(error.refusal);
    case 'renewal':
      return explainRenewal(error.refusal);
    // Explained by the one page that can bring them about: set-up-error.ts, own-access-error.ts.
    case 'return':
    case 'badUrl':
    case 'credential':
    case 'organization':
    case 'suspension':
    case 'policy':
      return ourFault(error.code);
    case 'request':
      return explainRefusal(error.refusal);
    case 'panelRefused':
      return {
        what: say('Jira does not let the panel be shown or hidden from here.'),
        why: say('Jira says: “{words}”', { words: error.message }),
        next: say('It can be done by hand, project by project, as described below.'),
      };
    case 'changedMeanwhile':
      return {
        what: say('Somebody changed it meanwhile.'),
        why: say('It has changed since you looked.'),
        next: say('This is how it is now. Look again, and do it once more if you still want it.'),
      };
    case 'goOn':
      return {
        what: say('That takes more reading than can be done here.'),
        why: say('The groups asked for have so many members that the comparison did not end.'),
        next: say('Split it into several smaller ones.'),
      };
    case 'unreadable':
      return {
        what: say('{what} can’t be read.', {
          what: unreadable()[error.record] ?? say('A record of the app'),
        }),
        why: say(
          'It is damaged, or was written by a later version of the app. The app does not guess.',
        ),
        next: say(
          'A Jira admin sees it under Apps > Manage apps > Multiplier > Configuration > Needs a look, and can fix it there.',
        ),
      };
    case 'tooMuch':
      return {
        what: say('That is more than can be stored.'),
        why: say('It goes beyond {limit}.', { limit: error.limit }),
        next: say('Split it into several smaller ones.'),
      };
    case 'platform':
      return {
        what: error.retryable ? say('That did not work this time.') : say('That did not work.'),
        why: error.message,
        next: error.retryable
          ? say('Try again in a moment. What you typed stays here.')
          : say('Tell our support team the reference {reference}.', { reference: error.reference }),
      };
    case 'bug':
      return ourFault(error.reference);
  }
}

const ourFault = (reference: string): Explanation => ({
  what: say('Something is wrong in the app.'),
  why: say('This should not happen, and it is our fault.'),
  next: say('Tell our support team the reference {reference}.', { reference }),
});

/** The reference that the log knows the failure by. */
export function referenceOf(error: CallError): string | undefined {
  return error.code === 'platform' || error.code === 'bug' || error.code === 'unreadable'
    ? error.reference
    : undefined;
}
