import type { DeliveryProblem } from '#domain/delivery/deliveries';

/** Why nobody could be told, as part of a sentence. */
export function deliveryProblem(problem: DeliveryProblem): string {
  switch (problem) {
    case 'refused':
      return 'Jira does not let the app comment on this issue or send email about it';
    case 'unavailable':
      return 'Jira did not answer';
  }
}
