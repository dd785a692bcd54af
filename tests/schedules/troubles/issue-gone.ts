import { ISSUE } from '../cast';
import type { Trouble } from '../trouble';

/** What was approved where the issue was is carried out, wherever it is by then. */
export const issueMoved: Trouble = {
  isPlayed: true,
  never: ['projectNotRequestable'],
  begin() {},
  atCall({ platform }) {
    platform.atlassian.directory.moveIssue(ISSUE, 'MOB');
    return undefined;
  },
};

export const issueDeleted: Trouble = {
  isPlayed: true,
  never: ['projectNotRequestable'],
  begin() {},
  atCall({ platform }) {
    platform.atlassian.directory.removeIssue(ISSUE);
    return undefined;
  },
};
