import type { Instant } from '../lib/time';
import { type Candidate, canDecide } from './resolve-approvals';
import type { AwayNow } from './stand-in';

/** Why nobody can approve today where the lead of a project is asked. */
export type NobodyApproves =
  | { readonly why: 'nobody' | 'inactive' | 'notAPerson' }
  /** They go on being asked, and nobody comes in for them: whoever was to stand in can't. */
  | { readonly why: 'away'; readonly until: Instant }
  /** Whether they are away, or whoever decides for them, can't be read. */
  | { readonly why: 'awayUnknown' }
  /** Jira does not say who leads it. */
  | { readonly why: 'notKnown' };

export interface WhoCanBeAsked {
  /** Everybody whom the stand-ins and the policy name, as Jira knows them now, by account id. */
  readonly people: ReadonlyMap<string, Candidate>;
  /** Of all who may be asked, and of whoever decides for them. */
  readonly away: AwayNow;
  readonly fallback: readonly Candidate[];
}

/**
 * Whether nobody could approve what the lead of a project is asked about, whatever it is; undefined where somebody can. Whether
 * they see a work item, and what they would gain, is of a request.
 */
export function nobodyApproves(
  lead: Candidate | undefined | 'notKnown',
  known: WhoCanBeAsked,
): NobodyApproves | undefined {
  // Nobody comes in for a lead of whom Jira only does not tell (`LETS_OTHERS_IN`).
  if (lead === 'notKnown') return { why: 'notKnown' };
  if (lead !== undefined && canDecide(lead)) {
    const until = awayUntil(lead, known);
    if (until === 'notKnown') return { why: 'awayUnknown' };
    return until === undefined ? undefined : { why: 'away', until };
  }
  if (hasFallback(known)) return undefined;
  if (lead === undefined) return { why: 'nobody' };
  return { why: lead.active ? 'notAPerson' : 'inactive' };
}

/** Whether there is a fallback approver who can be asked today. */
export const hasFallback = (known: WhoCanBeAsked): boolean =>
  known.fallback.some((one) => isThere(one, known));

const isThere = (one: Candidate, known: WhoCanBeAsked): boolean =>
  canDecide(one) && awayUntil(one, known) === undefined;

/** Until when somebody is away for whom nobody decides; undefined: they are there, or somebody does. */
function awayUntil(
  { accountId }: Candidate,
  { away, people }: WhoCanBeAsked,
): Instant | 'notKnown' | undefined {
  const ofThem = away.get(accountId);
  if (ofThem === undefined || ofThem === 'notKnown') return ofThem;
  const deputyId = ofThem.deputy.accountId;
  const ofDeputy = away.get(deputyId);
  if (ofDeputy === 'notKnown') return ofDeputy;
  const deputy = people.get(deputyId);
  const decides = deputy !== undefined && canDecide(deputy) && ofDeputy === undefined;
  return decides ? undefined : ofThem.until;
}
