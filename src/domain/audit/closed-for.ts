/** Why a request that waited was closed, and not by whoever asked. */
export const CLOSED_FOR = [
  /** It was to give access until its work item is done, and that is done. */
  'workItemDone',
  /** The work item that it was made in was deleted: nobody could decide it any more. */
  'workItemDeleted',
  /** Nobody whom it is about could have it any more: they were deactivated or deleted. */
  'peopleGone',
  /** What it is about is not there any more. */
  'accessGone',
  /** Some of the one, and some of the other: nothing of it is left to do. */
  'nothingLeft',
  /** A Jira admin has closed it, as the app is about to be uninstalled. */
  'uninstall',
] as const;
export type ClosedFor = (typeof CLOSED_FOR)[number];
