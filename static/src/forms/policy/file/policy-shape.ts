import type { InputOf } from '#contract/api';
import {
  BUNDLES_MAX,
  CHANGES_MAX,
  DECIDE_DAYS_MAX,
  FALLBACK_HOURS_MAX,
  FALLBACK_MAX,
  GLASS_GROUPS_MAX,
  GLASS_PEOPLE_MAX,
  ID_MAX,
  LEVELS_MAX,
  LISTED_GROUPS_MAX,
  OWNERS_MAX,
  RULE_ASKERS_MAX,
  RULE_GROUPS_MAX,
  RULE_PROJECTS_MAX,
  RULES_MAX,
  STAGE_GROUPS_MAX,
  STAGE_PEOPLE_MAX,
  STAGES_MAX,
} from '#contract/limits';
import type { ExistingIds } from '#domain/action/entitlement';
import { type BreakGlass, GLASS_ROLES } from '#domain/policy/break-glass';
import { BUNDLE_DESCRIPTION_MAX } from '#domain/policy/judge-bundle';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import {
  either,
  fields,
  flag,
  list,
  optional,
  orNull,
  type Shape,
  text,
  whole,
  word,
} from './shape';

type Input = InputOf<'policy.save'>;
type RuleInput = Input['rules'][number];
type LevelInput = NonNullable<BundleInput['levels']>[number];
type BundleInput = NonNullable<Input['bundles']>[number];

/** What the file says of a policy: what is sent as it is saved, but for what is said of a site and a version alone. */
export type FileSettings = Omit<Input, 'version' | 'connectionId' | 'requestableGroups'> & {
  /** What a group is unlocked for is no part of it: each is unlocked knowingly, where it is seen what it gives. */
  readonly requestableGroups: readonly {
    readonly groupId: string;
    readonly owners: readonly string[];
  }[];
};

export const FORMAT = 'multiplier-policy-1';

const id = text(ID_MAX, 1);
const days = orNull(whole(1, LONGEST_TERM_DAYS));
const kind = (name: string, more: Readonly<Record<string, Shape>> = {}) =>
  fields({ kind: word(name), ...more });

const source: Shape = {
  is: 'kinds',
  kinds: {
    projectLead: kind('projectLead'),
    issueProjectLead: kind('issueProjectLead'),
    permission: kind('permission'),
    groupOwner: kind('groupOwner'),
    people: kind('people', { people: list(id, STAGE_PEOPLE_MAX) }),
    members: kind('members', { groupId: id }),
  } satisfies Record<RuleInput['stages'][number]['sources'][number]['kind'], Shape>,
};

const rule = fields({
  id: text(40, 1),
  name: text(POLICY_NAME_MAX),
  what: fields({
    groups: either(word('all'), list(id, RULE_GROUPS_MAX)),
    roles: flag,
    accounts: flag,
    newGroups: flag,
  } satisfies Record<keyof RuleInput['what'], Shape>),
  askers: orNull(list(id, RULE_ASKERS_MAX)),
  projects: orNull(list(id, RULE_PROJECTS_MAX)),
  stages: list(
    fields({ needed: whole(1, STAGE_PEOPLE_MAX), sources: list(source, STAGE_GROUPS_MAX + 5) }),
    STAGES_MAX,
  ),
  // Of this, a file of an earlier version says nothing: people decide.
  byPolicy: optional(flag),
  longestTermDays: days,
  usualTermDays: days,
  ticket: flag,
} satisfies Record<keyof RuleInput, Shape>);

const contents = list(
  {
    is: 'kinds',
    kinds: {
      group: kind('group', { groupId: id }),
      role: kind('role', { projectId: id, roleId: id }),
    } satisfies Record<ExistingIds['kind'], Shape>,
  },
  CHANGES_MAX,
);

const level = fields({
  id: text(40, 1),
  name: text(POLICY_NAME_MAX),
  contents,
} satisfies Record<keyof LevelInput, Shape>);

const bundle = fields({
  id: text(40, 1),
  name: text(POLICY_NAME_MAX),
  description: text(BUNDLE_DESCRIPTION_MAX),
  owner: orNull(id),
  contents,
  // A bundle without them is as it was before there were any.
  levels: optional(list(level, LEVELS_MAX)),
} satisfies Record<keyof BundleInput, Shape>);

/** The whole file. A field of the policy that is not here does not compile. */
export const POLICY_SHAPE = fields({
  format: word(FORMAT),
  ...({
    requestableGroups: list(
      fields({ groupId: id, owners: list(id, OWNERS_MAX) }),
      LISTED_GROUPS_MAX,
    ),
    rolesOf: word('issueProject', 'anyProject'),
    creation: fields({ users: flag, groups: flag }),
    fallbackApprovers: list(id, FALLBACK_MAX),
    // Of this, a file of an earlier version says nothing either.
    fallbackAfterHours: optional(orNull(whole(1, FALLBACK_HOURS_MAX))),
    decideWithinDays: whole(1, DECIDE_DAYS_MAX),
    longestTermDays: days,
    rules: list(rule, RULES_MAX),
    // A file of an earlier version of the app says nothing of them: those that there are stay.
    bundles: optional(list(bundle, BUNDLES_MAX)),
    // Nor of who may break the glass: then nobody may.
    breakGlass: optional(
      orNull(
        fields({
          people: list(id, GLASS_PEOPLE_MAX),
          groups: list(id, GLASS_GROUPS_MAX),
          roles: word(...GLASS_ROLES),
        } satisfies Record<keyof BreakGlass, Shape>),
      ),
    ),
  } satisfies Record<keyof FileSettings, Shape>),
});
