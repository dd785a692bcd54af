/** Why access that should have ended is still there. */
export const STUCK_CAUSES = [
  /** No site is connected. */
  'notConnected',
  /** The connected site is another one. */
  'otherSite',
  'credentialRejected',
  'siteUnavailable',
  'rateLimited',
  'siteRefused',
  /** It would have left nobody who administers it. */
  'lastAdmin',
  /** It can't be known who would be left to administer it. */
  'adminsNotKnown',
  /** The app acts as this account by way of this group. */
  'connectionAccount',
  /** The members come from an identity provider. */
  'groupManagedElsewhere',
  'projectArchived',
  /** That the app gave it is not proved: it is not taken away without being asked. */
  'unproved',
] as const;
export type StuckCause = (typeof STUCK_CAUSES)[number];

/** What passes by itself is tried again soon; what a person has to mend is not worth a look so often. */
export function passesByItself(cause: StuckCause): boolean {
  switch (cause) {
    case 'credentialRejected':
    case 'siteUnavailable':
    case 'rateLimited':
    case 'notConnected':
      return true;
    case 'otherSite':
    case 'siteRefused':
    case 'lastAdmin':
    case 'adminsNotKnown':
    case 'connectionAccount':
    case 'groupManagedElsewhere':
    case 'projectArchived':
    case 'unproved':
      return false;
  }
}

/** What is over as soon as the connection works: nobody has to wait for the pause to end. */
export function waitsForConnection(cause: StuckCause): boolean {
  switch (cause) {
    case 'notConnected':
    case 'otherSite':
    case 'credentialRejected':
      return true;
    case 'siteUnavailable':
    case 'rateLimited':
    case 'siteRefused':
    case 'lastAdmin':
    case 'adminsNotKnown':
    case 'connectionAccount':
    case 'groupManagedElsewhere':
    case 'projectArchived':
    case 'unproved':
      return false;
  }
}
