import type { Person } from '../action/person';
import { fingerprint } from '../lib/fingerprint';
import type { NamedGroup } from '../policy/stage-rule';
import type { TraceEntry } from './approval';

/** A source of a stage, as it is meant for some changes. */
export type AskedSource =
  | {
      readonly source: 'roleProjectLead' | 'issueProjectLead' | 'permission';
      readonly projectId: string;
      readonly projectKey: string;
    }
  | { readonly source: 'named'; readonly people: readonly Person[] }
  /** Without a group, it is of something that nobody owns. */
  | {
      readonly source: 'groupOwner';
      readonly group: NamedGroup | undefined;
      readonly people: readonly Person[] | 'notListed';
    }
  | { readonly source: 'member'; readonly group: NamedGroup };

/** Of a group, and of who holds a permission, so many people at most are asked, each with calls of their own; a larger one decides nothing. */
export const MOST_MEMBERS_ASKED = 20;

/** What of it stands in the trace. */
export function triedIn(asked: AskedSource): TraceEntry['tried'] {
  switch (asked.source) {
    case 'roleProjectLead':
    case 'issueProjectLead':
    case 'permission':
      return { source: asked.source, projectKey: asked.projectKey };
    case 'named':
      return { source: asked.source };
    case 'groupOwner':
      return {
        source: asked.source,
        ...(asked.group === undefined ? {} : { group: asked.group.name }),
      };
    case 'member':
      return { source: asked.source, group: asked.group.name };
  }
}

/** One string for whom a source names, so that the same people are found by it. It names nobody by their id. */
export function keyOf(asked: AskedSource): string {
  switch (asked.source) {
    case 'roleProjectLead':
    case 'issueProjectLead':
      return leadsKey(asked.projectId);
    case 'named': {
      const ids = asked.people.map(({ accountId }) => accountId).sort();
      return `named:${fingerprint(ids.join(' '))}`;
    }
    case 'permission':
      return holdersKey(asked.projectId);
    case 'groupOwner':
      return ownersKey(asked.group?.groupId);
    case 'member':
      return `member:${asked.group.groupId}`;
  }
}

/** What a stage asks whose approver is the lead of a project. */
export const leadsKey = (projectId: string): string => `lead:${projectId}`;

/** What a stage asks whose approvers own a group, whoever that is at the time. */
const ownersKey = (groupId: string | undefined): string => `owner:${groupId ?? ''}`;

/** What a stage asks whose approvers hold a permission in a project. */
const holdersKey = (projectId: string): string => `permission:${projectId}`;
