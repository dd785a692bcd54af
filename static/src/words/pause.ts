import type { CallError } from '#contract/answer';
import { APPROVAL_HOLDS_FOR } from '#domain/lib/approval-holds';
import { DAY } from '#domain/lib/time';
import type { PauseCause } from '#domain/request/pause';
import { say } from '#words/say';
import { days } from '#words/time';

/** What approved work waits for, and who can mend it. */
export interface PauseWords {
  /** `Waits since … : the site does not answer.` */
  readonly cause: string;
  readonly who: string;
}

const nobody = () =>
  say('Nobody has to do anything: it is tried again and again, and goes on by itself.');
const admin = () =>
  say(
    'A Jira admin can fix that under Apps > Manage apps > Multiplier > Configuration; then it goes on by itself.',
  );

const words = (): Readonly<Record<PauseCause, PauseWords>> => ({
  notConnected: { cause: say('no Atlassian site is connected'), who: admin() },
  otherConnection: {
    cause: say('another Atlassian site is connected than the one this was approved for'),
    who: admin(),
  },
  connectionFailing: {
    cause: say('the connection to Atlassian Cloud does not work'),
    who: admin(),
  },
  siteUnavailable: { cause: say('the Atlassian site does not answer as it should'), who: nobody() },
  rateLimited: { cause: say('the Atlassian site asks the app to slow down'), who: nobody() },
  othersFirst: {
    cause: say('other changes to the same, or of the same kind, come first'),
    who: nobody(),
  },
  notYetVisible: { cause: say('the site does not show yet what was created'), who: nobody() },
  appFailed: {
    cause: say('something went wrong in the app'),
    who: say(
      'It is tried again a few times; if that does not help, the request stops and says so.',
    ),
  },
});

export function pauseWords(cause: PauseCause): PauseWords {
  return words()[cause];
}

/** What an approval comes to while the site can't be asked, and who can mend it: beside its button. */
export function approvedNow(
  error: CallError,
): { readonly what: string; readonly next: string } | undefined {
  const goesOn = say('Then it goes on by itself; the approval is valid for {days}.', {
    days: days(APPROVAL_HOLDS_FOR / DAY),
  });
  if (error.code === 'connectionFailing') {
    return {
      what: say('If you approve now, it waits until the connection works.'),
      next: say('{goesOn} A Jira admin can fix the connection.', { goesOn }),
    };
  }
  return error.code === 'platform' && error.retryable
    ? { what: say('If you approve now, it waits until the site answers.'), next: goesOn }
    : undefined;
}
