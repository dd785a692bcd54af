import type { Person } from '../action/person';
import type { NoRenewal } from '../grant/no-renewal';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Instant } from '../lib/time';
import type { HoldingChange } from './change-holding';
import { type Holding, latestEnd } from './holding';
import type { RenewalRefusal } from './renewal-refusal';
import { judgeTakeBack, type TakeBackRight } from './take-back';

/** What somebody said, and nobody has taken back. Whoever asks for the same anew, or decides on that, is told of it. */
export function noRenewalOf({ noRenewal }: Pick<Holding, 'noRenewal'>): NoRenewal | undefined {
  return noRenewal?.lifted === undefined ? noRenewal : undefined;
}

/**
 * The same where it holds of the end that is to come. What was approved since to end later was approved by somebody who was told of
 * it: of that end, nothing was said. What was approved before, and given since, was not.
 */
export function noRenewalOfEnd(
  holding: Pick<Holding, 'grants' | 'noRenewal'>,
): NoRenewal | undefined {
  const said = noRenewalOf(holding);
  const endsAt = latestEnd(holding);
  if (said === undefined || endsAt === undefined) return undefined;
  const [last] = holding.grants.filter((one) => one.endsAt === endsAt);
  const isOfBefore = last?.approvedAt !== undefined && last.approvedAt <= said.at;
  return endsAt <= said.endsAt || isOfBefore ? said : undefined;
}

/** Whether there is an end that could be put off, and nobody has said yet that it is not to be. */
export function judgeNoRenewal(
  holding: Pick<Holding, 'grants' | 'noRenewal'>,
  requestId: string,
  at: Instant,
): Allowed<RenewalRefusal> {
  const inForce = judgeInForce(holding, requestId, at);
  if (!inForce.allowed) return inForce;
  if (latestEnd(holding) === undefined) return forbidden({ code: 'noEnd' });
  const said = noRenewalOfEnd(holding);
  return said === undefined
    ? ALLOWED
    : forbidden({ code: 'saidAlready', by: said.by, at: said.at });
}

/** Whether there is something to take back; who has the access, or asked for it, does not. */
export function judgeRenewal(
  holding: Pick<Holding, 'grants' | 'noRenewal' | 'subject'>,
  {
    requestId,
    askedBy,
    accountId,
  }: {
    readonly requestId: string;
    /** Whoever asked for what is in force, by any request. */
    readonly askedBy: readonly string[];
    readonly accountId: string;
  },
  at: Instant,
): Allowed<RenewalRefusal> {
  const inForce = judgeInForce(holding, requestId, at);
  if (!inForce.allowed) return inForce;
  if (noRenewalOf(holding) === undefined) return forbidden({ code: 'notSaid' });
  const { subject } = holding;
  const has = subject.kind === 'person' && subject.accountId === accountId;
  return has || askedBy.includes(accountId) ? forbidden({ code: 'ownAccess' }) : ALLOWED;
}

/** It is about what can be ended early as well: what is over, or not proved to be the app's, has no end to put off. */
function judgeInForce(
  holding: Pick<Holding, 'grants'>,
  requestId: string,
  at: Instant,
): Allowed<Extract<RenewalRefusal, { code: 'notInForce' | 'unproved' | 'ends' }>> {
  const may = judgeTakeBack(holding, requestId, at);
  if (may.allowed) return ALLOWED;
  const { why } = may;
  switch (why.code) {
    case 'notInForce':
    case 'unproved':
    case 'ends':
      return forbidden(why);
    // Who they are is asked elsewhere.
    case 'notTheirs':
    case 'approvedByOthersToo':
    case 'notKnown':
    case 'cannotEnd':
      return forbidden({ code: 'notInForce' });
  }
}

/** Under the request from whose card it was said. */
interface Said {
  readonly of: { readonly requestId: string; readonly issueKey: string };
  readonly by: Person;
  readonly right: TakeBackRight;
  readonly at: Instant;
}

/** It is said of all that is in force, whichever requests gave it: what counts is when that ends. */
export function sayNoRenewal(
  holding: Holding,
  { of, by, right, at, reason }: Said & { readonly reason: string },
): HoldingChange {
  const { entitlement, subject } = holding;
  const endsAt = latestEnd(holding) ?? at;
  return {
    holding: withNote(holding, { by, at, reason, endsAt }),
    facts: [{ of, fact: { kind: 'grant.notToRenew', subject, entitlement, right, reason } }],
  };
}

/** It may be renewed again; what was said stays for whoever is to be told that. */
export function allowRenewal(holding: Holding, { of, by, right, at }: Said): HoldingChange {
  const { entitlement, subject, noRenewal } = holding;
  if (noRenewal === undefined) return { holding, facts: [] };
  return {
    holding: withNote(holding, { ...noRenewal, lifted: { by, at } }),
    facts: [{ of, fact: { kind: 'grant.mayRenew', subject, entitlement, right } }],
  };
}

const withNote = (holding: Holding, noRenewal: NoRenewal): Holding => ({
  ...holding,
  revision: holding.revision + 1,
  noRenewal,
});
