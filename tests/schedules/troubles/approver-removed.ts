import { FALLBACKS, GROUPS, LEAD } from '../cast';
import type { Trouble } from '../trouble';

const [REMOVED, LEFT] = FALLBACKS;

/**
 * The lead gains, so that a fallback approver decides: one of them is not among them any more by then, and
 * who has decided is not as it is carried out. That takes nothing from what they decided while they could.
 */
export const approverRemoved: Trouble = {
  isPlayed: true,
  shape: (asked) => ({
    ...asked,
    people: [...new Set([LEAD, ...asked.people])],
    add: [...new Set(['design', ...asked.add])],
    groups: [],
    remove: asked.remove.filter((thing) => thing !== 'design'),
  }),
  beforeDecision: (world) => world.allow(GROUPS, { fallbackApprovers: [LEFT] }),
  notByThem: [REMOVED],
  never: ['groupNotRequestable', 'projectNotRequestable', 'approvalLapsed'],
  begin() {},
  async atCall(world) {
    await world.allow(GROUPS, { fallbackApprovers: [] });
    return undefined;
  },
  end: (world) => world.allow(GROUPS, { fallbackApprovers: FALLBACKS }),
};
