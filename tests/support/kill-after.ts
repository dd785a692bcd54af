import type { FateOfCall, WireCall } from '../../local/forge/forge';
import type { World } from './open-world';

/**
 * Where something comes between at any call: of so many calls, `npm test` plays one. `EVERY_CALL=yes npx vitest run --project journeys`
 * plays each.
 */
export const oneOf = (calls: number): number => (process.env.EVERY_CALL === 'yes' ? 1 : calls);

/** Of the store, the site and Jira. */
const READ = /^kvs POST \/api\/v1\/(\w+\/)?(get|query)$|^(egress|jira) GET /;

/** Whether a call changes nothing. */
export const isRead = ({ target }: Pick<WireCall, 'target'>): boolean => READ.test(target);

/**
 * Kills whoever is watched after the call of that number of those that change something; 0: before their first call. Before the next
 * such call they die as after this one: what was read since dies with them. Answers whether it came to that.
 */
export function killAfterChange(
  { platform }: Pick<World, 'platform'>,
  at: number,
  isWatched: (call: WireCall) => boolean = ({ functionKey }) => functionKey === 'work-consumer',
): () => boolean {
  let changes = 0;
  let isKilled = false;
  const fateOf = (call: WireCall): FateOfCall => {
    if (isKilled || !isWatched(call)) return 'go';
    if (!isRead(call)) changes += 1;
    if (at > 0 && (isRead(call) || changes !== at)) return 'go';
    isKilled = true;
    return at === 0 ? 'kill' : 'killAfter';
  };
  platform.forge.faults.onWireCall = fateOf;
  return () => {
    platform.forge.faults.onWireCall = undefined;
    return isKilled;
  };
}
