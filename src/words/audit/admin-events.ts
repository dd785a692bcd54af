import type { AdminNotice } from '#domain/delivery/admin-notice';
import { adminDeliveryProblem } from '../delivery-problem';
import { say } from '../say';
import type { EventOf, WordsOf } from './event-words';
import { namesOf } from './names-of';

export const adminEvents: WordsOf<'admins.notified' | 'admins.notTold' | 'delivery.tried'> = {
  'admins.notified': {
    name: () => say('Admins notified'),
    sentence: (actor, event) =>
      say('{actor} notified {names} by email {news}.', {
        actor,
        names: namesOf(event.to, 'and'),
        news: adminNews()[event.about],
      }),
  },
  'admins.notTold': {
    name: () => say('Admins could not be told'),
    sentence: (actor, event) =>
      say('{actor} could not tell {names} by email {news}: {why}. It is tried again.', {
        actor,
        names: event.to.length === 0 ? say('any admin') : namesOf(event.to, 'and'),
        news: adminNews()[event.about],
        why: adminDeliveryProblem(event.problem),
      }),
  },
  'delivery.tried': {
    name: () => say('Comment or email tested'),
    sentence: (actor, event) => (event.by === 'comment' ? ofComment : ofEmail)(actor, event),
  },
};

type Tried = EventOf<'delivery.tried'>;

function ofComment(actor: string, { outcome }: Tried): string {
  switch (outcome) {
    case 'begun':
      return say('{actor} began to test whether Multiplier can comment.', { actor });
    case 'done':
      return say('{actor} tested a comment, which was written and taken back.', {
        actor,
      });
    case 'stays':
      return say('{actor} tested a comment, which was written and could not be taken back.', {
        actor,
      });
    case 'unconfirmed':
      return say('{actor} tested a comment; the answer was lost, and it may be there.', { actor });
    case 'refused':
      return say('{actor} tested a comment; Jira refused it.', { actor });
  }
}

function ofEmail(actor: string, { outcome }: Tried): string {
  switch (outcome) {
    case 'begun':
      return say('{actor} began to test whether Multiplier can send an email.', { actor });
    case 'done':
    case 'stays':
      return say('{actor} tested an email to themselves, and Jira took it.', { actor });
    case 'unconfirmed':
      return say(
        '{actor} tested an email to themselves; the answer was lost, and it may have been sent.',
        { actor },
      );
    case 'refused':
      return say('{actor} tested an email to themselves; Jira refused it.', { actor });
  }
}

const adminNews = (): Readonly<Record<AdminNotice['about'], string>> => ({
  connectionFailing: say('that the connection no longer works'),
  connectionWorking: say('that the connection works again'),
  overdue: say('of access that should have ended and is still there'),
  missing: say('of access that was approved and is not there'),
  needsALook: say('of stored records that can’t be read'),
  reportFailing: say('that Multiplier can’t report to Atlassian whose data it stores'),
  brokenGlass: say('that somebody broke the glass'),
  approverLeft: say('that an approver’s account was closed'),
});
