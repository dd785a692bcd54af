import { Document, isMap, isScalar, visit } from 'yaml';
import { bundleInputOf } from '#contract/bundle-input';
import { ruleInputOf } from '#contract/rule-input';
import type { PolicyView } from '#contract/views';
import type { BreakGlass } from '#domain/policy/break-glass';
import { allContents } from '#domain/policy/bundle';
import { type FileSettings, FORMAT } from './policy-shape';

/** A policy as a file, its ids with the names behind them, which only people read. */
export function writePolicy(policy: PolicyView): string {
  const settings: FileSettings = {
    requestableGroups: policy.requestableGroups.map(({ groupId, owners }) => ({
      groupId,
      owners: owners.map(({ accountId }) => accountId),
    })),
    rolesOf: policy.rolesOf,
    creation: policy.creation,
    fallbackApprovers: policy.fallbackApprovers.map(({ accountId }) => accountId),
    fallbackAfterHours: policy.fallbackAfterHours ?? null,
    decideWithinDays: policy.decideWithinDays,
    longestTermDays: policy.longestTermDays ?? null,
    rules: policy.rules.map(ruleInputOf),
    bundles: policy.bundles.map(bundleInputOf).map(withoutNoLevels),
    breakGlass: policy.breakGlass === undefined ? null : glassOf(policy.breakGlass),
  };
  const document = new Document({ format: FORMAT, ...settings }, { aliasDuplicateObjects: false });
  const names = namesIn(policy);
  visit(document, {
    // No key is an id.
    Scalar: (place, node) => {
      const name = typeof node.value === 'string' ? names.get(node.value) : undefined;
      if (place !== 'key' && name !== undefined) node.comment = ` ${onOneLine(name)}`;
    },
    // An empty list in a line of its own is easier to overlook.
    Pair: (_, { key, value }) => {
      if (isScalar(key) && isMap(value) && key.value === 'creation') value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

const glassOf = ({ people, groups, roles }: BreakGlass) => ({
  people: people.map(({ accountId }) => accountId),
  groups: [...groups],
  roles,
});

/** Nothing is said of levels where there are none. */
const withoutNoLevels = ({ levels = [], ...bundle }: FileBundle): FileBundle =>
  levels.length === 0 ? bundle : { ...bundle, levels };

type FileBundle = NonNullable<FileSettings['bundles']>[number];

/** A comment ends with its line. */
const onOneLine = (name: string) => name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

function namesIn(policy: PolicyView): ReadonlyMap<string, string> {
  const sources = policy.rules.flatMap(({ stages }) => stages.flatMap((stage) => stage.sources));
  const people = [
    ...policy.fallbackApprovers,
    ...(policy.breakGlass?.people ?? []),
    ...policy.requestableGroups.flatMap(({ owners }) => owners),
    ...sources.flatMap((source) => (source.kind === 'people' ? source.people : [])),
    ...policy.bundles.flatMap(({ owner }) => owner ?? []),
  ];
  const contents = policy.bundles.flatMap(allContents);
  const groups = [
    ...policy.requestableGroups,
    ...policy.rules.flatMap(({ askers }) => (askers.who === 'members' ? askers.groups : [])),
    ...sources.flatMap((source) => (source.kind === 'members' ? source.group : [])),
  ];
  const projects = policy.rules.flatMap((rule) => (rule.projects === 'all' ? [] : rule.projects));
  return new Map([
    ...people.map(({ accountId, displayName }) => [accountId, displayName] as const),
    ...groups.map(({ groupId, name }) => [groupId, name] as const),
    ...projects.map(({ projectId, name }) => [projectId, name] as const),
    ...contents.flatMap((one) =>
      one.kind === 'group'
        ? [[one.groupId, one.name] as const]
        : [[one.projectId, one.projectName] as const],
    ),
  ]);
}
