import type { InputOf } from '#contract/api';
import { DECIDE_DAYS_MAX, FALLBACK_HOURS_MAX, FALLBACK_MAX } from '#contract/limits';
import type { PolicyView } from '#contract/views';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import { say } from '#words/say';
import {
  atMostPeople,
  bundles,
  choice,
  glass,
  groups,
  limitInDays,
  limitInHours,
  numberOfDays,
  rules,
  type Setting,
  ticks,
} from './setting';

type SaveInput = InputOf<'policy.save'>;

/** What the form asks, in its order: how each is put, what it may be, and how it is sent. */
export const policySettings = () =>
  ({
    requestableGroups: groups({
      title: say('Groups that can be asked for'),
      intro: say(
        'Groups are open only once you list them: they often reach across projects, and a project lead gives them away.',
      ),
    }),
    rolesOf: choice<PolicyView['rolesOf']>({
      title: say('Project roles'),
      options: {
        issueProject: {
          label: say('Only roles of the work item’s own project'),
          help: say('Its lead decides.'),
        },
        anyProject: {
          label: say('Roles of any project'),
          help: say('The lead of the project whose role is asked for decides.'),
        },
      },
    }),
    creation: ticks<keyof PolicyView['creation']>({
      title: say('New accounts and groups'),
      options: {
        users: {
          label: say('Accounts can be asked for'),
          help: say(
            'Each request names its products: every product that an account has costs a seat.',
          ),
        },
        groups: {
          label: say('Groups can be asked for'),
          help: say(
            'A new group gives nothing by itself, and can be asked for only once you list it.',
          ),
        },
      },
    }),
    fallbackApprovers: atMostPeople(FALLBACK_MAX, {
      title: say('Approval'),
      intro: say(
        'The project lead decides. Nobody approves their own request, or one that would give them something; a lead can still decline that.',
      ),
      label: say('Fallback approvers'),
      help: say(
        'Asked where a project has no lead, or its lead is inactive, made the request or would gain from it. Any one of them decides.',
      ),
    }),
    fallbackAfterHours: limitInHours(FALLBACK_HOURS_MAX, {
      title: say('Where nobody decides'),
      without: say('Only whoever is asked decides'),
      within: say('Fallback approvers can decide as well, some hours later'),
      label: say('After'),
      help: say(
        'Whoever was asked can still decide, and it says who may as well. The hours stand still while a question waits for its answer.',
      ),
    }),
    // Under the heading before.
    decideWithinDays: numberOfDays(DECIDE_DAYS_MAX, {
      label: say('Close a request that nobody decides within'),
      help: say('For requests made from now on.'),
    }),
    longestTermDays: limitInDays(LONGEST_TERM_DAYS, {
      title: say('Longest term'),
      without: say('Access can be permanent, or for a limited time'),
      within: say('Access is always for a limited time, and then taken back'),
      label: say('At most'),
    }),
    rules: rules({
      title: say('Rules'),
      intro: say(
        'What holds for some of it: who may ask, in which projects, who decides in which order, for how long. Where several rules are about the same, all of them hold: the shortest term, every stage, only projects that each names.',
      ),
    }),
    bundles: bundles({
      title: say('Bundles'),
      intro: say(
        'Several groups and roles under one name, to be asked for together. A bundle opens nothing by itself: each part of it keeps its rules and its approvers.',
      ),
    }),
    breakGlass: glass({
      title: say('Break glass'),
      intro: say(
        'Who may take access in an emergency, before anybody decides. It is given at once, ends by itself within hours, and stays open for a review.',
      ),
    }),
  }) satisfies {
    readonly [Name in Exclude<keyof PolicyView, 'version' | 'connectionId'>]: Setting<
      PolicyView[Name],
      SaveInput[Name]
    >;
  };

export type PolicySetting = keyof ReturnType<typeof policySettings>;

/** A policy as it is being edited; numbers as typed. */
export type PolicyDraft = {
  readonly [Name in PolicySetting]: ReturnType<ReturnType<typeof policySettings>[Name]['typed']>;
};
