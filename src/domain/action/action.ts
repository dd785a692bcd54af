import type { Entitlement } from './entitlement';
import type { Subject } from './subject';

export const ACTION_KINDS = [
  'group.addUser',
  'group.removeUser',
  'role.addActor',
  'role.removeActor',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** Give or take: the two directions of every membership action. */
export type Verb = 'add' | 'remove';

/** One effect that is asked for: this subject, this entitlement, given or taken. */
export interface Action {
  readonly kind: ActionKind;
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
}

export function actionKind(verb: Verb, entitlement: Entitlement): ActionKind {
  if (entitlement.kind === 'group') return verb === 'add' ? 'group.addUser' : 'group.removeUser';
  return verb === 'add' ? 'role.addActor' : 'role.removeActor';
}
