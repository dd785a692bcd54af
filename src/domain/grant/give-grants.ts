import type { Ask } from '../action/ask';
import type { Instant } from '../lib/time';
import type { Step, StepBlock } from '../provisioning/step-block';
import { endOfTerm, type Term } from '../request/term';
import { type Grant, type GrantBlock, grantBlockId } from './grant';

export interface GivenIn {
  readonly requestId: string;
  readonly connectionId: string;
  readonly ask: Ask;
  readonly term: Term;
}

/**
 * The block's grants after these steps have ended: a new one for each step that gave access or that
 * prolongs what an earlier grant gave. Access that was there before, and not through the app, is
 * nobody's grant: its expiry never takes it away. Undefined where nothing is added.
 */
export function giveGrants(
  givenIn: GivenIn,
  block: StepBlock,
  ended: readonly Step[],
  already: GrantBlock | undefined,
): GrantBlock | undefined {
  const change = givenIn.ask.changes[block.change];
  if (change?.verb !== 'add') return undefined;
  const { entitlement } = change;
  if (entitlement.kind !== 'group' && entitlement.kind !== 'role') return undefined;
  const fresh = ended.flatMap((step): Grant[] => {
    const subject = givenIn.ask.subjects[step.subject];
    const at = givenAt(step);
    if (subject === undefined || at === undefined) return [];
    const endsAt = endOfTerm(givenIn.term, at);
    const unproved = step.outcome.state === 'applied' && step.outcome.unproved === true;
    const given: Grant = { subject, grantedAt: at, endsAt, status: { state: 'active' } };
    return [unproved ? { ...given, unproved } : given];
  });
  if (fresh.length === 0) return undefined;
  return {
    id: grantBlockId(block),
    revision: (already?.revision ?? 0) + 1,
    requestId: givenIn.requestId,
    connectionId: givenIn.connectionId,
    entitlement,
    grants: [...(already?.grants ?? []), ...fresh],
  };
}

function givenAt({ outcome }: Step): Instant | undefined {
  if (outcome.state === 'applied') return outcome.at;
  return outcome.state === 'unchanged' && outcome.prolonged === true ? outcome.at : undefined;
}
