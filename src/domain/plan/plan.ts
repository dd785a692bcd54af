import type { Instant } from '../lib/time';

/**
 * A plan is the request held against the live site: what each action would do now.
 * Lines stand in the order of `actionsOf(ask)`.
 */
export type Verdict =
  /**
   * `prolongs`: held already, through a grant that ends at that instant; the site stays as it is and
   * the grant is superseded by one with the asked term.
   */
  | { readonly verdict: 'change'; readonly prolongs?: Instant }
  | { readonly verdict: 'alreadySo' }
  /** `like`: the group that the name of a new one reads like; `rule`: which rule of the policy says no. */
  | {
      readonly verdict: 'refused';
      readonly reason: RefusedReason;
      readonly like?: string;
      readonly rule?: string;
    }
  | { readonly verdict: 'impossible'; readonly reason: ImpossibleReason };

/** A verdict that speaks against an action. */
export type Objection = Extract<Verdict, { readonly reason: string }>;

/** The policy says no. */
export const REFUSED_REASONS = [
  'groupProtected',
  /** What is protected can't be known now: everything counts as protected. */
  'protectionNotKnown',
  'groupNotRequestable',
  /** The policy in force lets access be given for a shorter time than was asked for. */
  'termTooLong',
  'termOver',
  'projectNotRequestable',
  /** A rule says who may ask for it, and whoever asks is not among them. */
  'askerNotAllowed',
  /** Whether they are could not be found out. */
  'askerNotKnown',
  /** A rule says in whose work items it can be asked for, and this one is in another project by now. */
  'projectNotAllowed',
  /** Which project it is in could not be found out. */
  'projectNotKnown',
  /** It was to be given until the work item is done, and that is done, or was once. */
  'workItemDone',
  /** Whether it is could not be found out. */
  'workItemNotKnown',
  /** A fallback approver approved it beside those who were asked, and the policy in force lets them no longer. */
  'approverNotLetIn',
  /** Nobody was asked, as the policy said so, and the policy in force does not say so of it any more. */
  'policyDecidesNoMore',
  /** It was to bring them to what a bundle has, and they do not have that any more, or for less long. */
  'bundleNotHeld',
  /** It was given by the name of a bundle, and they have it by something else as well. */
  'heldBesides',
  /** It was to be taken once what comes in its place is given, and that is not there. */
  'restNotGiven',
  'creationNotAllowed',
  'groupNameReserved',
  /** It reads like the name of another group. */
  'groupNameLookAlike',
  /** Which names groups have can't be known now: every name counts as one of them. */
  'groupNamesNotKnown',
] as const;
export type RefusedReason = (typeof REFUSED_REASONS)[number];

/** The site could not do it, whoever asks. */
export const IMPOSSIBLE_REASONS = [
  'noSuchPerson',
  'personInactive',
  'notAPerson',
  'noSuchGroup',
  'groupManagedElsewhere',
  'noSuchProject',
  'roleNotInProject',
  'lastAdmin',
  'adminsNotKnown',
  'mayBeLastAdmin',
  'connectionAccount',
  'groupInGroup',
  'emailMalformed',
  /** Several people may have the address, or somebody else than who was named. */
  'addressNotKnown',
  'tokenCannotCreateUsers',
  'groupNameInvalid',
  'groupNameTaken',
  /** The account or the group that it is about does not exist, and the request does not create it. */
  'notCreated',
  /** This request has created it, and the site does not show it yet. */
  'notYetVisible',
  /** The app's own record of this access can't be read, until an admin has looked at it. */
  'recordUnreadable',
] as const;
export type ImpossibleReason = (typeof IMPOSSIBLE_REASONS)[number];

export function isRefusedReason(reason: string): reason is RefusedReason {
  return REFUSED_REASONS.some((one) => one === reason);
}

/** Whether what stands in the way may be gone by itself the next time somebody tries. */
export function mayPass(reason: RefusedReason | ImpossibleReason): boolean {
  switch (reason) {
    // What another step was to create may yet be created, by a retry of that step.
    case 'notCreated':
    case 'protectionNotKnown':
    case 'askerNotKnown':
    case 'projectNotKnown':
    case 'workItemNotKnown':
    case 'adminsNotKnown':
    case 'groupNamesNotKnown':
    // With a key of the organization, or once somebody shows their address.
    case 'addressNotKnown':
    // What was created a moment ago will be shown.
    case 'notYetVisible':
    case 'recordUnreadable':
    // Once what comes in its place is given, by a retry of that step.
    case 'restNotGiven':
      return true;
    default:
      return false;
  }
}

export interface Plan {
  readonly verdicts: readonly Verdict[];
  readonly computedAt: Instant;
}

export interface PlanCounts {
  readonly change: number;
  readonly alreadySo: number;
  readonly refused: number;
  readonly impossible: number;
}

export function countVerdicts(verdicts: readonly Verdict[]): PlanCounts {
  const counts = { change: 0, alreadySo: 0, refused: 0, impossible: 0 };
  for (const { verdict } of verdicts) counts[verdict] += 1;
  return counts;
}
