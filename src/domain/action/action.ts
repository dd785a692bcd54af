import type { Entitlement } from './entitlement';
import type { Subject } from './subject';

export const ACTION_KINDS = [
  'group.addUser',
  'group.removeUser',
  'role.addActor',
  'role.removeActor',
  'user.create',
  'group.create',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** Give or take what is there; or create an account or a group, and so give it. */
export type Verb = 'add' | 'remove' | 'create';

/** One effect that is asked for: this subject, this entitlement, given or taken. */
export interface Action {
  readonly kind: ActionKind;
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
}

export function actionKind(verb: Verb, entitlement: Entitlement): ActionKind {
  if (entitlement.kind === 'account') return 'user.create';
  if (verb === 'create') return 'group.create';
  if (entitlement.kind === 'role') return verb === 'add' ? 'role.addActor' : 'role.removeActor';
  return verb === 'add' ? 'group.addUser' : 'group.removeUser';
}
