import type { Verb } from '../action/action';

/** Whether something of it is given for a time, or for good: what is only taken away, or created, has no term. */
export function hasTerm(changes: readonly { readonly verb: Verb }[]): boolean {
  return changes.some(({ verb }) => verb === 'add');
}
