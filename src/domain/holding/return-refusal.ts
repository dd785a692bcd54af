import type { StuckCause } from '../grant/stuck-cause';

/** Why somebody can't return what they have, now or at all. */
export type ReturnRefusal =
  /** It is somebody else's, or a group's. */
  | { readonly code: 'notYours' }
  /** The app has given them nothing there that is in force. */
  | { readonly code: 'notInForce' }
  /** That the app gave it is not proved. */
  | { readonly code: 'unproved' }
  /** Its end has come, or it was returned already. */
  | { readonly code: 'ends' }
  /** It could not be taken away now, or must not. */
  | { readonly code: 'cannotEnd'; readonly cause: StuckCause };
