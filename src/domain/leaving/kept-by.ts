import type { Holding } from '../holding/holding';

/** Why access that would outlive the app stays where an admin has all of it end. */
export type KeptBy =
  /** That the app gave it is not proved: it takes nothing away that may be others'. */
  | 'unproved'
  /** It was given on a site that is not connected. */
  | 'otherSite';

export function keptBy(
  { grants, connectionId }: Pick<Holding, 'grants' | 'connectionId'>,
  connected: string | undefined,
): KeptBy | undefined {
  if (connectionId !== connected) return 'otherSite';
  return grants.every(({ unproved }) => unproved === true) ? 'unproved' : undefined;
}
