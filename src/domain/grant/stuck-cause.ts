interface AboutCause {
  /** Tried again soon: what a person has to mend is not worth a look so often. */
  readonly passesByItself: boolean;
  /** Over as soon as the connection works: nobody has to wait for the pause to end. */
  readonly waitsForConnection: boolean;
}

/** Who has to do something about it: a person, whoever connects the site, or nobody. */
const PASSES = { passesByItself: true, waitsForConnection: false };
const CONNECTION = { passesByItself: true, waitsForConnection: true };
const PERSON = { passesByItself: false, waitsForConnection: false };

/** Why access that should have ended is still there. */
const CAUSES = {
  /** No site is connected. */
  notConnected: CONNECTION,
  /** The connected site is another one. */
  otherSite: { passesByItself: false, waitsForConnection: true },
  credentialRejected: CONNECTION,
  siteUnavailable: PASSES,
  rateLimited: PASSES,
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
  /** That the app gave it is not proved: it is not taken away without being asked. */
  unproved: PERSON,
} as const satisfies Readonly<Record<string, AboutCause>>;

export type StuckCause = keyof typeof CAUSES;
export const STUCK_CAUSES = Object.keys(CAUSES) as readonly StuckCause[];

export function passesByItself(cause: StuckCause): boolean {
  return CAUSES[cause].passesByItself;
}

export function waitsForConnection(cause: StuckCause): boolean {
  return CAUSES[cause].waitsForConnection;
}
