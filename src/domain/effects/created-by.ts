import type { Ask } from '../action/ask';
import { groupNameKey } from '../action/entitlement';
import type { CreatedIds } from '../action/resolve-created';
import { emailKey } from '../action/subject';
import type { StepBlock } from './step-block';

/**
 * What the steps of a request have created, or found to be there: an account is whose it is, whoever made
 * it; a group is the request's only by the id in the answer that created it.
 */
export function createdBy(ask: Ask, blocks: readonly StepBlock[]): CreatedIds {
  const accounts = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const { change, steps } of blocks) {
    if (ask.changes[change]?.verb !== 'create') continue;
    for (const { subject: position, outcome } of steps) {
      const subject = ask.subjects[position];
      const id = 'createdId' in outcome ? outcome.createdId : undefined;
      if (id === undefined) continue;
      if (subject?.kind === 'newPerson') accounts.set(emailKey(subject.email), id);
      if (subject?.kind === 'newGroup' && outcome.state === 'applied')
        groups.set(groupNameKey(subject.name), id);
    }
  }
  return { accounts, groups };
}
