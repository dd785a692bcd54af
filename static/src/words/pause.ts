import type { CallError } from '#contract/answer';
import { APPROVAL_VALID_DAYS } from '#domain/request/approve';
import type { PauseCause } from '#domain/request/pause';

/** What approved work waits for, and who can mend it. */
export interface PauseWords {
  /** `Waits since … : the site does not answer.` */
  readonly cause: string;
  readonly who: string;
}

const NOBODY = 'Nobody has to do anything: it is tried again and again, and goes on by itself.';
const ADMIN =
  'A Jira admin can fix that under Apps > Manage apps > Multiplier > Configuration; then it goes on by itself.';

const WORDS: Readonly<Record<PauseCause, PauseWords>> = {
  notConnected: { cause: 'no Atlassian site is connected', who: ADMIN },
  otherConnection: {
    cause: 'another Atlassian site is connected than the one this was approved for',
    who: ADMIN,
  },
  connectionFailing: { cause: 'the connection to Atlassian Cloud does not work', who: ADMIN },
  siteUnavailable: { cause: 'the Atlassian site does not answer as it should', who: NOBODY },
  rateLimited: { cause: 'the Atlassian site asks to go slower', who: NOBODY },
  notYetVisible: { cause: 'the site does not show yet what was created', who: NOBODY },
  appFailed: {
    cause: 'something went wrong in the app',
    who: 'It is tried again a few times; if it stays so, the request stops and says so.',
  },
};

export function pauseWords(cause: PauseCause): PauseWords {
  return WORDS[cause];
}

/** What an approval comes to while the site can't be asked, and who can mend it: beside its button. */
export function approvedNow(
  error: CallError,
): { readonly what: string; readonly next: string } | undefined {
  const goesOn = `Then it goes on by itself; the approval is valid for ${APPROVAL_VALID_DAYS} days.`;
  if (error.code === 'connectionFailing') {
    return {
      what: 'Approved now, it waits until the connection works.',
      next: `${goesOn} A Jira admin can fix the connection.`,
    };
  }
  return error.code === 'platform' && error.retryable
    ? { what: 'Approved now, it waits until the site answers.', next: goesOn }
    : undefined;
}
