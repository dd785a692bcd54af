import type { CallError } from '#contract/answer';
import type { Right } from '#contract/reply';
import type { RecordKind } from '#domain/aside/aside';
import { explainCredential } from './credential-problem';
import type { Explanation } from './explanation';
import { explainOrganization } from './organization-problem';
import { explainPolicyRefusal } from './protection';
import { explainRefusal } from './request-refusal';
import { explainSuspension } from './suspension-refusal';
import { explainUrl } from './url-refusal';

const MISSING_RIGHT: Readonly<Record<Right, Explanation>> = {
  jiraAdministrator: {
    what: 'Only Jira administrators can do this.',
    why: 'Your account does not have the global permission Administer Jira.',
    next: 'Ask a Jira admin to do it, or to give you that permission.',
  },
  seeIssue: {
    what: 'You can’t see this issue.',
    why: 'Requests are visible to those who can see their issue.',
    next: 'Ask the project lead to give you access to the project.',
  },
  browsePeople: {
    what: 'You can’t look people up.',
    why: 'Your account does not have the global permission Browse users and groups.',
    next: 'Ask a Jira admin for that permission, or somebody who has it to make the request.',
  },
};

const UNREADABLE: Readonly<Partial<Record<RecordKind, string>>> = {
  connection: 'The connection to Atlassian Cloud',
  policy: 'The access policy',
  request: 'This request',
  steps: 'A part of what this request changes',
  grants: 'A part of what this request gave',
};

/** Every way in which a call can fail, for people. */
export function explainError(error: CallError): Explanation {
  switch (error.code) {
    case 'unreachable':
      return {
        what: 'No answer came.',
        why: 'The network may be down, or Jira is not answering.',
        next: 'Check your connection and try again. What you typed stays here.',
      };
    case 'badInput':
      return {
        what: 'Some of what was entered can’t be used.',
        why: Object.values(error.fields)
          .map((field) => `${field.replace(/\.$/, '')}.`)
          .join(' '),
        next: 'Correct it and try again.',
      };
    case 'notSignedIn':
      return {
        what: 'You are not signed in.',
        why: 'Jira no longer knows who you are; the session may have ended.',
        next: 'Sign in to Jira in another tab, then try again.',
      };
    case 'notAllowed':
      return MISSING_RIGHT[error.needs];
    case 'notFound':
      if (error.what === 'record') {
        return {
          what: 'This record is no longer set aside.',
          why: 'Somebody has fixed or removed it meanwhile.',
          next: 'Load the list again.',
        };
      }
      if (error.what === 'person') {
        return {
          what: 'This person isn’t on the connected site.',
          why: 'The site knows no such account; it may have been deleted.',
          next: 'Search again.',
        };
      }
      return error.what === 'request'
        ? {
            what: 'This request was not found.',
            why: 'It may have been removed together with its issue.',
            next: 'Reload the page.',
          }
        : {
            what: 'This issue was not found.',
            why: 'It may have been deleted or moved.',
            next: 'Go back to the project and open it from there.',
          };
    case 'notConnected':
      return {
        what: 'Multiplier is not connected to Atlassian Cloud.',
        why: 'Without a connection it can neither look people up nor change their access.',
        next: 'A Jira admin can connect it: Apps > Manage apps > Multiplier > Configuration.',
      };
    case 'connectionFailing':
      return {
        what: 'The connected site does not let Multiplier in.',
        why: 'This has to be read on the site, which does not accept the API token of the connection now.',
        next: 'A Jira admin can fix that: Apps > Manage apps > Multiplier > Configuration. Then try again; what you typed stays here.',
      };
    case 'badUrl':
      return explainUrl(error.problem);
    case 'credential':
      return explainCredential(error.problem);
    case 'organization':
      return explainOrganization(error.problem);
    case 'suspension':
      return explainSuspension(error.refusal);
    case 'policy':
      return explainPolicyRefusal(error.refusal);
    case 'request':
      return explainRefusal(error.refusal);
    case 'panelRefused':
      return {
        what: 'Jira does not let the panel be shown or hidden from here.',
        why: `Jira says: “${error.message}”`,
        next: 'It can be done by hand, project by project, as described below.',
      };
    case 'changedMeanwhile':
      return {
        what: 'Somebody changed it meanwhile.',
        why: 'It is not the same any more as when you looked.',
        next: 'Here is how it stands now. Look again, and repeat what you meant if it still holds.',
      };
    case 'goOn':
      return {
        what: 'That takes more reading than can be done here.',
        why: 'The groups asked for have so many members that the comparison did not end.',
        next: 'Split it into several smaller ones.',
      };
    case 'unreadable':
      return {
        what: `${UNREADABLE[error.record] ?? 'A record of the app'} can’t be read.`,
        why: 'It is damaged, or was written by a later version of the app. Nothing is done by guessing.',
        next: 'A Jira admin sees it under Apps > Manage apps > Multiplier > Configuration > Needs a look, and can fix it there.',
      };
    case 'tooMuch':
      return {
        what: 'That is more than fits.',
        why: `It goes beyond ${error.limit}.`,
        next: 'Split it into several smaller ones.',
      };
    case 'platform':
      return {
        what: error.retryable ? 'That did not work this time.' : 'That did not work.',
        why: error.message,
        next: error.retryable
          ? 'Try again in a moment. What you typed stays here.'
          : `Tell our support team the reference ${error.reference}.`,
      };
    case 'bug':
      return {
        what: 'Something is wrong in the app.',
        why: 'This should not happen, and it is our fault.',
        next: `Tell our support team the reference ${error.reference}.`,
      };
  }
}

/** The reference that the log knows the failure by. */
export function referenceOf(error: CallError): string | undefined {
  return error.code === 'platform' || error.code === 'bug' || error.code === 'unreadable'
    ? error.reference
    : undefined;
}
