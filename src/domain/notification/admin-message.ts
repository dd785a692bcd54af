import type { Person } from '../action/person';
import type { Connection, ConnectionHealth } from '../connection/connection';
import { problemInShort } from '../connection/problem-in-short';
import { isTriedAgain, type StuckCause } from '../grant/stuck-cause';
import { stuckWords } from '../grant/stuck-words';
import { onOneLine } from '../lib/readable-text';
import type { Instant } from '../lib/time';
import { mentions } from './approval-message';
import type { Message } from './message';

const PAGE = 'Apps > Manage apps > Multiplier > Configuration';
/** An app has no email of its own: this one comes with the key and the summary of an issue (doc: notify). */
const WHY_THIS_ISSUE =
  'You are told because you set Multiplier up. Jira sends an app’s email by way of an issue only: it is not about the issue that it names.';

/** Nothing of any request: whoever sees the issue may not see what was asked in others. */
export function failingMessage(
  { siteName, instanceUrl }: Pick<Connection, 'siteName' | 'instanceUrl'>,
  { since, problem }: Extract<ConnectionHealth, { state: 'failing' }>,
  to: readonly Person[],
): Message {
  return {
    subject: `Multiplier: the connection to ${onOneLine(siteName)} does not work`,
    paragraphs: [
      [
        ...mentions(to),
        `, the connection to ${instanceUrl} has not worked since ${inUtc(since)}: ${problemInShort(problem.code)}.`,
      ],
      [
        'Until it works, nothing is changed on the site. Approved requests wait, and access that is due to end is still there; both go on by themselves then.',
      ],
      [`What to do about it is on ${PAGE}.`],
      [WHY_THIS_ISSUE],
    ],
  };
}

export function workingMessage(
  { siteName, instanceUrl }: Pick<Connection, 'siteName' | 'instanceUrl'>,
  failedSince: Instant,
  to: readonly Person[],
): Message {
  return {
    subject: `Multiplier: the connection to ${onOneLine(siteName)} works again`,
    paragraphs: [
      [
        ...mentions(to),
        `, the connection to ${instanceUrl} works again. It had not since ${inUtc(failedSince)}.`,
      ],
      [
        'What waited goes on by itself, what is due to end first. There is nothing left for you to do.',
      ],
      [WHY_THIS_ISSUE],
    ],
  };
}

export function overdueAdminMessage(cause: StuckCause, to: readonly Person[]): Message {
  const { why, remedy } = stuckWords(cause);
  return {
    subject: 'Multiplier: access that should have ended is still there',
    paragraphs: [
      [...mentions(to), ', access that was given for a time should have ended and has not.'],
      [
        `The reason: ${why}. ${remedy}${isTriedAgain(cause) ? ' It is tried again until it works.' : ''}`,
      ],
      [
        `Whose access it is, and all else that is overdue, is on ${PAGE}. For this reason you are told once a day at most.`,
      ],
      [WHY_THIS_ISSUE],
    ],
  };
}

/** 2026-11-25, 10:05 UTC: where the reader is, the app does not know. */
function inUtc(at: Instant): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return `${day}, ${time.slice(0, 5)} UTC`;
}
