import { expect } from 'vitest';
import { LEAD } from '../cast';
import type { Trouble } from '../trouble';
import { approverJoins } from './approver-joins';

const ALONE = { people: [], groups: [], invite: [], createGroup: undefined, remove: [] } as const;

/**
 * What the lead approves for a group, for the first time and for longer, beside what somebody else approves: that the
 * lead comes into it. All are approved before any is carried out, so nobody has seen the others.
 */
export const twoAboutGroup: Trouble = {
  isPlayed: true,
  shape: (asked) => ({ ...asked, ...approverJoins.shape?.(asked), days: 1 }),
  begin() {},
  async linger(world, { at, ask, approve, onCall, asked: before }) {
    // What it was given before is seen by whoever approves that the lead comes into it.
    if (before.slice(1).some(({ groups }) => groups.includes('on-call'))) return undefined;
    const group = { ...ALONE, by: 'Noah Okafor', groups: ['on-call'], days: undefined };
    const asked = [
      { ...group, add: ['WEB/Developers'] },
      { ...ALONE, by: 'Marco Ricci', people: [LEAD], add: ['on-call'], days: undefined },
      { ...group, add: ['WEB/Viewers'] },
    ];
    const ids: string[] = [];
    for (const one of asked) ids.push(...[(await ask(one)) ?? []].flat());
    const turned = at % ids.length;
    for (const id of [...ids.slice(turned), ...ids.slice(0, turned)]) await approve(id);
    if (at % 2 === 0) onCall(1 + (at % 60), () => (at % 4 === 0 ? 'kill' : 'killAfter'));
    await world.settle();
    return undefined;
  },
  atTheEnd(world) {
    if (!world.members('on-call').includes(LEAD)) return;
    const { directory } = world.platform.atlassian;
    for (const role of ['Developers', 'Viewers'])
      expect(directory.actorsOf('WEB', role).groupIds).not.toContain(world.groupId('on-call'));
  },
};
