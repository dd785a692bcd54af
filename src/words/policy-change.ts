import type { GlassRoles } from '#domain/policy/break-glass';
import type { NamedApprover } from '#domain/policy/named-approver';
import type { Policy } from '#domain/policy/policy';
import type { PolicyChange, SaidGlass } from '#domain/policy/policy-change';
import type { UnlockableProtection } from '#domain/protection/group-protection';
import { tellBundleDifference } from './bundle-difference';
import { listBare } from './listing';
import { idsByName, nameOrBoth } from './name-or-id';
import { protectionInShort } from './protection';
import { ruleParts, tellRuleDifference } from './rule-difference';
import { say } from './say';
import { days, hours } from './time';

type ChangeOf<Of extends PolicyChange['of']> = Extract<PolicyChange, { of: Of }>;

/** What a version of the policy changed, for the audit: each a part of a sentence. */
export function tellPolicyChanges(changes: readonly PolicyChange[]): string[] {
  return [
    ...tellGroups('added', changes.filter(is('groupAdded')), changes),
    ...tellGroups('removed', changes.filter(is('groupRemoved')), changes),
    ...changes.flatMap((change) => tellChange(change)),
  ];
}

const is =
  <Of extends PolicyChange['of']>(of: Of) =>
  (change: PolicyChange): change is ChangeOf<Of> =>
    change.of === of;

function tellGroups(
  what: 'added' | 'removed',
  groups: readonly ChangeOf<'groupAdded' | 'groupRemoved'>[],
  all: readonly PolicyChange[],
): string[] {
  if (groups.length === 0) return [];
  const others = all.filter((one) => one.of === 'groupAdded' || one.of === 'groupRemoved');
  const ids = idsByName(others.map(({ groupId, name }) => [name, groupId]));
  const names = groups.map(({ groupId, name }) => nameOrBoth(name, groupId, ids));
  const list = listBare(names);
  return [
    what === 'added'
      ? say('groups that can be asked for: added {names}', { names: list })
      : say('groups that can be asked for: removed {names}', { names: list }),
  ];
}

function tellChange(change: PolicyChange): string[] {
  switch (change.of) {
    case 'groupAdded':
    case 'groupRemoved':
      return [];
    case 'unlocked':
      return [tellUnlock(change)];
    case 'owners':
      return [tellOwners(change)];
    case 'approvers':
      return [tellApprovers(change)];
    case 'roles':
      return [say('roles that can be asked for: {before} → {after}', fromTo(change, rolesOf))];
    case 'creation':
      return [say('what can be created: {before} → {after}', fromTo(change, creatable))];
    case 'ruleAdded':
      return [say('rule “{name}” added', { name: change.name })];
    case 'ruleRemoved':
      return [say('rule “{name}” removed', { name: change.name })];
    case 'ruleSays':
      return change.parts.map((difference) =>
        say('rule “{name}”, {part}: {before} → {after}', {
          name: change.name,
          ...tellRuleDifference(difference),
        }),
      );
    case 'ruleChanged': {
      const parts = listBare(change.parts.map((part) => ruleParts()[part]));
      return [say('rule “{name}” changed: {parts}', { name: change.name, parts })];
    }
    case 'bundleAdded':
      return [say('bundle “{name}” added', { name: change.name })];
    case 'bundleRemoved':
      return [say('bundle “{name}” removed', { name: change.name })];
    case 'bundleSays':
      return change.parts.map((difference) =>
        say('bundle “{name}”, {part}: {before} → {after}', {
          name: change.name,
          ...tellBundleDifference(difference),
        }),
      );
    case 'breakGlass':
      return [
        say('who may break the glass: {before} → {after}', {
          before: glassOf(change.before),
          after: glassOf(change.after),
        }),
      ];
    case 'daysToDecide':
      return [say('time to decide: {before} → {after}', fromTo(change, daysOrNone))];
    case 'fallbackAfterHours':
      return [
        say('fallback approvers decide as well: {before} → {after}', fromTo(change, afterOrNever)),
      ];
    case 'longestTermDays':
      return [say('longest term: {before} → {after}', fromTo(change, daysOrNone))];
  }
}

function tellUnlock({ name, before, after }: ChangeOf<'unlocked'>): string {
  if (after.length === 0)
    return say('{name}: locked again ({reasons})', { name, reasons: reasons(before) });
  if (before.length === 0)
    return say('{name}: unlocked ({reasons})', { name, reasons: reasons(after) });
  return say('{name}: unlock changed ({before} → {after})', {
    name,
    before: reasons(before),
    after: reasons(after),
  });
}

const reasons = (all: readonly UnlockableProtection[]) => listBare(all.map(protectionInShort));

function tellOwners(change: ChangeOf<'owners'>): string {
  return say('owners of {name}: {before} → {after}', { name: change.name, ...namesIn(change) });
}

const tellApprovers = (change: ChangeOf<'approvers'>): string =>
  say('fallback approvers, in their order: {before} → {after}', namesIn(change));

function namesIn({ before, after }: ChangeOf<'owners' | 'approvers'>) {
  const ids = idsByName(
    [...before, ...after].map(({ accountId, displayName }) => [displayName, accountId]),
  );
  const names = (all: readonly NamedApprover[]) =>
    all.length === 0
      ? say('nobody')
      : listBare(all.map((one) => nameOrBoth(one.displayName, one.accountId, ids)));
  return { before: names(before), after: names(after) };
}

const fromTo = <Value>(
  { before, after }: { readonly before: Value; readonly after: Value },
  words: (value: Value) => string,
) => ({ before: words(before), after: words(after) });

const rolesOf = (which: Policy['rolesOf']) =>
  which === 'anyProject' ? say('of any project') : say('of the work item’s own project');

function creatable({ users, groups }: Policy['creation']): string {
  if (users && groups) return say('accounts and groups');
  if (users) return say('accounts');
  return groups ? say('groups') : say('nothing');
}

const afterOrNever = (number: number | null) =>
  number === null ? say('never') : say('after {hours}', { hours: hours(number) });

const daysOrNone = (number: number | null) => (number === null ? say('no limit') : days(number));

function glassOf(said: SaidGlass | null): string {
  if (said === null) return say('nobody');
  const { people, groups, roles } = said;
  const what = [...groups.map(({ name }) => name), ...glassRoles(roles)];
  return say('{people} for {what}', {
    people: people.length === 0 ? say('nobody') : listBare(people.map((one) => one.displayName)),
    what: what.length === 0 ? say('nothing') : listBare(what),
  });
}

function glassRoles(roles: GlassRoles): string[] {
  switch (roles) {
    case 'none':
      return [];
    case 'ordinary':
      return [say('project roles that administer nothing')];
    case 'all':
      return [say('all project roles')];
  }
}
