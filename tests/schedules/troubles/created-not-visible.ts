import { MINUTE } from '../../../src/domain/lib/time';
import { NEW_GROUPS, NEW_PEOPLE } from '../cast';
import type { Trouble } from '../trouble';

/** What was created is there, and no read shows it for twenty minutes. */
export const createdNotVisible: Trouble = {
  isPlayed: true,
  shape: (asked) => ({
    ...asked,
    invite: [NEW_PEOPLE[0]],
    createGroup: NEW_GROUPS[0],
    groups: [],
    remove: [],
  }),
  never: ['noSuchPerson', 'noSuchGroup', 'groupNotRequestable', 'notYetVisible'],
  begin({ platform }) {
    platform.atlassian.faults.visibilityLag = 20 * MINUTE;
  },
  async linger(world) {
    for (let passed = 0; passed < 25; passed += 5) await world.pass(5 * MINUTE);
    return undefined;
  },
};
