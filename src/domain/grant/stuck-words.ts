import type { StuckCause } from './stuck-cause';

/** Why access is overdue, and who can mend it, for people: on screens and in messages. */
export interface StuckWords {
  readonly why: string;
  readonly remedy: string;
}

const WORDS: Readonly<Record<StuckCause, StuckWords>> = {
  notConnected: {
    why: 'no site is connected',
    remedy: 'A Jira admin can connect it on the configuration page of the app.',
  },
  otherSite: {
    why: 'it was given on a site that is no longer connected',
    remedy:
      'A Jira admin can connect that site again, or an admin there can take the access away by hand.',
  },
  credentialRejected: {
    why: 'the site does not accept the connection’s token',
    remedy: 'A Jira admin can connect again with a new token.',
  },
  siteUnavailable: {
    why: 'the site did not answer',
    remedy: 'It is tried again every few minutes.',
  },
  rateLimited: {
    why: 'the site asked to slow down',
    remedy: 'It is tried again every few minutes.',
  },
  siteRefused: {
    why: 'the site refused',
    remedy: 'A site admin can fix what the site says, or take the access away by hand.',
  },
  lastAdmin: {
    why: 'nobody else who administers it would be left',
    remedy: 'Give it to another admin first; then this ends by itself.',
  },
  adminsNotKnown: {
    why: 'it can’t be known who would be left to administer it',
    remedy: 'A site admin can see who is left, and take the access away by hand.',
  },
  connectionAccount: {
    why: 'the app acts as this account through it',
    remedy: 'A Jira admin can connect with another account; then this ends by itself.',
  },
  groupManagedElsewhere: {
    why: 'the group’s members now come from an identity provider',
    remedy: 'Whoever manages the identity provider can take the person out of the group there.',
  },
  projectArchived: {
    why: 'the project is archived',
    remedy: 'A Jira admin can restore the project; then this ends by itself.',
  },
  projectInBin: {
    why: 'the project is in the recycle bin, and would come back with everybody in its roles',
    remedy: 'A Jira admin can restore it or delete it for good; then this ends by itself.',
  },
  projectHidden: {
    why: 'the site does not show the project, and does not say whether it is gone',
    remedy:
      'A site admin can let the account of the connection administer Jira; then this ends by itself.',
  },
  unproved: {
    why: 'it can’t be proved that this app gave it',
    remedy: 'Ask in an issue for its removal, if it is to go.',
  },
};

export function stuckWords(cause: StuckCause): StuckWords {
  return WORDS[cause];
}
