import type { AskedRequest } from '../asked-request';
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

const untilDone = (asked: AskedRequest): AskedRequest => ({
  ...asked,
  days: asked.days ?? 3,
  withWorkItem: true,
});

/** What was approved until the issue is done ends then; and what is approved beside it goes on. */
export const issueDone: Trouble = {
  isPlayed: true,
  shape: untilDone,
  begin() {},
  atCall({ platform }) {
    platform.atlassian.directory.transitionIssue(ISSUE, 'Done');
    return undefined;
  },
};

/** The event of it is lost, and it is opened again before anybody looks. */
export const issueReopened: Trouble = {
  isPlayed: true,
  shape: untilDone,
  begin({ platform }) {
    platform.forge.faults.loseNextTold = 1;
  },
  atCall({ platform }) {
    platform.atlassian.directory.transitionIssue(ISSUE, 'Done');
    return () => platform.atlassian.directory.transitionIssue(ISSUE, 'In Progress');
  },
};
