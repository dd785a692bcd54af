import {
  type ExistingEntitlement,
  type ExistingIds,
  existingIds,
  isExisting,
} from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { Sight } from '#domain/approval/sight';
import { ok, type Result, refuse } from '#domain/lib/result';
import { type BundleChoice, choicesOf } from '#domain/policy/bundle';
import { markOf } from '#domain/policy/find-bundles';
import { type Longest, longestFor, longestOfAll, termRulesOf } from '#domain/policy/longest-term';
import type { Policy } from '#domain/policy/policy';
import { nameOfRule } from '#domain/policy/rule-name';
import { rulesAbout } from '#domain/policy/ruling';
import { usualOfAll } from '#domain/policy/usual-term';
import type { IssueRef } from '#domain/request/access-request';
import type { Term } from '#domain/term/term';
import { type Preview, type PreviewPorts, previewRequest } from '../request/preview-request';

/** Somebody who would ask for something for themselves, in a work item. */
export interface Tried {
  readonly connectionId: string;
  readonly policy: Policy;
  readonly accountId: string;
  readonly what: TriedAccess;
  readonly issue: IssueRef;
}

/** A group or a role by itself, or all of a bundle; of one with levels, all of a level. */
export type TriedAccess =
  | ExistingIds
  | {
      readonly kind: 'bundle';
      readonly bundleId: string;
      readonly levelId?: string | undefined;
    };

export interface Trial {
  readonly preview: Preview;
  /** Whether they see the work item: who doesn't can't ask in it. */
  readonly sight: Sight;
  /** What the rules about it are called; none where only that of everything is. */
  readonly rules: readonly string[];
  readonly longest: Longest;
  readonly usualDays: number;
  /** What a bundle, or a level of it, is called; undefined: it was tried by itself. */
  readonly bundle: string | undefined;
  /** What was tried, each with the rules about it and for how long it can be given. */
  readonly parts: readonly TriedPart[];
}

export interface TriedPart {
  readonly entitlement: ExistingEntitlement;
  readonly rules: readonly string[];
  readonly longest: Longest;
}

export type TryRefusal =
  | { readonly code: 'notConnected' }
  | { readonly code: 'noSuchPerson' }
  /** The policy that is tried has no such bundle, or no such level of it. */
  | { readonly code: 'bundleGone' };

/** What is tried is not for how long: no rule keeps from it. */
const SHORTEST: Term = { kind: 'days', days: 1 };

/**
 * What would come of it if that policy were in force: the plan, and who would decide. Everything else is looked up as for a
 * request, and nothing is written.
 */
export async function tryPolicy(
  ports: PreviewPorts,
  { connectionId, policy, accountId, what, issue }: Tried,
): Promise<Result<Trial, TryRefusal>> {
  const choice = what.kind === 'bundle' ? choiceIn(policy, what) : undefined;
  if (what.kind === 'bundle' && choice === undefined) return refuse({ code: 'bundleGone' });
  const asked = what.kind === 'bundle' ? (choice?.contents ?? []).map(existingIds) : [what];
  const [people, sights] = await Promise.all([
    ports.hostAsApp.people([accountId]),
    ports.hostAsApp.sight(issue.key, [accountId]),
  ]);
  const found = people.get(accountId);
  if (found === undefined) return refuse({ code: 'noSuchPerson' });
  const requester: Person = { accountId, displayName: found.displayName };
  const asIfInForce = { ...ports, policies: { ...ports.policies, inForce: async () => policy } };
  const preview = await previewRequest(asIfInForce, {
    connectionId,
    issue,
    requester,
    ask: {
      subjects: [{ kind: 'person', accountId }],
      changes: asked.map((ids) => ({ ...ids, verb: 'add' as const })),
    },
    term: SHORTEST,
    bundles:
      what.kind === 'bundle' && choice !== undefined
        ? [{ bundleId: what.bundleId, levelId: what.levelId, mark: markOf(choice) }]
        : [],
  });
  if (!preview.ok) return preview;
  const given = preview.value.ask.changes.flatMap(({ entitlement }) =>
    isExisting(entitlement) ? [entitlement] : [],
  );
  const termRules = termRulesOf(policy);
  const longest = longestOfAll(policy.longestTermDays, termRules, given);
  const parts = given.map((entitlement) => ({
    entitlement,
    rules: namesOfRules(policy, entitlement),
    longest: longestFor(policy, entitlement),
  }));
  return ok({
    preview: preview.value,
    sight: sights.get(accountId) ?? 'unknown',
    rules: [...new Set(parts.flatMap(({ rules }) => rules))],
    longest,
    usualDays: usualOfAll(longest, termRules, given),
    bundle: choice?.name,
    parts,
  });
}

function choiceIn(
  { bundles }: Pick<Policy, 'bundles'>,
  { bundleId, levelId }: Extract<TriedAccess, { readonly kind: 'bundle' }>,
): BundleChoice | undefined {
  const bundle = bundles.find(({ id }) => id === bundleId);
  return bundle && choicesOf(bundle).find(({ level }) => level?.id === levelId);
}

const namesOfRules = (policy: Policy, entitlement: ExistingEntitlement): readonly string[] =>
  rulesAbout(policy, entitlement)
    .filter((rule) => policy.rules.includes(rule))
    .map((rule) => nameOfRule(policy.rules, rule));
