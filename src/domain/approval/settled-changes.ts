import type { Chain, Source } from '../policy/stage-rule';
import type { Approval } from './approval';
import { keyOf } from './asked-source';
import { approvedIn, isApproved } from './turns';

export interface WhatIsAsked {
  /** So many changes does the ask have. */
  readonly changes: number;
  /** The stages that each change goes through, by its position. */
  readonly chainOf: (change: number) => Chain;
  /** What is on record, with what was decided so far. */
  readonly stored: readonly Approval[];
}

/**
 * Positions in `Ask.changes` that nobody is asked about any more: all that is on record of them is approved, and so is
 * every stage that the policy asks now. That another project's lead would be asked by now, as the work item has moved,
 * opens nothing that is decided.
 */
export function settledChanges({ changes, chainOf, stored }: WhatIsAsked): ReadonlySet<number> {
  const positions = Array.from({ length: changes }, (_, position) => position);
  return new Set(
    positions.filter((position) => {
      const ofIt = stored.filter((stage) => stage.changes.includes(position));
      return ofIt.length > 0 && ofIt.every(isApproved) && isCovered(chainOf(position), ofIt);
    }),
  );
}

/** Whether each stage of a chain has one of its own among these, approved by as many. */
function isCovered(chain: Chain, approved: readonly Approval[]): boolean {
  const left = [...approved].sort(
    (one, other) => approvedIn(other).length - approvedIn(one).length,
  );
  return [...chain]
    .sort((one, other) => other.needed - one.needed)
    .every(({ sources, needed }) => {
      const who = keyOfSources(sources);
      const at = left.findIndex((stage) => whoeverAnswers(stage.asks) === who);
      const [found] = at < 0 ? [] : left.splice(at, 1);
      return found !== undefined && approvedIn(found).length >= needed;
    });
}

const SOME_LEAD = 'lead';
const SOME_OWNER = 'owner';
const SOME_HOLDER = 'permission';

/** Asked of a project or a group, whichever it is. */
const OF_SOMETHING = [SOME_LEAD, SOME_OWNER, SOME_HOLDER];

/** Whom a stage on record asks, without of which project or group, nor which of several that ask the same it is. */
function whoeverAnswers(asks: string): string {
  const parts = asks.split(' ').filter((part) => !part.startsWith('#'));
  return joined(
    parts.map((part) => OF_SOMETHING.find((one) => part.startsWith(`${one}:`)) ?? part),
  );
}

function keyOfSources(sources: readonly Source[]): string {
  return joined(sources.map(keyOfSource));
}

function keyOfSource(source: Source): string {
  switch (source.kind) {
    case 'projectLead':
    case 'issueProjectLead':
      return SOME_LEAD;
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
