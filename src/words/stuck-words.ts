import type { StuckCause } from '#domain/grant/stuck-cause';
import { say } from './say';

/** Why access is overdue, or missing, and who can mend it, for people: on screens and in messages. */
export interface StuckWords {
  readonly why: string;
  readonly remedy: string;
}

const words = (): Readonly<Record<StuckCause, StuckWords>> => ({
  notConnected: {
    why: say('no site is connected'),
    remedy: say('A Jira admin can connect it on the configuration page of the app.'),
  },
  otherSite: {
    why: say('it was given on a site that is no longer connected'),
    remedy: say(
      'A Jira admin can connect that site again, or an admin there can take the access away by hand.',
    ),
  },
  credentialRejected: {
    why: say('the site does not accept the connection’s token'),
    remedy: say('A Jira admin can connect again with a new token.'),
  },
  siteUnavailable: {
    why: say('the site did not answer'),
    remedy: say('It is tried again every few minutes.'),
  },
  rateLimited: {
    why: say('the site asked the app to slow down'),
    remedy: say('It is tried again every few minutes.'),
  },
  siteRefused: {
    why: say('the site refused'),
    remedy: say('A site admin can fix what the site says, or take the access away by hand.'),
  },
  lastAdmin: {
    why: say('nobody else who administers it would be left'),
    remedy: say('Give it to another admin first; then this ends by itself.'),
  },
  adminsNotKnown: {
    why: say('it can’t be known who would be left to administer it'),
    remedy: say('A site admin can see who is left, and take the access away by hand.'),
  },
  connectionAccount: {
    why: say('the app acts as this account through it'),
    remedy: say('A Jira admin can connect with another account; then this ends by itself.'),
  },
  groupManagedElsewhere: {
    why: say('the group’s members now come from an identity provider'),
    remedy: say(
      'Whoever manages the identity provider can take the person out of the group there.',
    ),
  },
  projectArchived: {
    why: say('the project is archived'),
    remedy: say('A Jira admin can restore the project; then this ends by itself.'),
  },
  projectInBin: {
    why: say('the project is in the recycle bin, and would come back with everybody in its roles'),
    remedy: say('A Jira admin can restore it or delete it permanently; then this ends by itself.'),
  },
  projectHidden: {
    why: say('the site does not show the project, and does not say whether it is gone'),
    remedy: say(
      'A site admin can let the account of the connection administer Jira; then this ends by itself.',
    ),
  },
  recordUnreadable: {
    why: say('a stored record that it takes can’t be read'),
    remedy: say(
      'A Jira admin finds the record under Needs a look, on the configuration page of the app.',
    ),
  },
  appFault: {
    why: say('the app failed at it, by a fault of its own'),
    remedy: say(
      'A site admin can take the access away by hand. A Jira admin can report it to whoever supports the app, with the app’s log.',
    ),
  },
  notReached: {
    why: say('the app has not come to it yet'),
    remedy: say(
      'If that takes hours, a Jira admin can report it to whoever supports the app, with the app’s log.',
    ),
  },
  unproved: {
    why: say('it can’t be proved that this app gave it'),
    remedy: say('Ask for its removal in a work item, if it is to go.'),
  },
});

/** Why access in force that is not there could not be given back, and who can mend it. */
export function missingWords(cause: StuckCause): StuckWords {
  return { why: whyMissing(cause), remedy: remedyOfMissing(cause) };
}

/** Whom a project would bring back with it matters to what is to end alone. */
const whyMissing = (cause: StuckCause) =>
  cause === 'projectInBin' ? say('the project is in the recycle bin') : stuckWords(cause).why;

function remedyOfMissing(cause: StuckCause): string {
  switch (cause) {
    case 'notConnected':
    case 'credentialRejected':
    case 'siteUnavailable':
    case 'rateLimited':
    case 'recordUnreadable':
    case 'notReached':
      return stuckWords(cause).remedy;
    case 'siteRefused':
      return say('A site admin can fix what the site says, or give the access by hand.');
    case 'groupManagedElsewhere':
      return say('Whoever manages the identity provider can put the person into the group there.');
    case 'projectArchived':
    case 'projectInBin':
      return say('A Jira admin can restore the project; then it is given back.');
    case 'otherSite':
    case 'lastAdmin':
    case 'adminsNotKnown':
    case 'connectionAccount':
    case 'projectHidden':
    case 'appFault':
    case 'unproved':
      return say('A site admin can give the access by hand.');
  }
}

export function stuckWords(cause: StuckCause): StuckWords {
  return words()[cause];
}
