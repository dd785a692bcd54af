/** Bounds of what a person can send, shared by the form that counts and the schema that refuses. */
export const JUSTIFICATION_MAX = 2_000;
export const REASON_MAX = 2_000;
/** Why access is not to be renewed: it stays with the record of each who has it, which are small. */
export const RENEWAL_REASON_MAX = 500;
export const SUBJECTS_MAX = 500;
export const CHANGES_MAX = 10;
/** Entries of a pasted list that are looked up in one call, and the length of one. */
export const ENTRIES_MAX = 500;
export const ENTRY_MAX = 320;
/** How many subjects a RequestView names; the rest are behind `request.steps`. */
export const SUBJECTS_SHOWN = 10;
/** Of an id, a key or a fingerprint, of whichever system. */
export const ID_MAX = 128;
/** Requests of an issue that one call reads again: a page of the panel. */
export const REQUESTS_AGAIN_MAX = 20;
/** By which one person has a bundle, in one call. */
export const REQUESTS_OF_ONE = 20;
export const QUERY_MAX = 255;
export const CURSOR_MAX = 2_000;
export const EMAIL_MAX = 320;
/** Longer than a name of a group may be: the plan says what is wrong with it. */
export const NEW_NAME_MAX = 255;
/** Steps that one call names; more are meant by their cause. */
export const STEPS_NAMED_MAX = 500;
export const ADDRESS_MAX = 2_048;
export const SECRET_MAX = 4_096;
export const LISTED_GROUPS_MAX = 1_000;
/** Of which one call is told what each is: on a large site each takes two calls of its own. */
export const GROUPS_DESCRIBED_MAX = 25;
/** Projects that one call has the panel shown in, and tasks that Jira makes of them. */
export const PANEL_PROJECTS_MAX = 10_000;
export const PANEL_TASKS_MAX = 10;
export const FALLBACK_MAX = 10;
/** After thirty days, few requests still wait. */
export const FALLBACK_HOURS_MAX = 720;
/** Rules of a policy, which is one stored record with all that they name. */
export const RULES_MAX = 20;
export const RULE_GROUPS_MAX = 50;
export const RULE_ASKERS_MAX = 5;
export const RULE_PROJECTS_MAX = 20;
export const STAGES_MAX = 3;
export const STAGE_PEOPLE_MAX = 5;
export const OWNERS_MAX = 5;
export const STAGE_GROUPS_MAX = 3;
/** Bundles of a policy. What is in one fits into one request: CHANGES_MAX. */
export const BUNDLES_MAX = 100;
/** Levels of a bundle: each is something to read for whoever chooses one. */
export const LEVELS_MAX = 5;
export const DECIDE_DAYS_MAX = 90;
/** 1 January 2100: past the end of any term; how long one may be, the policy says. */
export const TERM_UNTIL_MAX = 4_102_444_800_000;
export const ISSUE_KEY_MAX = 64;
export const AUDIT_KIND_MAX = 64;

/** So many people can be named who may break the glass, and so many groups for it. */
export const GLASS_PEOPLE_MAX = 50;
export const GLASS_GROUPS_MAX = 100;
