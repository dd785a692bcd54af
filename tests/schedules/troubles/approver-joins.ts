import { LEAD } from '../cast';
import type { Trouble } from '../trouble';

/** Who has approved that a group is given a role comes into the group. */
export const approverJoins: Trouble = {
  isPlayed: true,
  shape: (asked) => ({
    ...asked,
    people: [],
    invite: [],
    groups: ['on-call'],
    createGroup: undefined,
    add: ['WEB/Viewers'],
    remove: [],
  }),
  begin() {},
  atCall({ platform, person, groupId }) {
    const { directory } = platform.atlassian;
    const place = [groupId('on-call'), person(LEAD).accountId] as const;
    directory.addMember(...place);
    return () => directory.removeMember(...place);
  },
};
