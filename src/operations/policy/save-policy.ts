import type { Person } from '#domain/action/person';
import { ok, type Result, refuse } from '#domain/lib/result';
import { describePolicyChange } from '#domain/policy/describe-policy-change';
import type { Policy, RequestableGroup } from '#domain/policy/policy';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { Directory } from '#ports/directory';
import type { HostAsApp } from '#ports/host-jira';
import type { IdSource } from '#ports/id-source';
import type { PolicyStore } from '#ports/policy-store';
import { makeRecord, personActor } from '../audit/make-record';

export interface SavePolicyPorts {
  readonly policies: PolicyStore;
  readonly directory: Directory;
  readonly hostAsApp: HostAsApp;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface PolicyEdit {
  /** The version that was edited. */
  readonly version: number;
  readonly requestableGroups: readonly { readonly groupId: string; readonly unlocked: boolean }[];
  readonly rolesOf: Policy['rolesOf'];
  readonly creation: Policy['creation'];
  readonly fallbackApprovers: readonly string[];
  readonly decideWithinDays: number;
  readonly longestTermDays: number | undefined;
}

/** Saves a new version. Groups and people are named by the site, whatever the page called them. */
export async function savePolicy(
  ports: SavePolicyPorts,
  edit: PolicyEdit,
  by: Person,
): Promise<Result<Policy, { readonly code: 'changedMeanwhile' }>> {
  const before = await ports.policies.current();
  if (before.version !== edit.version) return refuse({ code: 'changedMeanwhile' });
  const [requestableGroups, fallbackApprovers] = await Promise.all([
    nameGroups(ports.directory, before, edit),
    namePeople(ports.hostAsApp, before, edit.fallbackApprovers),
  ]);
  const after: Policy = {
    version: before.version + 1,
    requestableGroups,
    rolesOf: edit.rolesOf,
    creation: edit.creation,
    fallbackApprovers,
    decideWithinDays: edit.decideWithinDays,
    longestTermDays: edit.longestTermDays,
  };
  const summary = describePolicyChange(before, after);
  if (summary.length === 0) return ok(before);
  const at = ports.clock.now();
  const written = await ports.commit({
    policy: after,
    audit: [
      makeRecord(ports.ids, at, personActor(by), {}, [
        { kind: 'policy.changed', version: after.version, summary },
      ]),
    ],
  });
  return written === 'conflict' ? refuse({ code: 'changedMeanwhile' }) : ok(after);
}

/** A group that was listed before keeps its place though the site no longer has it; a new one must exist. */
async function nameGroups(
  directory: Directory,
  before: Policy,
  { requestableGroups }: PolicyEdit,
): Promise<RequestableGroup[]> {
  const wanted = new Map(requestableGroups.map((group) => [group.groupId, group]));
  if (wanted.size === 0) return [];
  const live = await directory.groups([...wanted.keys()]);
  return [...wanted.values()].flatMap(({ groupId, unlocked }) => {
    const group =
      live.get(groupId) ?? before.requestableGroups.find((one) => one.groupId === groupId);
    if (group === undefined) return [];
    // Only a protected group has something to unlock.
    const isProtected = live.get(groupId)?.protection !== undefined;
    return [{ kind: 'group', groupId, name: group.name, unlocked: unlocked && isProtected }];
  });
}

async function namePeople(
  hostAsApp: HostAsApp,
  before: Policy,
  accountIds: readonly string[],
): Promise<Person[]> {
  const wanted = [...new Set(accountIds)];
  if (wanted.length === 0) return [];
  const live = await hostAsApp.people(wanted);
  return wanted.flatMap((accountId) => {
    const person =
      live.get(accountId) ?? before.fallbackApprovers.find((one) => one.accountId === accountId);
    if (person === undefined) return [];
    const { displayName, avatarUrl } = person;
    return [{ accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) }];
  });
}
