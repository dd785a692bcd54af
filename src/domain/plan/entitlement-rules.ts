import type { ExistingEntitlement } from '../action/entitlement';
import type { Allowed } from '../lib/allowed';
import type { Policy } from '../policy/policy';
import type { GroupProtection } from '../protection/group-protection';
import type { Acting, LiveState, Named, OnSite, Seen, StateOnSite } from './live-state';
import type { Objection } from './plan';
import type { PlanQuestion } from './plan-question';

/** What is asked of an entitlement of whichever kind; the kinds answer in a file of their own each. */
export interface EntitlementRules {
  /** Whether it can be given or taken at all, whoever it is about. `created`: by the actions before. */
  judge(question: PlanQuestion, created: ReadonlySet<string>): Allowed<Objection>;
  /** Whether a group can have it, and so everybody who is in the group. */
  readonly takesGroups: boolean;
  /** The group whose protection may bar it, as it is found now; it is looked at again before more is sent. */
  protectionOn(live: Pick<LiveState, 'groups'>): FoundProtection | undefined;
  /** Who has to be left in it; undefined for what may be left without anybody. */
  guarded(live: LiveState): Guarded | undefined;
  /** Whether it may be left without anybody only because others administer the same. */
  besideOthers(live: LiveState): boolean;
  /** Whether the app needs it to change groups, or to sign in, so that its own account stays in it. */
  carriesApp(live: LiveState): boolean;
}

/** What was there before a request can stand on the site in several ways, and be lost and given back. */
export interface ExistingRules extends EntitlementRules {
  stateOnSite(seen: Seen): StateOnSite;
  /** As the site calls it; as it is where it is not there. */
  asNamed(site: Named): ExistingEntitlement;
  /** Whether it could be given now to whom it was given before, see `judgeGivingBack`. */
  mayBeGivenBack(before: GivenBefore): 'yes' | 'no' | 'notKnown';
}

export interface FoundProtection {
  readonly groupId: string;
  readonly protection: readonly GroupProtection[];
}

export interface Guarded {
  readonly acting: Acting | undefined;
  /** Why the last one stays, where it is another reason than that it administers. */
  readonly unless?: 'lastAdmin' | 'mayBeLastAdmin';
}

export interface GivenBefore {
  readonly live: OnSite;
  readonly policy: Policy;
  readonly connectionId: string;
  /** Of the request that gave it. */
  readonly issueKey: string;
}
