import type { Person } from '#domain/action/person';
import type { Connection, ConnectionHealth } from '#domain/connection/connection';
import { isTriedAgain, type StuckCause } from '#domain/grant/stuck-cause';
import { onOneLine } from '#domain/lib/readable-text';
import type { Instant } from '#domain/lib/time';
import type { Message } from '#domain/notification/message';
import { mentions, paragraph } from './paragraph';
import { problemInShort } from './problem-in-short';
import { say } from './say';
import { missingWords, stuckWords } from './stuck-words';

const page = () => say('Apps > Manage apps > Multiplier > Configuration');
/** An app has no email of its own: this one comes with the key and the summary of an issue (doc: notify). */
const whyThisIssue = () =>
  say(
    'You are told because you set Multiplier up. Jira sends an app’s email only by way of a work item: this one is not about the work item that it names.',
  );

/** Says nothing about any request: whoever sees the issue may not see what was asked in others. */
export function failingMessage(
  { siteName, instanceUrl }: Pick<Connection, 'siteName' | 'instanceUrl'>,
  { since, problem }: Extract<ConnectionHealth, { state: 'failing' }>,
  to: readonly Person[],
): Message {
  return {
    subject: say('Multiplier: the connection to {site} does not work', {
      site: onOneLine(siteName),
    }),
    blocks: [
      paragraph('{people}, the connection to {site} has not worked since {when}: {why}.', {
        people: mentions(to),
        site: instanceUrl,
        when: inUtc(since),
        why: problemInShort(problem.code),
      }),
      [
        say(
          'Until it works, nothing is changed on the site. Approved requests wait, and access that is due to end is still there; both go on by themselves then.',
        ),
      ],
      [say('What to do about it is on {page}.', { page: page() })],
      [whyThisIssue()],
    ],
  };
}

export function workingMessage(
  { siteName, instanceUrl }: Pick<Connection, 'siteName' | 'instanceUrl'>,
  failedSince: Instant,
  to: readonly Person[],
): Message {
  return {
    subject: say('Multiplier: the connection to {site} works again', { site: onOneLine(siteName) }),
    blocks: [
      paragraph('{people}, the connection to {site} works again. It had not worked since {when}.', {
        people: mentions(to),
        site: instanceUrl,
        when: inUtc(failedSince),
      }),
      [
        say(
          'What was waiting goes on by itself, starting with what is due to end. There is nothing left for you to do.',
        ),
      ],
      [whyThisIssue()],
    ],
  };
}

export function overdueAdminMessage(cause: StuckCause, to: readonly Person[]): Message {
  const { why, remedy } = stuckWords(cause);
  return {
    subject: say('Multiplier: access that should have ended is still there'),
    blocks: [
      paragraph('{people}, access that was given for a time should have ended and has not.', {
        people: mentions(to),
      }),
      [
        isTriedAgain(cause)
          ? say('The reason: {why}. {remedy} It is tried again until it works.', { why, remedy })
          : say('The reason: {why}. {remedy}', { why, remedy }),
      ],
      [
        say(
          'Whose access it is, and all else that is overdue, is on {page}. For this reason you are told once a day at most.',
          { page: page() },
        ),
      ],
      [whyThisIssue()],
    ],
  };
}

export function missingAdminMessage(cause: StuckCause, to: readonly Person[]): Message {
  return {
    subject: say('Multiplier: access that was approved is not there'),
    blocks: [
      paragraph(
        '{people}, access that was approved was taken away as an earlier end or removal was under way, and could not be given back.',
        { people: mentions(to) },
      ),
      [
        say(
          'The reason: {why}. {remedy} It is tried again until it works, or is not allowed any more.',
          { ...missingWords(cause) },
        ),
      ],
      [
        say(
          'Whose access it is, and all else that is missing, is on {page}. For this reason you are told once a day at most.',
          { page: page() },
        ),
      ],
      [whyThisIssue()],
    ],
  };
}

export function needsALookMessage(to: readonly Person[]): Message {
  return {
    subject: say('Multiplier: stored records can’t be read'),
    blocks: [
      paragraph('{people}, Multiplier can’t read some of what it has stored.', {
        people: mentions(to),
      }),
      [
        say(
          'Everything else goes on. What these records are about waits until somebody looks: a request may stand still, and access may not end when it should.',
        ),
      ],
      [
        say(
          'They are on {page}, under Needs a look: each can be read again there, and most can be removed. You are told once a day at most.',
          { page: page() },
        ),
      ],
      [whyThisIssue()],
    ],
  };
}

export function reportFailingMessage(since: Instant, to: readonly Person[]): Message {
  return {
    subject: say('Multiplier: it can’t report to Atlassian whose data it stores'),
    blocks: [
      paragraph(
        '{people}, Multiplier has not been able since {when} to report to Atlassian whose account IDs and names it stores.',
        { people: mentions(to), when: inUtc(since) },
      ),
      [
        say(
          'Until it can, nobody knows whose account was closed, and their data is not erased. It is tried again until it works. If the app was updated, somebody may have to agree to its new permissions.',
        ),
      ],
      [
        say(
          'The latest state is on {page}, under Personal data. You are told once a day at most.',
          {
            page: page(),
          },
        ),
      ],
      [whyThisIssue()],
    ],
  };
}

export function brokenGlassAdminMessage(to: readonly Person[]): Message {
  return {
    subject: say('Multiplier: somebody broke the glass'),
    blocks: [
      paragraph(
        '{people}, somebody whom the access policy lets do so has taken access before anybody decided. It ends by itself within hours.',
        { people: mentions(to) },
      ),
      [
        say(
          'Who, what and why is on {page}, under Integrations, until somebody has reviewed it. Those who would have decided are told, too.',
          { page: page() },
        ),
      ],
      [whyThisIssue()],
    ],
  };
}

export function approverLeftMessage(left: number, to: readonly Person[]): Message {
  return {
    subject: say('Multiplier: an approver’s account was closed'),
    blocks: [
      paragraph(
        '{people}, the account of a fallback approver was closed. They were taken out of the access policy.',
        { people: mentions(to) },
      ),
      [
        left === 0
          ? say(
              'No fallback approver is left: where the lead of a project can’t decide, nothing can be asked for. Choose somebody on {page}, under Access policy.',
              { page: page() },
            )
          : say(
              '{left, plural, one {# fallback approver is left.} other {# fallback approvers are left.}} They are on {page}, under Access policy.',
              { left, page: page() },
            ),
      ],
      [whyThisIssue()],
    ],
  };
}

/** 2026-11-25, 10:05 UTC: where the reader is, the app does not know. */
function inUtc(at: Instant): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return `${day}, ${time.slice(0, 5)} UTC`;
}
