import type { Change } from '../action/ask';
import type { Subject } from '../action/subject';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { GroupProtection } from '../protection/group-protection';
import type { Policy } from './policy';
import type { Rule } from './rule';
import { nameOfRule } from './rule-name';
import { rulesDeciding } from './ruling';

/** Why people decide, though every rule about it has the policy decide. */
export const PEOPLE_BECAUSE = [
  /** Nobody has signed this version: an earlier version of the app saved it, or it is the first. */
  'notSigned',
  /** Something is taken or created, or it is for a group, or for somebody who may not be who was meant. */
  'notPlain',
  'groupProtected',
  /** It costs a seat. */
  'givesProduct',
  'administers',
  /** Its members decide about requests by a rule: whoever comes into it decides about what others ask for. */
  'membersDecide',
  /** One of these could not be found out. */
  'notKnown',
  /** Somebody said of what one of them has, or had, that it is not to be renewed. */
  'notToBeRenewed',
  /** Of so many it is not looked up what was said of renewing it. */
  'tooMany',
  /** Whoever signed asks for it, or would get something by it, or that could not be found out. */
  'signerGains',
  /** Whoever signed can't sign in any more. */
  'signerGone',
] as const;
export type PeopleBecause = (typeof PEOPLE_BECAUSE)[number];

/** What the site says of what is given; undefined: it is not there. */
export type KnownOfAccess =
  | {
      readonly kind: 'group';
      readonly protection: readonly GroupProtection[];
      /** Undefined: not known. */
      readonly givesProductAccess: boolean | undefined;
      /** Whether it is in a role that administers a project; undefined: not known. */
      readonly administersProject: boolean | undefined;
    }
  | { readonly kind: 'role'; readonly adminRole: boolean };

/**
 * The rules by which the policy decides about an entitlement, by their names: all that are about it, or none. Where one of them
 * has people decide, people do; so they do where there is no rule but that of everything.
 */
export function policyRules(policy: Policy, entitlement: Change['entitlement']): readonly string[] {
  const rules = rulesDeciding(policy, entitlement);
  return rules.every(isByPolicy) ? rules.map((rule) => nameOfRule(policy.rules, rule)) : [];
}

/** For good, nothing is given by a policy: that a rule has no longest term can't be saved, and decides nothing. */
const isByPolicy = ({ byPolicy, longestTermDays }: Rule): boolean =>
  byPolicy === true && longestTermDays !== undefined;

/** Whether the policy may decide a change about which its rules say so. What is not known is for people. */
export function judgeByPolicy(
  policy: Policy,
  { verb, entitlement }: Pick<Change, 'verb' | 'entitlement'>,
  subjects: readonly Subject[],
  known: KnownOfAccess | undefined,
): Allowed<PeopleBecause> {
  if (policy.savedBy === undefined) return forbidden('notSigned');
  if (verb !== 'add' || !subjects.every(isKnownPerson)) return forbidden('notPlain');
  switch (entitlement.kind) {
    case 'account':
    case 'newGroup':
      return forbidden('notPlain');
    case 'role':
      if (known?.kind !== 'role') return forbidden('notKnown');
      return known.adminRole ? forbidden('administers') : ALLOWED;
    case 'group': {
      const { groupId } = entitlement;
      // One that the request itself creates is on no list.
      if (!policy.requestableGroups.some((one) => one.groupId === groupId)) {
        return forbidden('notPlain');
      }
      if (doMembersDecide(policy, groupId)) return forbidden('membersDecide');
      return known?.kind === 'group' ? judgeGroup(known) : forbidden('notKnown');
    }
  }
}

/** Whether any rule has those decide who are in this group, whatever it is about. */
export const doMembersDecide = ({ rules }: Pick<Policy, 'rules'>, groupId: string): boolean =>
  rules.some(({ stages }) =>
    stages.some(({ sources }) =>
      sources.some((source) => source.kind === 'members' && source.group.groupId === groupId),
    ),
  );

/** Unlocked or not: an admin who unlocks a group lets people approve it. */
function judgeGroup({
  protection,
  givesProductAccess,
  administersProject,
}: Extract<KnownOfAccess, { kind: 'group' }>): Allowed<PeopleBecause> {
  if (protection.includes('notKnown')) return forbidden('notKnown');
  if (protection.length > 0) return forbidden('groupProtected');
  if (givesProductAccess === true) return forbidden('givesProduct');
  if (administersProject === true) return forbidden('administers');
  return givesProductAccess === undefined || administersProject === undefined
    ? forbidden('notKnown')
    : ALLOWED;
}

/** Of somebody who was found by an address that nothing shows to be theirs, people see whether they are meant. */
const isKnownPerson = (subject: Subject): boolean =>
  subject.kind === 'person' && subject.foundBy === undefined;
