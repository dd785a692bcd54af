import type { ClosedFor } from '#domain/audit/closed-for';
import { say } from './say';

/** Why a request was closed that waited: for sentences, behind a colon. */
export function closedForWords(closedFor: ClosedFor): string {
  switch (closedFor) {
    case 'workItemDone':
      return say('it was to last until its work item is done, and that is done');
    case 'workItemDeleted':
      return say('its work item was deleted');
    case 'peopleGone':
      return say('nobody whom it is about has an active account any more');
    case 'accessGone':
      return say('what it is about is not there any more');
    case 'nothingLeft':
      return say('the people, groups or projects that it is about are not there any more');
    case 'uninstall':
      return say('Multiplier is about to be uninstalled here');
  }
}

/** What whoever asked can do, if anything. */
export function closedForAdvice(closedFor: ClosedFor): string {
  switch (closedFor) {
    case 'workItemDone':
      return say('If it is still needed, ask in another work item, or until a date.');
    case 'workItemDeleted':
      return say('If it is still needed, ask in another work item.');
    case 'peopleGone':
      return say('If somebody of them comes back, ask again.');
    case 'accessGone':
    case 'nothingLeft':
      return say('If it is there again, or goes by another name, ask again.');
    case 'uninstall':
      return say('If it is still needed, ask a Jira admin.');
  }
}
