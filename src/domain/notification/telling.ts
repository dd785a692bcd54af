import type { Person } from '../action/person';
import { pauseOfTry } from '../lib/growing-pause';
import { DAY, HOUR, type Instant, SECOND } from '../lib/time';

/**
 * What was told of one request, to whom and in which way: so that nobody is told the same twice, and so
 * that it shows where nobody could be told. The app's own record: what stands in Jira is no proof.
 */
export interface Telling {
  readonly requestId: string;
  readonly revision: number;
  /** Newest last, no more than MOST_TOLD. */
  readonly told: readonly Told[];
}

export interface Told {
  /** What was told, and to which set of people. */
  readonly about: string;
  readonly to: readonly Person[];
  readonly since: Instant;
  readonly outcome: TellingOutcome;
}

/** `told` is what an answer said; anything else is not. */
export type TellingOutcome =
  | { readonly outcome: 'told'; readonly by: TellingWay; readonly at: Instant }
  | ({ readonly outcome: 'notYet' } & FailedTry)
  /** Nobody will hear of it by the app. */
  | ({ readonly outcome: 'givenUp' } & FailedTry);

interface FailedTry {
  readonly problem: TellingProblem;
  readonly tries: number;
  readonly at: Instant;
}

export const TELLING_WAYS = ['comment', 'email'] as const;
export type TellingWay = (typeof TELLING_WAYS)[number];

/** `refused`: Jira would not take it; `unavailable`: it did not answer, or asked to slow down. */
export const TELLING_PROBLEMS = ['refused', 'unavailable'] as const;
export type TellingProblem = (typeof TELLING_PROBLEMS)[number];

/** A request is told of few times: a stage is rerouted, it ends, it is retried. */
const MOST_TOLD = 20;
/** After that long, whoever was to be told will not hear of it by the app. */
const TOLD_WITHIN = DAY;
const FIRST_PAUSE = 30 * SECOND;
const LONGEST_PAUSE = 2 * HOUR;

export function noTelling(requestId: string): Telling {
  return { requestId, revision: 0, told: [] };
}

export function toldOf(telling: Telling, about: string): Told | undefined {
  return telling.told.find((one) => one.about === about);
}

/** The telling with one entry put in place of the one about the same. */
export function noteTold(telling: Telling, entry: Told): Telling {
  const others = telling.told.filter(({ about }) => about !== entry.about);
  return {
    ...telling,
    revision: telling.revision + 1,
    told: [...others, entry].slice(-MOST_TOLD),
  };
}

/** A try that came to nothing: again after a growing pause, for a day. */
export function failedTry(
  before: Told | undefined,
  problem: TellingProblem,
  at: Instant,
): { readonly outcome: TellingOutcome; readonly nextAt: Instant | undefined } {
  const since = before?.since ?? at;
  const tried =
    before === undefined || before.outcome.outcome === 'told' ? 0 : before.outcome.tries;
  const tries = tried + 1;
  const nextAt = at + pauseOfTry(tried, FIRST_PAUSE, LONGEST_PAUSE);
  return nextAt > since + TOLD_WITHIN
    ? { outcome: { outcome: 'givenUp', problem, tries, at }, nextAt: undefined }
    : { outcome: { outcome: 'notYet', problem, tries, at }, nextAt };
}

/** Those who were told that a request waits for them. */
export function approversTold({ told }: Telling): Person[] {
  const people = told.flatMap(({ about, to, outcome }) =>
    about.startsWith(APPROVERS) && outcome.outcome === 'told' ? to : [],
  );
  return [...new Map(people.map((one) => [one.accountId, one])).values()];
}

export const APPROVERS = 'approvers:';

/** The latest set of approvers, where nobody of them could be told so far. */
export function approversUntold({ told }: Telling): Untold | undefined {
  const latest = told.findLast(({ about }) => about.startsWith(APPROVERS));
  if (latest === undefined || latest.outcome.outcome === 'told') return undefined;
  const { problem, outcome } = latest.outcome;
  return { to: latest.to, problem, isTriedAgain: outcome === 'notYet' };
}

export interface Untold {
  readonly to: readonly Person[];
  readonly problem: TellingProblem;
  readonly isTriedAgain: boolean;
}
