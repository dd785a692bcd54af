import type { Change } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Subject } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { GroupProtection } from '../protection/group-protection';
import type { Term } from '../term/term';
import { type BreakGlass, GLASS_HOURS_MOST, GLASS_PLACES_MOST } from './break-glass';
import { doMembersDecide } from './decided-by-policy';
import type { Policy } from './policy';

/** Why somebody can't take something before anybody decides. */
export const NO_GLASS_BECAUSE = [
  /** The policy does not name them, or nobody. */
  'notNamed',
  /** Nobody has signed this version: an earlier version of the app saved it, or it is the first. */
  'notSigned',
  /** Whoever signed is whoever asks, or would get something by it, or that could not be found out. */
  'signerGains',
  /** Whoever signed can't sign in any more. */
  'signerGone',
  /** It is for somebody else, or takes or creates something. */
  'notForThemself',
  'tooMany',
  'termNotShort',
  /** It would begin later, or go on with what is held already. */
  'notNow',
  'prolongs',
  /** The policy does not name the group, or lets no such role be taken. */
  'notOpened',
  /** It administers the site or Jira, whatever the policy says. */
  'administersSite',
  /** Its members decide about requests by a rule. */
  'membersDecide',
  /** A rule gives its members something without approval, for longer than they would be in it. */
  'membersGet',
  /** What it gives could not be found out. */
  'notKnown',
  /** Somebody said of it that it is not to be renewed. */
  'notToBeRenewed',
  /** They have taken it so before, and nobody has closed the review of that. */
  'reviewOpen',
] as const;
export type NoGlassBecause = (typeof NO_GLASS_BECAUSE)[number];

/** What the site says of what is taken; undefined: it is not there. */
export type GlassSeen =
  | { readonly kind: 'group'; readonly protection: readonly GroupProtection[] }
  | { readonly kind: 'role'; readonly adminRole: boolean };

/** Whether a policy lets somebody break the glass at all, whatever for. */
export function judgeGlassOf(
  policy: Pick<Policy, 'breakGlass' | 'savedBy'>,
  { accountId }: Pick<Person, 'accountId'>,
): Allowed<NoGlassBecause> {
  const { breakGlass, savedBy } = policy;
  if (breakGlass?.people.some((one) => one.accountId === accountId) !== true) {
    return forbidden('notNamed');
  }
  if (savedBy === undefined) return forbidden('notSigned');
  return savedBy.accountId === accountId ? forbidden('signerGains') : ALLOWED;
}

/** Only for so many hours from now: whatever it is prolonged by, people approve. */
export const isGlassTerm = (term: Term): term is Extract<Term, { kind: 'hours' }> =>
  term.kind === 'hours' && term.hours <= GLASS_HOURS_MOST;

/** Whether all that is asked for is a place of whoever asks: nothing for others, and nothing is taken or created. */
export function judgeGlassAsk(
  ask: { readonly changes: readonly Change[]; readonly subjects: readonly Subject[] },
  requester: Pick<Person, 'accountId'>,
): Allowed<NoGlassBecause> {
  const { changes, subjects } = ask;
  if (changes.length > GLASS_PLACES_MOST) return forbidden('tooMany');
  const isOwn = changes.every(
    (change) =>
      change.verb === 'add' &&
      change.subjects.length > 0 &&
      change.subjects.every((at) => isThemself(subjects[at], requester)),
  );
  return isOwn && subjects.every((one) => isThemself(one, requester))
    ? ALLOWED
    : forbidden('notForThemself');
}

const isThemself = (subject: Subject | undefined, { accountId }: Pick<Person, 'accountId'>) =>
  subject?.kind === 'person' && subject.accountId === accountId && subject.foundBy === undefined;

/** Whether the policy lets a place in this be taken so, by what the site says of it now. What is not known is for people to decide. */
export function judgeGlassPlace(
  policy: Pick<Policy, 'breakGlass' | 'rules' | 'requestableGroups'>,
  entitlement: Entitlement,
  seen: GlassSeen | undefined,
): Allowed<NoGlassBecause> {
  const { breakGlass } = policy;
  if (breakGlass === undefined) return forbidden('notOpened');
  switch (entitlement.kind) {
    case 'account':
    case 'newGroup':
      return forbidden('notForThemself');
    case 'role':
      if (breakGlass.roles === 'none') return forbidden('notOpened');
      if (seen?.kind !== 'role') return forbidden('notKnown');
      return judgeRole(breakGlass, seen.adminRole);
    case 'group': {
      const { groupId } = entitlement;
      const isListed = policy.requestableGroups.some((one) => one.groupId === groupId);
      if (!isListed || !breakGlass.groups.includes(groupId)) return forbidden('notOpened');
      if (doMembersDecide(policy, groupId)) return forbidden('membersDecide');
      if (doMembersGet(policy, groupId)) return forbidden('membersGet');
      return seen?.kind === 'group' ? judgeProtection(seen.protection) : forbidden('notKnown');
    }
  }
}

/** Whether the policy decides in place of people for those who are in this group. */
const doMembersGet = ({ rules }: Pick<Policy, 'rules'>, groupId: string): boolean =>
  rules.some(
    ({ byPolicy, askers }) =>
      byPolicy === true &&
      askers.who === 'members' &&
      askers.groups.some((one) => one.groupId === groupId),
  );

const judgeRole = ({ roles }: BreakGlass, isAdminRole: boolean): Allowed<NoGlassBecause> =>
  isAdminRole && roles !== 'all' ? forbidden('notOpened') : ALLOWED;

/** Of a group that is protected otherwise, an admin has unlocked it and named it here: that is asked of the plan and of the policy. */
function judgeProtection(protection: readonly GroupProtection[]): Allowed<NoGlassBecause> {
  for (const one of protection) {
    switch (one) {
      case 'notKnown':
        return forbidden('notKnown');
      case 'siteAdministration':
      case 'adminLabel':
      case 'siteAdminName':
      // Whoever administers Jira saves the next policy, and closes reviews: they would enable and review others, and those them.
      case 'jiraAdministration':
        return forbidden('administersSite');
      case 'reservedName':
        break;
    }
  }
  return ALLOWED;
}
