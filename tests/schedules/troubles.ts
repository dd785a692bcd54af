import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import type { World } from '../support/open-world';
import { passEnds, passToEnd } from './pass-ends';
import type { Trouble } from './trouble';
import { addressChangesHands } from './troubles/address-changes-hands';
import { approvedAtEnds, removalAtEnds } from './troubles/approved-at-ends';
import { approverJoins } from './troubles/approver-joins';
import { approverRemoved } from './troubles/approver-removed';
import { createdNotVisible } from './troubles/created-not-visible';
import { issueDeleted, issueDone, issueMoved, issueReopened } from './troubles/issue-gone';
import { longNames } from './troubles/long-names';
import { groupDelisted, shorterTerms } from './troubles/narrower-policy';
import { poisonedAtEnds } from './troubles/poisoned-at-ends';
import { protectedByName } from './troubles/protected-by-name';
import { recordUnreadable } from './troubles/record-unreadable';
import { siteReplacedAtEnds } from './troubles/site-replaced-at-ends';
import {
  archivedAtEnds,
  inBinAtEnds,
  lastAdminAtEnds,
  managedAtEnds,
  managedForGood,
} from './troubles/stuck-at-ends';
import { twoAboutGroup } from './troubles/two-about-group';

const REJECTED = {
  kind: 'answer',
  status: 401,
  headers: { 'content-type': 'text/html', 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
  body: 'Client must be authenticated to access this resource.',
} as const;

const nothing = () => {};
/** The sweep and the queue meanwhile; the platform may miss the sweep's five minutes. */
async function passAnHour(world: World): Promise<undefined> {
  for (let passed = 0; passed < HOUR; passed += 10 * MINUTE) await world.pass(10 * MINUTE);
  return undefined;
}

export const TROUBLES = {
  /** Queries of the store are seconds behind, as documented. */
  lateQueries: {
    isPlayed: true,
    begin({ platform }) {
      platform.forge.faults.queryLag = 5_000;
    },
    end({ platform }) {
      platform.forge.faults.queryLag = 0;
    },
  },
  /** The site asks to slow down, for an hour. */
  limitedForAnHour: {
    isPlayed: true,
    begin({ platform }) {
      platform.atlassian.faults.add({
        via: 'token',
        effect: {
          kind: 'answer',
          status: 429,
          headers: { 'retry-after': '30', 'ratelimit-reason': 'jira-quota-tenant-based' },
        },
      });
    },
    linger: passAnHour,
  },
  /** Nothing answers but with an error, for an hour. */
  downForAnHour: {
    isPlayed: true,
    begin({ platform }) {
      platform.atlassian.faults.add({
        via: 'token',
        effect: { kind: 'answer', status: 503, headers: { 'content-type': 'text/html' } },
      });
    },
    linger: passAnHour,
  },
  /** Terms run out while nothing answers, for days. */
  downAtEnds: {
    isPlayed: true,
    begin: nothing,
    async linger(world) {
      // Before, or what a worker had sent that was killed could not be told from what others did in days.
      await passToEnd(world);
      world.platform.atlassian.faults.add({
        via: 'token',
        effect: { kind: 'answer', status: 503, headers: { 'content-type': 'text/html' } },
      });
      await passEnds(world, 4 * DAY);
      return undefined;
    },
  },
  /** An answer is lost after the change, and the token is rejected next to it. */
  rejectedBesideLost: {
    isPlayed: true,
    begin({ platform }) {
      const { faults } = platform.atlassian;
      const change = { via: 'token', method: 'POST', times: 1 } as const;
      faults.add({ ...change, effect: { kind: 'reset', when: 'after' } });
      faults.add({ ...change, effect: REJECTED });
    },
  },
  /** A group gets administration while access to it is given. */
  administersMidRun: {
    isPlayed: true,
    begin: nothing,
    atCall(world) {
      world.platform.atlassian.directory.grant(world.groupId('design'), 'ADMINISTER');
      return undefined;
    },
    bars: (world) => (thing) => thing === world.groupId('design'),
    end: (world) =>
      world.platform.atlassian.directory.withdraw(world.groupId('design'), 'ADMINISTER'),
  },
  /** Who has decided leaves the company while it is carried out. */
  approverLeaves: {
    isPlayed: true,
    begin: nothing,
    atCall(world) {
      world.platform.atlassian.directory.setActive(world.as('Maya Lindqvist').accountId, false);
      return undefined;
    },
    end: (world) =>
      world.platform.atlassian.directory.setActive(world.as('Maya Lindqvist').accountId, true),
  },
  addressChangesHands,
  approvedAtEnds,
  archivedAtEnds,
  inBinAtEnds,
  lastAdminAtEnds,
  managedAtEnds,
  managedForGood,
  poisonedAtEnds,
  removalAtEnds,
  siteReplacedAtEnds,
  approverJoins,
  approverRemoved,
  createdNotVisible,
  groupDelisted,
  issueDeleted,
  issueDone,
  issueReopened,
  issueMoved,
  longNames,
  protectedByName,
  recordUnreadable,
  shorterTerms,
  twoAboutGroup,
} as const satisfies Readonly<Record<string, Trouble>>;

export type TroubleName = keyof typeof TROUBLES;
export const troubleOf = (name: TroubleName | undefined): Trouble | undefined =>
  name === undefined ? undefined : TROUBLES[name];
export const PLAYED = (Object.keys(TROUBLES) as TroubleName[]).filter(
  (name) => TROUBLES[name].isPlayed,
);
