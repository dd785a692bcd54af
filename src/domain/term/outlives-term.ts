import type { Verb } from '../action/action';
import type { Term } from './term';

/**
 * Whether something of it stays when its term is over: memberships end, and an account with its products,
 * or a group, that was created has no end. Whoever asks or decides is told.
 */
export function outlivesTerm(changes: readonly { readonly verb: Verb }[], term: Term): boolean {
  return term.kind !== 'permanent' && changes.some(({ verb }) => verb === 'create');
}
