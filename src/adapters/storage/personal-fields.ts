import type { EntityName } from './keys';

/** What of a person a stored field is. */
export type PersonalKind =
  | 'accountId'
  | 'name'
  | 'address'
  | 'picture'
  /** What people, or the site, wrote: it may name anybody. */
  | 'text';

type Fields = Readonly<Record<string, PersonalKind>>;

const at = (path: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([field, kind]) => [`${path}.${field}`, kind]));

const PERSON: Fields = {
  accountId: 'accountId',
  displayName: 'name',
  avatarUrl: 'picture',
  email: 'address',
};
const NAMED: Fields = { accountId: 'accountId', displayName: 'name' };
/** Of a group, too, `displayName` is what it is called. */
const SUBJECT: Fields = { ...PERSON, foundBy: 'address' };

/**
 * Which fields of everything that is stored are personal data. A field of a stored schema that is not named
 * here, nor known to be none (personal-fields.test.ts), is a failing test: whoever adds one decides.
 * Paths leave out the places in lists. Plain keys that name people (`group-approval`, `group-join`, `survey`) end by
 * themselves. Who is erased, and how: domain/personal.
 */
export const PERSONAL_FIELDS: Readonly<Record<EntityName, Fields>> = {
  request: {
    ...at('requester', PERSON),
    ...at('ask.subjects', SUBJECT),
    justification: 'text',
    ...at('approvals.approvers', PERSON),
    ...at('approvals.mayDecline', PERSON),
    ...at('approvals.trace.person', PERSON),
    ...at('approvals.trace.tried.of', PERSON),
    ...at('approvals.decisions.by', PERSON),
    ...at('approvals.decisions.standsFor', PERSON),
    'approvals.decisions.comment': 'text',
    'approvals.decisions.reason': 'text',
    ...at('questions.by', PERSON),
    'questions.text': 'text',
    'questions.answer.text': 'text',
    ...at('review.by', PERSON),
    ...at('review.closed.by', PERSON),
    'review.closed.note': 'text',
    ...at('bundles.owner', PERSON),
    'follows.ends.accountId': 'accountId',
    ...at('less.by', PERSON),
    'less.reason': 'text',
    ...at('less.leftOut.subjects', SUBJECT),
  },
  steps: {
    ...at('steps.outcome.by', PERSON),
    // The account that a creation brought about, or found; of a group, the group.
    'steps.outcome.createdId': 'accountId',
    'steps.outcome.siteMessage': 'text',
  },
  /** By its key, `…:person:ACCOUNT_ID`, and its attribute `holder`, too. */
  holding: {
    ...at('subject', SUBJECT),
    'work.siteMessage': 'text',
    ...at('noRenewal.by', PERSON),
    ...at('noRenewal.lifted.by', PERSON),
    'noRenewal.reason': 'text',
  },
  grants: at('grants.subject', SUBJECT),
  connection: {
    email: 'address',
    ...at('actsAs', PERSON),
    ...at('connectedBy', PERSON),
    ...at('organization.connectedBy', PERSON),
    'health.problem.displayName': 'name',
  },
  policy: {
    ...at('fallbackApprovers', PERSON),
    ...at('requestableGroups.owners', PERSON),
    ...at('savedBy', PERSON),
    ...at('breakGlass.people', PERSON),
    ...at('rules.stages.sources.people', PERSON),
    ...at('bundles.owner', PERSON),
  },
  /** By its attribute `people` as well. */
  audit: {
    ...at('events.actor', PERSON),
    'events.email': 'address',
    ...at('events.person', PERSON),
    ...at('events.standsFor', PERSON),
    ...at('events.signedBy', PERSON),
    ...at('events.by', PERSON),
    'events.reason': 'text',
    'events.text': 'text',
    'events.justification': 'text',
    'events.comment': 'text',
    'events.note': 'text',
    'events.siteMessage': 'text',
    'events.summary': 'text',
    ...at('events.subject', SUBJECT),
    ...at('events.asked.ask.subjects', SUBJECT),
    ...at('events.approved.ask.subjects', SUBJECT),
    ...at('events.to', PERSON),
    ...at('events.without', PERSON),
    ...at('events.by', PERSON),
    ...at('events.changes.before', NAMED),
    ...at('events.changes.after', NAMED),
    // Whom the policy lets break the glass.
    ...at('events.changes.before.people', NAMED),
    ...at('events.changes.after.people', NAMED),
    // Whom a rule names to decide.
    ...at('events.changes.parts.before.sources.people', NAMED),
    ...at('events.changes.parts.after.sources.people', NAMED),
    // Who answers for a bundle.
    ...at('events.changes.parts.before', NAMED),
    ...at('events.changes.parts.after', NAMED),
  },
  telling: { ...at('told.to', PERSON), ...at('reminded.to', PERSON) },
  /** The key of a holding names somebody, and so does that of who is away. It goes with the record that it is about. */
  aside: { key: 'accountId' },
  /** Until it is erased, and by its key as well; of `former` nothing leads back to anybody. */
  person: { accountId: 'accountId', 'standing.emails': 'address' },
  retention: {},
  /** By its key, and by its attribute `deputy`, too. */
  away: { ...at('person', PERSON), ...at('deputy', PERSON) },
  projected: { 'rows.accountId': 'accountId' },
  /** By its key, and by its attribute `accountId`: it goes with what `projected` says of it. */
  projection: {},
  issue: {},
  /** By its key: who sent the form, or broke the glass. */
  submission: {},
  outbox: {},
  watched: {},
  lock: {},
};
