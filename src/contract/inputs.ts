import { z } from 'zod';
import type { Verb } from '#domain/action/action';
import type { ExistingIds } from '#domain/action/entitlement';
import { PRODUCTS } from '#domain/action/product';
import { REVIEW_VERDICTS } from '#domain/audit/review-verdict';
import type { StepState } from '#domain/effects/step';
import { BAR_IDS } from '#domain/figures/bar';
import { TAKEN_AT_ONCE } from '#domain/holding/take-back';
import { INSTALLATION_CHECKS } from '#domain/installation/installation-check';
import { holds, type Same } from '#domain/lib/same';
import type { PanelVerb } from '#domain/panel/where-shown';
import { KEEP_DAYS_LEAST, KEEP_DAYS_MOST } from '#domain/personal/retention';
import { GLASS_ROLES } from '#domain/policy/break-glass';
import type { Bundle, Level } from '#domain/policy/bundle';
import { BUNDLE_DESCRIPTION_MAX } from '#domain/policy/judge-bundle';
import type { Policy } from '#domain/policy/policy';
import type { Rule } from '#domain/policy/rule';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import { WHICH_REQUESTS } from '#domain/request/which-requests';
import { LONGEST_TERM_DAYS, LONGEST_TERM_HOURS, type Term } from '#domain/term/term';
import {
  ADDRESS_MAX,
  AUDIT_KIND_MAX,
  BUNDLES_MAX,
  CHANGES_MAX,
  CURSOR_MAX,
  DECIDE_DAYS_MAX,
  EMAIL_MAX,
  ENTRIES_MAX,
  ENTRY_MAX,
  FALLBACK_HOURS_MAX,
  FALLBACK_MAX,
  GLASS_GROUPS_MAX,
  GLASS_PEOPLE_MAX,
  GROUPS_DESCRIBED_MAX,
  ID_MAX,
  ISSUE_KEY_MAX,
  JUSTIFICATION_MAX,
  LEVELS_MAX,
  LISTED_GROUPS_MAX,
  NEW_NAME_MAX,
  OWNERS_MAX,
  PANEL_PROJECTS_MAX,
  PANEL_TASKS_MAX,
  QUERY_MAX,
  REASON_MAX,
  RENEWAL_REASON_MAX,
  REQUESTS_AGAIN_MAX,
  REQUESTS_OF_ONE,
  RULE_ASKERS_MAX,
  RULE_GROUPS_MAX,
  RULE_PROJECTS_MAX,
  RULES_MAX,
  SECRET_MAX,
  STAGE_GROUPS_MAX,
  STAGE_PEOPLE_MAX,
  STAGES_MAX,
  STEPS_NAMED_MAX,
  SUBJECTS_MAX,
  SUBJECTS_SHOWN,
  TERM_UNTIL_MAX,
} from './limits';

/** Payloads as they cross the bridge. Hostile until parsed: every string has an upper bound. */
const id = z.string().min(1).max(ID_MAX);
const requestId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
const query = z.string().max(QUERY_MAX);
const cursor = z.string().max(CURSOR_MAX);

/** Positions in `subjects`; without them, a change is about all whom it can be about. */
const subjects = z
  .array(
    z
      .int()
      .min(0)
      .max(SUBJECTS_MAX - 1),
  )
  .max(SUBJECTS_MAX)
  .optional();
/** By what each kind that is there already is asked for. */
const groupIds = z.object({ kind: z.literal('group'), groupId: id });
const roleIds = z.object({ kind: z.literal('role'), projectId: id, roleId: id });
const existingIds = z.discriminatedUnion('kind', [groupIds, roleIds]);
holds<Same<z.output<typeof existingIds>, ExistingIds>>();

const verb = z.enum(['add', 'remove']);
/** What creates is a change of a kind of its own. */
holds<Same<z.output<typeof verb>, Exclude<Verb, 'create'>>>();

/**
 * Ids, addresses and new names only: names and avatars are looked up again, never taken from the page.
 * `account` creates an account for each new person; `newGroup` creates a group and adds its subjects.
 */
export const askInput = z.object({
  subjects: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('person'),
          accountId: id,
          foundBy: z.string().max(EMAIL_MAX).optional(),
        }),
        z.object({ kind: z.literal('group'), groupId: id }),
        z.object({ kind: z.literal('newPerson'), email: z.string().max(EMAIL_MAX) }),
      ]),
    )
    .max(SUBJECTS_MAX),
  changes: z
    .array(
      z.discriminatedUnion('kind', [
        groupIds.extend({ verb, subjects }),
        roleIds.extend({ verb, subjects }),
        z.object({
          kind: z.literal('account'),
          products: z.array(z.enum(PRODUCTS)).max(PRODUCTS.length),
        }),
        z.object({ kind: z.literal('newGroup'), name: z.string().max(NEW_NAME_MAX), subjects }),
      ]),
    )
    .min(1)
    .max(CHANGES_MAX),
});

export const termInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('permanent') }),
  z.object({ kind: z.literal('hours'), hours: z.int().min(1).max(LONGEST_TERM_HOURS) }),
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(LONGEST_TERM_DAYS) }),
  z.object({ kind: z.literal('until'), at: z.int().min(0).max(TERM_UNTIL_MAX) }),
  /** The work item is the one in which it is asked for, whatever a page calls it. */
  z.object({
    kind: z.literal('workItem'),
    issueId: id,
    issueKey: z.string().min(1).max(ISSUE_KEY_MAX),
    at: z.int().min(0).max(TERM_UNTIL_MAX),
  }),
]);

holds<Same<z.output<typeof termInput>, Term>>();

export const inIssue = z.object({ issueId: id });
export const moreInIssue = z.object({ issueId: id, cursor });
export const againInIssue = z.object({
  issueId: id,
  requestIds: z.array(requestId).min(1).max(REQUESTS_AGAIN_MAX),
});
export const searchInIssue = z.object({ issueId: id, query });
export const rolesInput = z.object({ issueId: id, projectId: id });
/** From when it is to be given; without it, as soon as it is approved. */
const startsAt = z.int().min(0).max(TERM_UNTIL_MAX).optional();
/** By which some of an ask was chosen, each with the mark of what was shown of it. */
const bundlesInput = z
  .array(
    z.object({
      bundleId: id,
      /** Of a bundle that has levels, the one that is asked for. */
      levelId: id.optional(),
      mark: z.string().max(ID_MAX),
    }),
  )
  .max(CHANGES_MAX)
  .optional();
/** Whoever asks takes it now, before anybody decides; what it is for, and for how long, is judged. */
const breaksGlass = z.boolean().optional();
export const previewInput = z.object({
  issueId: id,
  ask: askInput,
  term: termInput,
  startsAt,
  bundles: bundlesInput,
  breaksGlass,
});

/** What is asked for, and for whom; the groups that people are to be added to each with the roles that the same ask gives it. */
export const opensInput = z.object({
  issueId: id,
  groups: z
    .array(
      z.object({
        groupId: id,
        roles: z.array(z.object({ projectId: id, roleId: id })).max(CHANGES_MAX),
      }),
    )
    .max(CHANGES_MAX),
  /** The first of those who are named. */
  people: z.array(id).max(SUBJECTS_SHOWN).default([]),
  asked: z.array(existingIds).max(CHANGES_MAX).default([]),
});
export const submitInput = z.object({
  issueId: id,
  ask: askInput,
  justification: z.string().max(JUSTIFICATION_MAX),
  term: termInput,
  startsAt,
  bundles: bundlesInput,
  breaksGlass,
  /** Of the plan that was shown; submission is refused when it has changed. */
  planFingerprint: z.string().max(ID_MAX),
  /** Made by the page once per form: the same ask sent twice is one request. */
  submissionKey: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
});
export const requestInput = z.object({ requestId });
const stepNumber = z.int().min(0);
export const stepsInput = z.object({
  requestId,
  outcome: z.enum(['all', 'pending', 'applied', 'unchanged', 'failed', 'manual']),
  /** A part of the name of whom the steps are about. */
  who: query.optional(),
  /** Only those that failed for the same cause as this one. */
  likeStep: stepNumber.optional(),
  cursor: cursor.optional(),
});
/** A step that has begun is shown as pending. */
holds<Same<z.output<typeof stepsInput>['outcome'], 'all' | Exclude<StepState['state'], 'begun'>>>();
/** What somebody wants to know before they decide, or the answer to it. */
export const questionInput = z.object({ requestId, text: z.string().max(REASON_MAX) });
export const withdrawInput = z.object({ requestId, revision: z.int() });
/** What came of looking at what somebody took before anybody decided. */
export const reviewInput = z.object({
  requestId,
  revision: z.int(),
  verdict: z.enum(REVIEW_VERDICTS),
  note: z.string().max(REASON_MAX),
});
export const decideInput = z.discriminatedUnion('decision', [
  z.object({
    requestId,
    revision: z.int(),
    decision: z.literal('approve'),
    comment: z.string().max(REASON_MAX).optional(),
    /** What is left out, by the numbers of StepView or by a lower level, and for how long at most. */
    less: z
      .object({
        leftOut: z.array(stepNumber).max(SUBJECTS_MAX * CHANGES_MAX),
        term: termInput.optional(),
        /** Lower levels in the place of those that were asked for, each with the mark of what was shown of it. */
        levels: bundlesInput,
      })
      .optional(),
  }),
  z.object({
    requestId,
    revision: z.int(),
    decision: z.literal('decline'),
    reason: z.string().max(REASON_MAX),
  }),
]);
/**
 * Numbered as in StepView: some steps, or all that failed for the same cause as one, however many; with
 * neither, every failed step that can be retried.
 */
export const retryInput = z
  .object({
    requestId,
    steps: z.array(stepNumber).max(STEPS_NAMED_MAX).optional(),
    likeStep: stepNumber.optional(),
  })
  .refine(({ steps, likeStep }) => steps === undefined || likeStep === undefined, {
    path: ['likeStep'],
    message: 'Either steps or likeStep',
  });

export const markManualInput = z.object({
  requestId,
  steps: z.array(stepNumber).min(1).max(STEPS_NAMED_MAX),
});

export const inverseInput = z.object({ requestId });
/** Pasted or read from a file: one entry a line, an address or a name. */
export const resolveInput = z.object({
  issueId: id,
  entries: z.array(z.string().max(ENTRY_MAX)).min(1).max(ENTRIES_MAX),
});
export const holdingsInput = z.object({ issueId: id, accountId: id });

export const noInput = z.object({});
/** From when until when somebody is away, and who decides for them: who is away, nobody says but the platform. */
export const awayInput = z.object({
  deputyId: id,
  from: z.int().min(0).max(TERM_UNTIL_MAX),
  until: z.int().min(0).max(TERM_UNTIL_MAX),
});
export const searchInput = z.object({ query });
/** Whose access to what: of what the request gave, as it was shown. */
const places = z
  .array(
    z.object({
      subject: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('person'), accountId: id }),
        z.object({ kind: z.literal('group'), groupId: id }),
      ]),
      access: existingIds,
    }),
  )
  .min(1)
  .max(TAKEN_AT_ONCE);
/** What is ended early. */
export const takeBackInput = z.object({ requestId, places });
/** What is not to be renewed, and why; or may be again. */
export const renewalInput = z.discriminatedUnion('may', [
  z.object({
    requestId,
    places,
    may: z.literal('notRenew'),
    reason: z.string().max(RENEWAL_REASON_MAX),
  }),
  z.object({ requestId, places, may: z.literal('renew') }),
]);
/** What somebody returns: never whose it is. */
export const returnInput = z.object({
  connectionId: id,
  access: existingIds,
});
/** Of what is the caller's own: whose it is, nobody says but the platform. */
export const ownInput = z.object({ cursor: cursor.optional() });
export const connectInput = z.object({
  instanceUrl: z.string().max(ADDRESS_MAX),
  email: z.string().max(EMAIL_MAX),
  token: z.string().max(SECRET_MAX),
});
export const connectOrganizationInput = z.object({
  organizationId: z.string().max(ADDRESS_MAX),
  key: z.string().max(SECRET_MAX),
});
export const adminPersonInput = z.object({ accountId: id });
export const changeAccessInput = z.object({
  accountId: id,
  reason: z.string().max(REASON_MAX),
});
export const adminSearchInput = z.object({ query });
export const describeGroupsInput = z.object({
  groupIds: z.array(id).min(1).max(GROUPS_DESCRIBED_MAX),
});
export const groupsOpenInput = z.object({ groupIds: z.array(id).min(1).max(LISTED_GROUPS_MAX) });
/** Whom a stage asks. With nobody in it, it would be nobody's to approve. */
const sourceInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('projectLead') }),
  z.object({ kind: z.literal('issueProjectLead') }),
  z.object({ kind: z.literal('permission') }),
  z.object({ kind: z.literal('groupOwner') }),
  z.object({ kind: z.literal('people'), people: z.array(id).min(1).max(STAGE_PEOPLE_MAX) }),
  z.object({ kind: z.literal('members'), groupId: id }),
]);

const isEachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** Made by the page. */
const madeId = z.string().regex(/^[a-z0-9-]{1,40}$/);

const ruleInput = z.object({
  id: madeId,
  name: z.string().max(POLICY_NAME_MAX),
  what: z.object({
    groups: z.union([z.literal('all'), z.array(id).max(RULE_GROUPS_MAX)]),
    roles: z.boolean(),
    accounts: z.boolean(),
    newGroups: z.boolean(),
  }),
  /** Members of these groups; null: everybody. */
  askers: z.array(id).min(1).max(RULE_ASKERS_MAX).nullable(),
  /** In work items of these projects; null: of all. */
  projects: z.array(id).min(1).max(RULE_PROJECTS_MAX).nullable(),
  stages: z
    .array(
      z.object({
        sources: z
          .array(sourceInput)
          .min(1)
          .max(STAGE_GROUPS_MAX + 5)
          // One list of people is enough, and what a rule names fits into its record.
          .refine((all) => all.filter((one) => one.kind === 'people').length <= 1)
          .refine((all) => all.filter((one) => one.kind === 'members').length <= STAGE_GROUPS_MAX),
        needed: z.int().min(1).max(STAGE_PEOPLE_MAX),
      }),
    )
    .min(1)
    .max(STAGES_MAX),
  /** Of a page or a file that says nothing of it, people decide. */
  byPolicy: z.boolean().optional(),
  longestTermDays: z.int().min(1).max(LONGEST_TERM_DAYS).nullable(),
  usualTermDays: z.int().min(1).max(LONGEST_TERM_DAYS).nullable(),
  ticket: z.boolean(),
});

const contentsInput = z.array(existingIds).max(CHANGES_MAX);

const levelInput = z.object({
  id: madeId,
  name: z.string().max(POLICY_NAME_MAX),
  contents: contentsInput,
});
holds<Same<keyof z.output<typeof levelInput>, keyof Level>>();

const bundleInput = z.object({
  id: madeId,
  name: z.string().max(POLICY_NAME_MAX),
  description: z.string().max(BUNDLE_DESCRIPTION_MAX),
  /** Null: nobody. */
  owner: id.nullable(),
  contents: contentsInput,
  /** Without them, and with nothing in it besides, those stay that there were before. */
  levels: z
    .array(levelInput)
    .max(LEVELS_MAX)
    .refine((all) => isEachOnce(all.map((level) => level.id)))
    .optional(),
});

export const savePolicyInput = z.object({
  /** The version that was edited: another admin's save in between is not overwritten. */
  version: z.int(),
  /** Of the site for which the policy was shown: what was seen of its groups counts on no other. */
  connectionId: id.nullable(),
  requestableGroups: z
    .array(
      z.object({
        groupId: id,
        /** What the admin was shown that the group is protected for, and unlocks it for. */
        unlockedFor: z.array(z.enum(UNLOCKABLE_PROTECTIONS)).max(UNLOCKABLE_PROTECTIONS.length),
        /** Without them, those stay who were named before. */
        owners: z.array(id).max(OWNERS_MAX).optional(),
      }),
    )
    .max(LISTED_GROUPS_MAX)
    .refine((all) => isEachOnce(all.map(({ groupId }) => groupId))),
  rolesOf: z.enum(['issueProject', 'anyProject']),
  creation: z.object({ users: z.boolean(), groups: z.boolean() }),
  fallbackApprovers: z.array(id).max(FALLBACK_MAX),
  /** Null: never. Without it, it stays as it was: a page or a file of an earlier version of the app knows of none. */
  fallbackAfterHours: z.int().min(1).max(FALLBACK_HOURS_MAX).nullable().optional(),
  decideWithinDays: z.int().min(1).max(DECIDE_DAYS_MAX),
  longestTermDays: z.int().min(1).max(LONGEST_TERM_DAYS).nullable(),
  // Of two with one id, one would be lost without a word.
  rules: z
    .array(ruleInput)
    .max(RULES_MAX)
    .refine((all) => isEachOnce(all.map(({ id }) => id))),
  /** Without them, those stay that there were before: a page or a file of an earlier version of the app knows of none. */
  bundles: z
    .array(bundleInput)
    .max(BUNDLES_MAX)
    .refine((all) => isEachOnce(all.map(({ id }) => id)))
    .optional(),
  /** Null: nobody. Nobody either without it: whoever saves it enables it, and a page or a file of an earlier version of the app has not shown it. */
  breakGlass: z
    .object({
      people: z.array(id).min(1).max(GLASS_PEOPLE_MAX),
      groups: z.array(id).max(GLASS_GROUPS_MAX),
      roles: z.enum(GLASS_ROLES),
    })
    .nullable()
    .optional(),
});
/** Of the connected site, for a bundle. */
export const siteRolesInput = z.object({ projectId: id });
/** Somebody who would ask for something for themselves in a work item, if the edit were in force. */
export const tryPolicyInput = z.object({
  edit: savePolicyInput,
  accountId: id,
  access: z.discriminatedUnion('kind', [
    groupIds,
    roleIds,
    /** All of a bundle of the edit; of one with levels, all of a level. */
    z.object({ kind: z.literal('bundle'), bundleId: id, levelId: id.optional() }),
  ]),
  issueKey: z.string().min(1).max(ISSUE_KEY_MAX),
});
/** A bundle, or a level of it; where the next part of those who have it begins. */
export const bundleHoldersInput = z.object({
  bundleId: id,
  levelId: id.optional(),
  cursor: cursor.optional(),
  behind: requestId.optional(),
});
/** Those who have a bundle, as it was shown, to be brought to what is in it by a request in that work item. */
export const followBundleInput = z.object({
  issueKey: z.string().min(1).max(ISSUE_KEY_MAX),
  bundleId: id,
  levelId: id.optional(),
  mark: z.string().max(ID_MAX),
  people: z
    .array(z.object({ accountId: id, requestIds: z.array(requestId).min(1).max(REQUESTS_OF_ONE) }))
    .min(1)
    .max(SUBJECTS_MAX)
    .refine((all) => isEachOnce(all.map(({ accountId }) => accountId))),
});
export const sendFollowInput = followBundleInput.extend({
  justification: z.string().max(JUSTIFICATION_MAX),
  planFingerprint: z.string().max(ID_MAX),
  submissionKey: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
});
export const policyVersionInput = z.object({ version: z.int() });
export const issueRolesInput = z.object({ issueKey: z.string().min(1).max(ISSUE_KEY_MAX) });
holds<Same<keyof z.output<typeof ruleInput>, keyof Rule>>();
holds<Same<keyof z.output<typeof bundleInput>, keyof Bundle>>();
/** Every setting of the policy, whoever saves it; the groups and people of it by their ids, without limit as null. */
holds<
  Same<
    Exclude<keyof z.output<typeof savePolicyInput>, 'connectionId'>,
    Exclude<keyof Policy, 'delisted' | 'savedBy'>
  >
>();
holds<Same<z.output<typeof savePolicyInput>['rolesOf'], Policy['rolesOf']>>();
holds<Same<z.output<typeof savePolicyInput>['creation'], Policy['creation']>>();
export const checkInput = z.object({
  check: z.enum(INSTALLATION_CHECKS),
  /** The key of a work item, for what needs one; empty for none. */
  issueKey: z.string().max(ISSUE_KEY_MAX),
});
const keepDays = z.int().min(KEEP_DAYS_LEAST).max(KEEP_DAYS_MOST).nullable();
/** For how long what is over is kept; null: for good. `before`: as it was shown. */
export const saveRetentionInput = z.object({ before: keepDays, keepDays });
/** Where the part begins. */
export const panelsInput = z.object({ from: z.int().min(0) });
const projectIds = z.array(id).min(1).max(PANEL_PROJECTS_MAX);
export const placePanelInput = z.object({ projectIds });
export const panelProgressInput = z.object({
  /** What is under way. */
  change: z.enum(['show', 'hide']),
  projectIds,
  taskIds: z.array(id).max(PANEL_TASKS_MAX),
});
holds<Same<z.output<typeof panelProgressInput>['change'], PanelVerb>>();
const instant = z.int().min(0).max(TERM_UNTIL_MAX);
const withinAudit = {
  kind: z.string().max(AUDIT_KIND_MAX).optional(),
  since: instant.optional(),
  until: instant.optional(),
  cursor: cursor.optional(),
};
export const auditInput = z.object({
  ...withinAudit,
  accountId: id.optional(),
  issueKey: z.string().max(ISSUE_KEY_MAX).optional(),
});
export const auditEntriesInput = auditInput.extend({ requestId: requestId.optional() });
export const auditRequestInput = z.object({ ...withinAudit, requestId });
/** All of a state or standing, a page at a time. */
export const listedRequestsInput = z.object({
  which: z.enum(WHICH_REQUESTS),
  cursor: cursor.optional(),
});
/** Those that a bar of a chart stands for. */
export const namedRequestsInput = z.object({
  requestIds: z.array(requestId).min(1).max(BAR_IDS),
});
/** What would outlive the app, by what the app is to do of it next. */
export const outlivingInput = z.object({
  state: z.enum(['runs', 'settling', 'stuck']),
  cursor: cursor.optional(),
});
/** Whether requests that wait are closed, too. */
export const endAllInput = z.object({ closesRequests: z.boolean() });
export const asidesInput = z.object({ cursor: cursor.optional() });
/** By the record's key, of the characters that a key may have. */
export const asideInput = z.object({ key: z.string().regex(/^[a-zA-Z0-9:._\s\-#]{1,500}$/) });
