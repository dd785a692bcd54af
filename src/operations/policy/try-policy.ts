import type { ExistingIds } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { Sight } from '#domain/approval/sight';
import { ok, type Result, refuse } from '#domain/lib/result';
import { type Longest, longestOfAll, termRulesOf } from '#domain/policy/longest-term';
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
  readonly access: ExistingIds;
  readonly issue: IssueRef;
}

export interface Trial {
  readonly preview: Preview;
  /** Whether they see the work item: who doesn't can't ask in it. */
  readonly sight: Sight;
  /** What the rules about it are called; none where only that of everything is. */
  readonly rules: readonly string[];
  readonly longest: Longest;
  readonly usualDays: number;
}

/** What is tried is not for how long: no rule keeps from it. */
const SHORTEST: Term = { kind: 'days', days: 1 };

/**
 * What would come of it if that policy were in force: the plan, and who would decide. Everything else is looked up as for a
 * request, and nothing is written.
 */
export async function tryPolicy(
  ports: PreviewPorts,
  { connectionId, policy, accountId, access, issue }: Tried,
): Promise<Result<Trial, { readonly code: 'notConnected' } | { readonly code: 'noSuchPerson' }>> {
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
    ask: { subjects: [{ kind: 'person', accountId }], changes: [{ ...access, verb: 'add' }] },
    term: SHORTEST,
  });
  if (!preview.ok) return preview;
  const given = preview.value.ask.changes.map(({ entitlement }) => entitlement);
  const termRules = termRulesOf(policy);
  const longest = longestOfAll(policy.longestTermDays, termRules, given);
  return ok({
    preview: preview.value,
    sight: sights.get(accountId) ?? 'unknown',
    rules: given.flatMap((one) =>
      rulesAbout(policy, one)
        .filter((rule) => policy.rules.includes(rule))
        .map((rule) => nameOfRule(policy.rules, rule)),
    ),
    longest,
    usualDays: usualOfAll(longest, termRules, given),
  });
}
