interface AboutCause {
  /** Tried again soon: what a person has to mend is not worth a look so often. */
  readonly passesByItself: boolean;
  /**
   * Over as soon as the connection works, or the site answers: once that is seen, nobody has to wait for the
   * pause to end.
   */
  readonly waitsForSite: boolean;
  /** The app ends it by itself once it can. */
  readonly isTriedAgain: boolean;
}

/** What it waits for: the site and the connection to it, or a person. */
const SITE = { passesByItself: true, waitsForSite: true, isTriedAgain: true };
const PERSON = { passesByItself: false, waitsForSite: false, isTriedAgain: true };

/** Why access that should have ended is still there, or access that is in force is not. */
const CAUSES = {
  /** No site is connected. */
  notConnected: SITE,
  /** The connected site is another one. */
  otherSite: { passesByItself: false, waitsForSite: true, isTriedAgain: true },
  credentialRejected: SITE,
  siteUnavailable: SITE,
  rateLimited: SITE,
  siteRefused: PERSON,
  /** It would have left nobody who administers it. */
  lastAdmin: PERSON,
  /** It can't be known who would be left to administer it. */
  adminsNotKnown: PERSON,
  /** The app acts as this account by way of this group. */
  connectionAccount: PERSON,
  /** The members come from an identity provider. */
  groupManagedElsewhere: PERSON,
  projectArchived: PERSON,
  /** It can be restored from there, with everybody in its roles. */
  projectInBin: PERSON,
  /** It is not shown, and nothing proves that it is gone. */
  projectHidden: PERSON,
  /** Something stored that it takes can't be read: it waits for an admin under Needs a look. */
  recordUnreadable: { ...PERSON, passesByItself: true },
  /** A fault of the app's own, or something that the store does not take: its log has it. */
  appFault: PERSON,
  /** Nobody has come to it yet: too much is due at once, or what ends it was lost or fails as a whole. */
  notReached: { ...PERSON, passesByItself: true },
  /** That the app gave it is not proved: it is not taken away without being asked. */
  unproved: { ...PERSON, isTriedAgain: false },
} as const satisfies Readonly<Record<string, AboutCause>>;

export type StuckCause = keyof typeof CAUSES;
export const STUCK_CAUSES = Object.keys(CAUSES) as readonly StuckCause[];

export function passesByItself(cause: StuckCause): boolean {
  return CAUSES[cause].passesByItself;
}

export function waitsForSite(cause: StuckCause): boolean {
  return CAUSES[cause].waitsForSite;
}

export function isTriedAgain(cause: StuckCause): boolean {
  return CAUSES[cause].isTriedAgain;
}
