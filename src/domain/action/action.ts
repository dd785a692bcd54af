import { ENTITLEMENT_ACTIONS, type Entitlement } from './entitlement';
import type { Subject } from './subject';

/** Give or take what is there; or create an account or a group, and so give it. */
export type Verb = 'add' | 'remove' | 'create';

const KINDS: Readonly<Record<Entitlement['kind'], Readonly<Record<Verb, ActionKind>>>> =
  ENTITLEMENT_ACTIONS;

export type ActionKind = {
  [Kind in Entitlement['kind']]: (typeof ENTITLEMENT_ACTIONS)[Kind][Verb];
}[Entitlement['kind']];

export const ACTION_KINDS: readonly ActionKind[] = [
  ...new Set(Object.values(KINDS).flatMap((each) => Object.values(each))),
];

/** One effect that is asked for: this subject, this entitlement, given or taken. */
export interface Action {
  readonly kind: ActionKind;
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
}

export function actionKind(verb: Verb, entitlement: Entitlement): ActionKind {
  return KINDS[entitlement.kind][verb];
}
