import type { ConnectionStore } from '#ports/connection-store';
import type { GroupApprovals } from '#ports/group-approvals';
import type { GroupJoins } from '#ports/group-joins';
import type { Log } from '#ports/log';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';
import type { Site, Sites } from '#ports/site';
import type { SendChangePorts } from '../effects/effect-for';
import type { ChangeHoldingsPorts } from '../holding/change-holdings';
import type { LockPorts } from '../lock/hold-alone';
import type { AskedInPorts } from '../plan/find-asked-in';
import type { LivePorts } from '../plan/read-live-state';
import type { PromiseNoticesPorts } from './promise-notices';

export interface SettlePorts
  extends Omit<LivePorts & SendChangePorts, keyof Site>,
    Sites,
    LockPorts,
    AskedInPorts,
    ChangeHoldingsPorts,
    PromiseNoticesPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly groupApprovals: GroupApprovals;
  readonly groupJoins: GroupJoins;
  readonly requests: Pick<RequestStore, 'get'>;
  readonly log: Log;
}

/** Those of a pass, which is on one site. */
export type PassPorts = SettlePorts & Site;
