import type {
  CheckFinding,
  InstallationCheck,
  NotTried,
  Seen,
} from '#domain/installation/installation-check';
import { unreachable } from '#domain/lib/invariant';
import type { Instant } from '#domain/lib/time';
import { say } from '#words/say';
import { ago } from '#words/time';

interface CheckWords {
  readonly title: string;
  /** What it means for people. */
  readonly meaning: string;
  /** What to do where it is otherwise. */
  readonly todo: string;
}

export function wordsOfCheck(check: InstallationCheck): CheckWords {
  switch (check) {
    case 'newRecords':
      return {
        title: say('Forge’s storage makes new records as expected'),
        meaning: say('“Create only if it does not exist” works for new records.'),
        todo: say(
          'Nothing to do: Multiplier then reserves each record first, which takes one more call.',
        ),
      };
    case 'keptKeys':
      return {
        title: say('Forge’s storage overwrites nothing'),
        meaning: say(
          'If two people act at once, only one of them takes effect. Every decision relies on it.',
        ),
        todo: say('Make no more requests until Atlassian’s support has looked at it.'),
      };
    case 'queue':
      return {
        title: say('Forge’s queue delivers'),
        meaning: say('What was approved is carried out within seconds.'),
        todo: say(
          'Work is still done, by the schedule, some minutes later. Check again; if that does not help, ask Atlassian’s support.',
        ),
      };
    case 'schedule':
      return {
        title: say('Forge’s schedule runs'),
        meaning: say('Access ends on time, and work that the queue lost is picked up.'),
        todo: say(
          'After installing, wait ten minutes. If it still has not run then, access does not end: ask Atlassian’s support, and take it away by hand.',
        ),
      };
    case 'rights':
      return {
        title: say('The API token may do what is approved'),
        meaning: say('The token is accepted, and its owner administers the site.'),
        todo: say('Open Integrations, which says what is wrong and what to do.'),
      };
    case 'protection':
      return {
        title: say('The site tells which groups administer'),
        meaning: say(
          'Groups that administer are protected by what they grant, whatever they are called.',
        ),
        todo: say('Until it does, every group counts as protected, and none is given to anybody.'),
      };
    case 'addresses':
      return {
        title: say('The site shows email addresses'),
        meaning: say('People on a list are found by their addresses.'),
        todo: say(
          'Nothing to do: people can hide theirs. With an organization API key every address is known exactly.',
        ),
      };
    case 'panel':
      return {
        title: say('Jira tells where the panel is shown'),
        meaning: say('The tab “Where it shows” can show the panel in projects for you.'),
        todo: say('Show the panel by hand, as “Where it shows” says.'),
      };
    case 'sight':
      return {
        title: say('Jira tells the app who sees a work item'),
        meaning: say('Only people who can see the work item are asked to decide.'),
        todo: say(
          'Let the app see the project, and browse users and groups. Until then requests there find no approver.',
        ),
      };
    case 'deciders':
      return {
        title: say('Jira tells the app who may decide on access requests'),
        meaning: say(
          'A rule can have those decide who have the permission “Decide on access requests” in a project.',
        ),
        todo: say(
          'Let other people decide in such rules: the project lead, people or members of a group. Until then the fallback approvers are asked.',
        ),
      };
    case 'comment':
      return {
        title: say('The app can comment and mention'),
        meaning: say(
          'Approvers are mentioned in the work item. The test comment mentions you and is deleted again.',
        ),
        todo: say(
          'Let the app comment in the project, and delete its test comment by hand if it is still there.',
        ),
      };
    case 'email':
      return {
        title: say('Jira sends the app’s email'),
        meaning: say(
          'People are told by email as well. Jira accepts one to you here: see whether it arrives.',
        ),
        todo: say(
          'Look at the notification settings of the project and at Outgoing mail in Jira’s settings.',
        ),
      };
    default:
      return unreachable(check);
  }
}

export function labelOfFinding({ finding }: CheckFinding): string {
  switch (finding) {
    case 'asExpected':
      return say('As expected');
    case 'otherWay':
      return say('Differs; Multiplier adapts');
    case 'differs':
      return say('Differs');
    case 'notTried':
      return say('Not tried');
    default:
      return unreachable(finding);
  }
}

export function whyNotTried(why: NotTried): string {
  switch (why) {
    case 'notConnected':
      return say('No site is connected.');
    case 'noIssue':
      return say('It needs a work item: name one above.');
    case 'issueNotSeen':
      return say('There is no such work item, or you can’t see it. Check its key above.');
    case 'nothingThere':
      return say('There is nothing to try it with.');
    default:
      return unreachable(why);
  }
}

export function whatWasSeen(seen: Seen, now: Instant): string {
  switch (seen.of) {
    case 'sweep':
      return say('It last ran {when}.', { when: ago(seen.at, now) });
    case 'deciders':
      return seen.people === 0
        ? say('Nobody has it in the project of this work item yet.')
        : say(
            '{count, plural, one {# person has it in the project of this work item.} other {# people have it in the project of this work item.}}',
            { count: seen.people },
          );
    case 'addresses':
      return say('{shown} of {people} people who were looked at show theirs.', {
        shown: seen.shown,
        people: seen.people,
      });
    default:
      return unreachable(seen);
  }
}
