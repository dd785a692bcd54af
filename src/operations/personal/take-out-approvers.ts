import type { PersonChanges } from '#domain/personal/rewrite-people';
import { rewritePeople } from '#domain/personal/rewrite-people';
import type { Policy } from '#domain/policy/policy';
import { policyChanges } from '#domain/policy/policy-change';
import { withoutApprovers } from '#domain/policy/without-approvers';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { APP, makeRecord } from '../audit/make-record';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { pushPromised } from '../outbox/push-promised';
import type { ChangePorts } from '../request/change-request';

export interface TakeOutPorts extends ChangePorts {
  readonly policies: PolicyStore;
  readonly connections: ConnectionStore;
}

/** Takes those whose accounts were closed out of the approvers of the policy in force, and tells admins. */
export async function takeOutApprovers(ports: TakeOutPorts, changes: PersonChanges): Promise<void> {
  const erased: PersonChanges = new Map([...changes].filter(([, { kind }]) => kind === 'erase'));
  if (erased.size === 0) return;
  const connection = await ifUnreadable(ports.connections.chosen(), undefined);
  const before = await ifUnreadable(ports.policies.inForce(connection?.id), undefined);
  if (before === undefined) return;
  const settings = withoutApprovers(before, ({ accountId }) => erased.has(accountId));
  if (settings === undefined) return;
  const after: Policy = { ...before, ...settings, version: before.version + 1 };
  const at = ports.clock.now();
  const notice = promiseAdminNotice(ports.ids, at, {
    about: 'approverLeft',
    version: after.version,
  });
  const written = await ports.commit({
    policy: after,
    audit: [
      makeRecord(ports.ids, at, APP, {}, [
        {
          kind: 'policy.changed',
          version: after.version,
          changes: policyChanges(rewritePeople(before, erased), after),
        },
      ]),
    ],
    outbox: [notice],
  });
  if (written === 'committed') await pushPromised(ports, [notice]);
}
