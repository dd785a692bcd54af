import { FALLBACKS, GROUPS, PRODUCT_GROUP } from '../cast';
import { ACCOUNT, GROUP } from '../everyone';
import type { Trouble } from '../trouble';

/** A group can't be asked for any more. */
export const groupDelisted: Trouble = {
  isPlayed: true,
  begin() {},
  async atCall(world) {
    const left = GROUPS.filter((name) => name !== 'design');
    await world.allow(left, { fallbackApprovers: FALLBACKS });
    return undefined;
  },
  bars: (world) => (thing) => thing === world.groupId('design'),
  end: (world) => world.allow(GROUPS, { fallbackApprovers: FALLBACKS }),
};

/** Nothing may be given for longer than a day. */
export const shorterTerms: Trouble = {
  isPlayed: true,
  begin() {},
  async atCall(world) {
    await world.allow(GROUPS, { fallbackApprovers: FALLBACKS, longestTermDays: 1 });
    return undefined;
  },
  // Accounts, with what comes with them, and groups are made for good.
  bars: (world) => {
    const forGood = [ACCOUNT, GROUP, world.groupId(PRODUCT_GROUP)];
    return (thing, { days }) => !forGood.includes(thing) && (days === undefined || days > 1);
  },
  end: (world) => world.allow(GROUPS, { fallbackApprovers: FALLBACKS, longestTermDays: null }),
};
