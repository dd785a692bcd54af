import type { Person } from '#domain/action/person';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { BreakGlass } from '#domain/policy/break-glass';
import { delistedBy } from '#domain/policy/delisted';
import { judgeBundle } from '#domain/policy/judge-bundle';
import { judgeRule } from '#domain/policy/judge-rule';
import { ownersAs, type Policy, type RequestableGroup } from '#domain/policy/policy';
import { type PolicyChange, policyChanges } from '#domain/policy/policy-change';
import type { Rule } from '#domain/policy/rule';
import { nameOfRule } from '#domain/policy/rule-name';
import {
  judgeUnlock,
  type PolicyRefusal,
  type RefusedBundle,
  type RefusedRule,
  unlocksOn,
} from '#domain/policy/unlock';
import type { UnlockableProtection } from '#domain/protection/group-protection';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { HostAsApp } from '#ports/host-jira';
import type { PolicyStore } from '#ports/policy-store';
import type { Sites } from '#ports/site';
import { administersSite } from '../protection/administers-site';
import { type BundleEdit, type NamedBundles, nameBundles, nameNewRoles } from './name-bundles';
import { namePeople, peopleOf, whoIs } from './name-people';
import { type NamedRules, nameRules, peopleIn, type RuleEdit } from './name-rules';

export interface DraftPolicyPorts extends Sites {
  readonly policies: Pick<PolicyStore, 'inForce'>;
  readonly connections: Pick<ConnectionStore, 'of'>;
  readonly hostAsApp: HostAsApp;
  readonly clock: Clock;
}

/** The version that was edited, with groups and people by their ids: the rest is taken as it is. */
export interface PolicyEdit
  extends Omit<
    Policy,
    | 'requestableGroups'
    | 'fallbackApprovers'
    | 'fallbackAfterHours'
    | 'rules'
    | 'bundles'
    | 'breakGlass'
    | 'delisted'
    | 'savedBy'
  > {
  readonly requestableGroups: readonly {
    readonly groupId: string;
    readonly unlockedFor: readonly UnlockableProtection[];
    /** Undefined: as before. */
    readonly owners?: readonly string[] | undefined;
  }[];
  readonly fallbackApprovers: readonly string[];
  /** Null: never; undefined: as before. */
  readonly fallbackAfterHours?: number | null | undefined;
  readonly rules: readonly RuleEdit[];
  /** Undefined: as before. */
  readonly bundles?: readonly BundleEdit[] | undefined;
  /** Null, or undefined: nobody. */
  readonly breakGlass?:
    | (Omit<BreakGlass, 'people'> & { readonly people: readonly string[] })
    | null
    | undefined;
}

export type SavePolicyRefusal =
  | { readonly code: 'changedMeanwhile' }
  | { readonly code: 'policy'; readonly refusal: PolicyRefusal };

/** What an edit would put into force, if it were saved now. */
export interface DraftPolicy {
  readonly before: Policy;
  readonly after: Policy;
  readonly changes: readonly PolicyChange[];
}

/**
 * All that is asked before a version is saved, and nothing is written. Groups and people are named by the site, whatever the
 * page called them. `connectionId`: of the site on which the groups are looked at.
 */
export async function draftPolicy(
  ports: DraftPolicyPorts,
  edit: PolicyEdit,
  connectionId: string | undefined,
  by: Person,
): Promise<Result<DraftPolicy, SavePolicyRefusal>> {
  const before = await ports.policies.inForce(connectionId);
  if (before.version !== edit.version) return refuse({ code: 'changedMeanwhile' });
  const named = [
    ...edit.fallbackApprovers,
    ...(edit.breakGlass?.people ?? []),
    ...edit.requestableGroups.flatMap(({ owners = [] }) => owners),
  ];
  const edited = edit.bundles ?? [];
  const naming = namePeople(ports.hostAsApp, peopleOf(before), [
    ...named,
    ...peopleIn(edit.rules),
    ...edited.flatMap(({ owner }) => owner ?? []),
  ]);
  const [groups, people, { rules, unknown }, newRoles] = await Promise.all([
    readGroups(ports, before, edit, connectionId, by),
    naming,
    nameRules(ports, before, edit.rules, connectionId, naming),
    nameNewRoles(ports, before, edited, connectionId),
  ]);
  if (!groups.ok) return groups;
  const isThere =
    connectionId !== undefined && (await ports.connections.of(connectionId)) !== undefined;
  const namesGroups = groups.value.length > 0 || edit.rules.length > 0 || edited.length > 0;
  if (namesGroups && !isThere) return refuse({ code: 'changedMeanwhile' });
  const faults = faultsIn(rules, unknown);
  if (faults.length > 0) return refused({ code: 'rules', faults });
  const nobody = unknownAmong(named, people, ({ accountId }) => accountId);
  const wanted = isThere ? edit.requestableGroups.map(({ groupId }) => groupId) : [];
  const noGroup = unknownAmong(wanted, groups.value, ({ groupId }) => groupId);
  if (nobody.length > 0 || noGroup.length > 0) {
    return refused({ code: 'namesUnknown', groups: noGroup, people: nobody });
  }
  const notListed = unlistedIn(edit, before);
  if (notListed.length > 0) return refused({ code: 'glassNotListed', groups: notListed });
  const ofBundles = nameBundles(before, edited, groups.value, newRoles, people);
  const bundleFaults = faultsInBundles(ofBundles);
  if (bundleFaults.length > 0) return refused({ code: 'bundles', faults: bundleFaults });
  const requestableGroups = groups.value.map((group) => withOwners(group, before, edit, people));
  const at = ports.clock.now();
  const after: Policy = {
    ...edit,
    version: before.version + 1,
    requestableGroups,
    fallbackApprovers: whoIs(people, edit.fallbackApprovers),
    fallbackAfterHours:
      edit.fallbackAfterHours === undefined
        ? before.fallbackAfterHours
        : (edit.fallbackAfterHours ?? undefined),
    rules,
    bundles: edit.bundles === undefined ? before.bundles : ofBundles.bundles,
    breakGlass: glassOf(edit, people),
    ...delistedBy(before, { requestableGroups }, at),
    savedBy: by,
  };
  const changes = policyChanges(before, after);
  return ok({ before, after, changes });
}

/**
 * Who may break the glass, for what. Whoever saves it enables it: a page or a file that says nothing of it has not shown it to them, and then nobody may.
 */
function glassOf({ breakGlass }: PolicyEdit, people: readonly Person[]): BreakGlass | undefined {
  if (breakGlass === undefined || breakGlass === null) return undefined;
  const groups = [...new Set(breakGlass.groups)];
  return { people: whoIs(people, breakGlass.people), groups, roles: breakGlass.roles };
}

/** By their names, or ids, groups that may be taken so and are not listed: nothing is saved without what an admin has named. */
function unlistedIn(
  { breakGlass, requestableGroups }: PolicyEdit,
  before: Policy,
): readonly string[] {
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  const names = new Map(before.requestableGroups.map(({ groupId, name }) => [groupId, name]));
  const named = [...new Set(breakGlass?.groups ?? [])];
  return named.filter((one) => !listed.has(one)).map((one) => names.get(one) ?? one);
}

/** Of ids, those of nothing that is known now, or was before: nothing is saved without what an admin has named. */
function unknownAmong<Known>(
  ids: readonly string[],
  all: readonly Known[],
  idOf: (one: Known) => string,
): readonly string[] {
  const known = new Set(all.map(idOf));
  return [...new Set(ids)].filter((id) => !known.has(id));
}

/** Its owners as they are named, or as they were where nothing is said of them. */
function withOwners(
  group: RequestableGroup,
  before: Policy,
  edit: PolicyEdit,
  people: readonly Person[],
): RequestableGroup {
  const of = <Group extends { readonly groupId: string }>(all: readonly Group[]) =>
    all.find(({ groupId }) => groupId === group.groupId);
  const asked = of(edit.requestableGroups)?.owners;
  if (asked === undefined) {
    return { ...group, ...ownersAs(of(before.requestableGroups)?.owners ?? []) };
  }
  return { ...group, ...ownersAs(whoIs(people, asked)) };
}

function faultsIn(rules: readonly Rule[], unknown: NamedRules['unknown']): readonly RefusedRule[] {
  return rules.flatMap((rule) => {
    const judged = judgeRule(rule, rules, unknown.get(rule.id));
    const named = { ruleId: rule.id, rule: nameOfRule(rules, rule) };
    return judged.allowed ? [] : judged.why.map((fault) => ({ ...named, ...fault }));
  });
}

function faultsInBundles({ bundles, unknown }: NamedBundles): readonly RefusedBundle[] {
  return bundles.flatMap((bundle) => {
    const judged = judgeBundle(bundle, bundles, unknown.get(bundle.id));
    const named = { bundleId: bundle.id, bundle: nameOfRule(bundles, bundle) };
    return judged.allowed ? [] : judged.why.map((fault) => ({ ...named, ...fault }));
  });
}

/**
 * The groups with their names and what each is unlocked for. One that was listed before keeps its place
 * though the site no longer has it; a new one must exist.
 */
async function readGroups(
  { siteOf }: Sites,
  before: Policy,
  { requestableGroups }: PolicyEdit,
  connectionId: string | undefined,
  by: Person,
): Promise<Result<RequestableGroup[], SavePolicyRefusal>> {
  const wanted = new Map(requestableGroups.map((group) => [group.groupId, group]));
  if (wanted.size === 0 || connectionId === undefined) return ok([]);
  const { directory } = siteOf(connectionId);
  // What a group gives is asked only where it is unlocked: of a thousand that are listed, it takes too many calls.
  const unlocking = requestableGroups.filter(({ unlockedFor }) => unlockedFor.length > 0);
  const [names, live] = await Promise.all([
    directory.groupNames([...wanted.keys()]),
    unlocking.length === 0
      ? new Map<string, never>()
      : directory.groups(unlocking.map(({ groupId }) => groupId)),
  ]);
  const takesSiteAdministrator: string[] = [];
  const notKnown: string[] = [];
  const groups = [...wanted.values()].flatMap((asked): RequestableGroup[] => {
    const { groupId } = asked;
    const listed = before.requestableGroups.find((one) => one.groupId === groupId);
    const group = live.get(groupId);
    const name = names.get(groupId) ?? listed?.name;
    if (name === undefined) return [];
    const unlocked = unlocksOn(listed, connectionId);
    const unlock = judgeUnlock(asked.unlockedFor, unlocked, group?.protection ?? ['notKnown']);
    if (unlock.takesSiteAdministrator) takesSiteAdministrator.push(name);
    const opens = asked.unlockedFor.some((one) => !unlocked.includes(one));
    if (opens && group?.protection.includes('notKnown') === true) notKnown.push(name);
    const { unlockedFor } = unlock;
    const on = unlockedFor.length === 0 ? {} : { unlockedOn: connectionId };
    return [{ kind: 'group', groupId, name, unlockedFor, ...on }];
  });
  if (notKnown.length > 0) return refused({ code: 'protectionNotKnown', groups: notKnown });
  if (takesSiteAdministrator.length > 0) {
    const may = await administersSite(directory, by.accountId);
    const code = may === undefined ? 'protectionNotKnown' : 'takesSiteAdministrator';
    if (may !== true) return refused({ code, groups: takesSiteAdministrator });
  }
  return ok(groups);
}

const refused = (refusal: PolicyRefusal) => refuse({ code: 'policy' as const, refusal });
