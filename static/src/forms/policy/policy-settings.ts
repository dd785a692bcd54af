import type { InputOf } from '#contract/api';
import { DECIDE_DAYS_MAX, FALLBACK_MAX } from '#contract/limits';
import type { PolicyView } from '#contract/views';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import {
  atMostPeople,
  choice,
  groups,
  limitInDays,
  numberOfDays,
  type Setting,
  ticks,
} from './setting';

type SaveInput = InputOf<'policy.save'>;

/** What the form asks, in its order: how each is put, what it may be, and how it is sent. */
export const POLICY_SETTINGS = {
  requestableGroups: groups({
    title: 'Groups that can be asked for',
    intro:
      'Groups are open only once you list them: they often reach across projects, and a project lead gives them away.',
  }),
  rolesOf: choice<PolicyView['rolesOf']>({
    title: 'Project roles',
    options: {
      issueProject: {
        label: 'Only roles of the issue’s own project',
        help: 'Its lead decides.',
      },
      anyProject: {
        label: 'Roles of any project',
        help: 'The lead of the project whose role is asked for decides.',
      },
    },
  }),
  creation: ticks<keyof PolicyView['creation']>({
    title: 'New accounts and groups',
    options: {
      users: {
        label: 'Accounts can be asked for',
        help: 'Each request names its products: every product that an account has costs a seat.',
      },
      groups: {
        label: 'Groups can be asked for',
        help: 'A new group gives nothing by itself, and can be asked for only once you list it.',
      },
    },
  }),
  fallbackApprovers: atMostPeople(FALLBACK_MAX, {
    title: 'Approval',
    intro:
      'The project lead decides. Nobody approves their own request, or one that would give them something; a lead can still decline that.',
    label: 'Fallback approvers',
    help: 'Asked where a project has no lead, or its lead is inactive, made the request or would gain from it. Any one of them decides.',
  }),
  // Under the heading before.
  decideWithinDays: numberOfDays(DECIDE_DAYS_MAX, {
    label: 'Close a request that nobody decides within',
    help: 'For requests made from now on.',
  }),
  longestTermDays: limitInDays(LONGEST_TERM_DAYS, {
    title: 'Longest term',
    without: 'Access can be for good, or for a limited time',
    within: 'Access is always for a limited time, and then taken back',
    label: 'At most',
  }),
} satisfies {
  readonly [Name in Exclude<keyof PolicyView, 'version'>]: Setting<
    PolicyView[Name],
    SaveInput[Name]
  >;
};

export type PolicySetting = keyof typeof POLICY_SETTINGS;

/** A policy as it is being edited; numbers as typed. */
export type PolicyDraft = {
  readonly [Name in PolicySetting]: ReturnType<(typeof POLICY_SETTINGS)[Name]['typed']>;
};
