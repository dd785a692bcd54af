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

/** What no request can ask for is as near to it as can be: the plan refuses it for what it is. */
const KINDS: Readonly<Record<Entitlement['kind'], Readonly<Record<Verb, ActionKind>>>> = {
  group: { add: 'group.addUser', remove: 'group.removeUser', create: 'group.create' },
  newGroup: { add: 'group.addUser', remove: 'group.removeUser', create: 'group.create' },
  role: { add: 'role.addActor', remove: 'role.removeActor', create: 'group.create' },
  account: { add: 'user.create', remove: 'user.create', create: 'user.create' },
};

export function actionKind(verb: Verb, entitlement: Entitlement): ActionKind {
  return KINDS[entitlement.kind][verb];
}
