import { type Holding, latestEnd } from '../holding/holding';

/**
 * Whether the app would still take it back, so that it would outlive the app. What is in force for good stays anyway: nobody has approved
 * that it ends.
 */
export function outlives(holding: Pick<Holding, 'grants'>): boolean {
  return latestEnd(holding) !== undefined;
}
