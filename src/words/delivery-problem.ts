import type { DeliveryProblem } from '#domain/delivery/deliveries';
import { say } from './say';

/** Why nobody could be told, as part of a sentence. */
export function deliveryProblem(problem: DeliveryProblem): string {
  switch (problem) {
    case 'refused':
      return say('Jira does not let the app comment on this work item or send email about it');
    case 'unavailable':
      return say('Jira did not answer');
    case 'nobodySees':
      return say('none of them is known to see a work item by way of which Jira would email them');
  }
}

/** The same of an email to admins, which is about no issue and goes by way of one. */
export function adminDeliveryProblem(problem: DeliveryProblem): string {
  switch (problem) {
    case 'refused':
      return say('Jira does not let the app send email about the work items that they see');
    case 'unavailable':
      return say('Jira did not answer');
    case 'nobodySees':
      return say(
        'Jira sends an app’s email only by way of a work item, and no admin whom the app knows is known to see one in which it was used',
      );
  }
}
