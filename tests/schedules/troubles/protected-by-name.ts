import type { Trouble } from '../trouble';

/** A group is renamed to what only a group of administrators is called, and back. */
export const protectedByName: Trouble = {
  isPlayed: true,
  begin() {},
  atCall({ platform, groupId }) {
    const { directory } = platform.atlassian;
    const id = groupId('design');
    directory.renameGroup(id, 'jira-admins-acme');
    return () => directory.renameGroup(id, 'design');
  },
  bars: ({ platform }) => {
    const { groupId } = platform.atlassian.directory.groupNamed('jira-admins-acme');
    return (thing) => thing === groupId;
  },
};
