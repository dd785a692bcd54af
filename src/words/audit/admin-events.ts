import type { AdminNotice } from '#domain/delivery/admin-notice';
import { adminDeliveryProblem } from '../delivery-problem';
import { say } from '../say';
import type { WordsOf } from './event-words';
import { namesOf } from './names-of';

export const adminEvents: WordsOf<'admins.notified' | 'admins.notTold'> = {
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
};

const adminNews = (): Readonly<Record<AdminNotice['about'], string>> => ({
  connectionFailing: say('that the connection no longer works'),
  connectionWorking: say('that the connection works again'),
  overdue: say('of access that should have ended and is still there'),
  needsALook: say('of stored records that can’t be read'),
  reportFailing: say('that Atlassian can’t be told whose data is stored'),
  approverLeft: say('that an approver’s account was closed'),
});
