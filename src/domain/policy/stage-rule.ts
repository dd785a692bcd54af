import type { GroupEntitlement } from '../action/entitlement';
import type { Person } from '../action/person';

/** A group by its id, and as it was called when it was picked. */
export type NamedGroup = Pick<GroupEntitlement, 'groupId' | 'name'>;

/** Where those who may decide are looked for. */
export type Source =
  /** Of a role, the lead of the role's project; of anything else, of the project that the issue is in. */
  | { readonly kind: 'projectLead' }
  /** The lead of the project that the issue is in, whatever is asked for. */
  | { readonly kind: 'issueProjectLead' }
  /** Who holds Jira's permission to decide on access requests in the project that the issue is in. */
  | { readonly kind: 'permission' }
  /** Of a group that is asked for, whom the policy names as its owners; of anything else, nobody. */
  | { readonly kind: 'groupOwner' }
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | { readonly kind: 'members'; readonly group: NamedGroup };

/** One stage of a chain: whom it asks, and how many of them have to approve. */
export interface StageRule {
  readonly sources: readonly Source[];
  readonly needed: number;
}

/** The stages that a change goes through, in this order. */
export type Chain = readonly StageRule[];

/** A stage as it is asked: by which rules, by their names. None: it is the policy's own, for everything. */
export interface AskedStage extends StageRule {
  readonly rules?: readonly string[];
}
export type AskedChain = readonly AskedStage[];

export const LEAD_DECIDES: Chain = [{ sources: [{ kind: 'projectLead' }], needed: 1 }];

/** One string for a source, the same for the same people to be asked. */
function sourceKey(source: Source): string {
  switch (source.kind) {
    case 'projectLead':
    case 'issueProjectLead':
    case 'permission':
    case 'groupOwner':
      return source.kind;
    case 'people':
      return `people ${source.people
        .map(({ accountId }) => accountId)
        .sort()
        .join(' ')}`;
    case 'members':
      return `members ${source.group.groupId}`;
  }
}

/** One string for whom a stage asks, whatever the order of its sources. */
export function stageKey({ sources }: StageRule): string {
  return JSON.stringify([...new Set(sources.map(sourceKey))].sort());
}

/**
 * Several chains as one: all their stages, as far ahead as the first of the chains has each, and each once,
 * with as many to approve as the chain that takes the most, and with the names of all the rules that ask it. One that a
 * chain has twice stays two, so that two people decide. The
 * order of the chains does not matter but for that of the names.
 */
export function chainOfAll(
  chains: readonly { readonly stages: Chain; readonly rule?: string }[],
): AskedChain {
  const stages = new Map<string, { readonly place: number; readonly stage: AskedStage }>();
  for (const { stages: chain, rule } of chains) {
    const named: string[] = [];
    for (const [place, stage] of chain.entries()) {
      const who = stageKey(stage);
      const nth = named.filter((one) => one === who).length;
      named.push(who);
      const key = nth === 0 ? who : `${who} ${nth}`;
      const before = stages.get(key);
      const rules = rulesWith(before?.stage.rules, rule);
      stages.set(key, {
        place: Math.min(place, before?.place ?? place),
        stage: {
          ...stage,
          needed: Math.max(stage.needed, before?.stage.needed ?? 0),
          ...(rules.length === 0 ? {} : { rules }),
        },
      });
    }
  }
  return [...stages]
    .sort(([one, a], [other, b]) => a.place - b.place || (one < other ? -1 : 1))
    .map(([, { stage }]) => stage);
}

/** Each once. */
export const rulesWith = (
  rules: readonly string[] = [],
  ...more: readonly (string | undefined)[]
): readonly string[] => [...new Set([...rules, ...more])].filter((rule) => rule !== undefined);
