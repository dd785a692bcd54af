import { actionKind } from '#domain/action/action';
import type { FactOfRequest } from '#domain/holding/change-holding';
import { lastingGrant } from '#domain/holding/holding';
import type { Found } from '#domain/holding/pass';
import type { Taken } from './look-in-pass';

/** What was found of one holding, and what the audit is to say of the effect that brought it about. */
export interface Outcome {
  readonly found: Found;
  readonly effect?: Pick<
    Extract<FactOfRequest['fact'], { kind: 'effect' }>,
    'outcome' | 'reason' | 'siteMessage' | 'unproved'
  >;
  /** A call was sent that nobody answered: it may have been done, whatever was found or done since. */
  readonly mayHaveBeenDone?: true;
}

/** What the audit says of an effect, beside the grant that it is about. */
export function effectFacts(
  taken: Taken | undefined,
  outcome: Outcome | undefined,
): FactOfRequest[] {
  if (taken === undefined || outcome?.effect === undefined) return [];
  return factOf(taken, outcome.effect);
}

/**
 * The same where somebody else has written the holding meanwhile, so that no later look tells whether what nobody
 * answered was done: what they did may have undone it.
 */
export function effectFactsBesideOthers(taken: Taken, outcome: Outcome): FactOfRequest[] {
  const facts = effectFacts(taken, outcome);
  if (outcome.mayHaveBeenDone !== true || outcome.effect?.unproved === true) return facts;
  return [...facts, ...factOf(taken, UNANSWERED)];
}

const UNANSWERED = { outcome: 'failed', reason: 'unconfirmed', unproved: true } as const;

function factOf(taken: Taken, effect: NonNullable<Outcome['effect']>): FactOfRequest[] {
  const { entitlement, subject } = taken.holding;
  const of = lastingGrant(taken.holding) ?? taken.holding.ended.at(-1);
  if (of === undefined) return [];
  const verb = taken.wanted === 'held' ? 'add' : 'remove';
  const action = actionKind(verb, entitlement);
  return [{ of, fact: { kind: 'effect', action, subject, entitlement, ...effect } }];
}
