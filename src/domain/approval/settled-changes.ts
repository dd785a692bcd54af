import type { Chain, Source } from '../policy/stage-rule';
import type { Approval } from './approval';
import { keyOf, leadsKey } from './asked-source';
import { approvedIn, isApproved, isByPolicy } from './turns';

export interface WhatIsAsked {
  /** So many changes does the ask have. */
  readonly changes: number;
  /** The stages that each change goes through, by its position. */
  readonly chainOf: (change: number) => Chain;
  /** Of a change of a role, the role's project; undefined: it is of no project. */
  readonly roleProjectOf: (change: number) => string | undefined;
  /** The project that the issue is in now. */
  readonly issueProjectId: string;
  /** Whether the policy says that it decides a change itself. */
  readonly policyDecides: (change: number) => boolean;
  /** What is on record, with what was decided so far. */
  readonly stored: readonly Approval[];
}

/**
 * Positions in `Ask.changes` that nobody is asked about any more: all that is on record of them is approved, and so is
 * every stage that the policy asks now. That another project's lead would be asked by now, as the work item has moved,
 * opens nothing that is decided. The lead of a role's project is another than that of the issue's: neither answers for both.
 */
export function settledChanges({
  changes,
  chainOf,
  roleProjectOf,
  issueProjectId,
  policyDecides,
  stored,
}: WhatIsAsked): ReadonlySet<number> {
  const positions = Array.from({ length: changes }, (_, position) => position);
  return new Set(
    positions.filter((position) => {
      const ofIt = stored.filter((stage) => stage.changes.includes(position));
      const roleProjectId = roleProjectOf(position);
      const leads = { roleProjectId, isIssues: roleProjectId === issueProjectId };
      if (ofIt.length === 0 || !ofIt.every(isApproved)) return false;
      // What the policy decided is decided as long as it says so: else people are asked.
      if (ofIt.some(isByPolicy) && policyDecides(position)) return true;
      const byPeople = ofIt.filter((stage) => !isByPolicy(stage));
      return isCovered(chainOf(position), byPeople, leads);
    }),
  );
}

/** Of a role, which project it is of, and whether the issue is in that one by now. */
interface Leads {
  readonly roleProjectId: string | undefined;
  readonly isIssues: boolean;
}

/** Whether each stage of a chain has one of its own among these, approved by as many. */
function isCovered(chain: Chain, approved: readonly Approval[], leads: Leads): boolean {
  const left = [...approved].sort(
    (one, other) => approvedIn(other).length - approvedIn(one).length,
  );
  return [...chain]
    .sort((one, other) => other.needed - one.needed)
    .every(({ sources, needed }) => {
      const who = keysOfSources(sources, leads);
      const at = left.findIndex((stage) => who.includes(whoeverAnswers(stage.asks, leads)));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      return found !== undefined && approvedIn(found).length >= needed;
    });
}

const ROLE_LEAD = 'lead of the role';
const ISSUE_LEAD = 'lead';
const SOME_OWNER = 'owner';
const SOME_HOLDER = 'permission';

/** Asked of a project or a group, whichever it is. */
const OF_SOMETHING = [ISSUE_LEAD, SOME_OWNER, SOME_HOLDER];

/** Whom a stage on record asks, without of which issue's project or group, nor which of several that ask the same it is. */
function whoeverAnswers(asks: string, { roleProjectId }: Leads): string {
  const roleLead = roleProjectId === undefined ? undefined : leadsKey(roleProjectId);
  const parts = asks.split(' ').filter((part) => !part.startsWith('#'));
  return joined(
    parts.map((part) => {
      if (part === roleLead) return ROLE_LEAD;
      return OF_SOMETHING.find((one) => part.startsWith(`${one}:`)) ?? part;
    }),
  );
}

/** More than one where the issue is in the role's own project: its lead is that of both, and another's was the issue's. */
function keysOfSources(sources: readonly Source[], leads: Leads): readonly string[] {
  const issueLeads = leads.isIssues ? [ISSUE_LEAD, ROLE_LEAD] : [ISSUE_LEAD];
  const roleLead = leads.roleProjectId === undefined ? ISSUE_LEAD : ROLE_LEAD;
  return issueLeads.map((issueLead) =>
    joined(sources.map((source) => keyOfSource(source, roleLead, issueLead))),
  );
}

function keyOfSource(source: Source, roleLead: string, issueLead: string): string {
  switch (source.kind) {
    case 'projectLead':
      return roleLead;
    case 'issueProjectLead':
      return issueLead;
    case 'permission':
      return SOME_HOLDER;
    case 'groupOwner':
      return SOME_OWNER;
    case 'people':
      return keyOf({ source: 'named', people: source.people });
    case 'members':
      return keyOf({ source: 'member', group: source.group });
  }
}

const joined = (parts: readonly string[]): string => [...new Set(parts)].sort().join(' ');
