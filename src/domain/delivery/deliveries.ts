import { eachOnce, type Person } from '../action/person';
import { pauseOfTry } from '../lib/growing-pause';
import { DAY, HOUR, type Instant, SECOND } from '../lib/time';

/**
 * What was told of one request, or to admins, to whom and in which way: so that nobody is told the same
 * twice, and so that it shows where nobody could be told. The app's own record: what stands in Jira is no proof.
 */
export interface Deliveries {
  /** The request's id, or ADMINS. */
  readonly of: string;
  readonly revision: number;
  /** Newest last, no more than MOST_TOLD, and reminders beside them: these let go of nothing that says whose turn it is. */
  readonly told: readonly Delivery[];
  /** Whom the app has promised to remind of their turn, each as it last did; newest last, no more than MOST_REMINDED. */
  readonly reminded?: readonly Reminded[];
}

export interface Reminded {
  readonly to: readonly Person[];
  readonly at: Instant;
  /** The id of the promise. */
  readonly promised: string;
}

export interface Delivery {
  /** What was told, and to which set of people. */
  readonly about: string;
  readonly to: readonly Person[];
  readonly since: Instant;
  readonly outcome: DeliveryOutcome;
}

/** `told` is what an answer said; anything else is not. */
export type DeliveryOutcome =
  | { readonly outcome: 'told'; readonly by: DeliveryWay; readonly at: Instant }
  | ({ readonly outcome: 'notYet' } & FailedTry)
  /** Nobody will hear of it by the app. */
  | ({ readonly outcome: 'givenUp' } & FailedTry);

interface FailedTry {
  readonly problem: DeliveryProblem;
  readonly tries: number;
  readonly at: Instant;
}

export const DELIVERY_WAYS = ['comment', 'email'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/**
 * `refused`: Jira would not take it; `unavailable`: it did not answer, or asked to slow down; `nobodySees`: of
 * those who are to be told, nobody is known to see an issue by way of which Jira would email them.
 */
export const DELIVERY_PROBLEMS = ['refused', 'unavailable', 'nobodySees'] as const;
export type DeliveryProblem = (typeof DELIVERY_PROBLEMS)[number];

/** A request is told of few times: a stage is rerouted, it ends, it is retried. */
const MOST_TOLD = 20;
/** More than there are people whom the stages of a request ask: whoever was let go would be reminded again in each sweep. */
const MOST_REMINDED = 300;
/** After that long, whoever was to be told will not hear of it by the app. */
const TOLD_WITHIN = DAY;
const FIRST_PAUSE = 30 * SECOND;
const LONGEST_PAUSE = 2 * HOUR;

export function noDeliveries(of: string): Deliveries {
  return { of, revision: 0, told: [] };
}

export function deliveryOf(deliveries: Deliveries, about: string): Delivery | undefined {
  return deliveries.told.find((one) => one.about === about);
}

/** Told, or given up: it is not tried again. */
export function isOver({ outcome }: Delivery): boolean {
  return outcome.outcome !== 'notYet';
}

/** The telling with one entry put in place of the one about the same. */
export function noteDelivery(deliveries: Deliveries, entry: Delivery): Deliveries {
  // Of reminders that are over the last one is enough. Several are tried at a time, each of its own people: one that is not over stays,
  // or whoever tries it next would not know that it was tried.
  const saysNothing = (one: Delivery) =>
    isReminder(one.about) && isReminder(entry.about) && isOver(one);
  const others = deliveries.told.filter((one) => one.about !== entry.about && !saysNothing(one));
  const told = [...others, entry];
  const kept = new Set([
    ...told.filter(({ about }) => !isReminder(about)).slice(-MOST_TOLD),
    ...told.filter(({ about }) => isReminder(about)).slice(-MOST_REMINDED),
  ]);
  return {
    ...deliveries,
    revision: deliveries.revision + 1,
    told: told.filter((one) => kept.has(one)),
  };
}

/** With people who are reminded now: of each the last time is enough. */
export function noteReminded(deliveries: Deliveries, what: Reminded): Deliveries {
  const ids = new Set(what.to.map(({ accountId }) => accountId));
  const others = (deliveries.reminded ?? [])
    .map((one) => ({ ...one, to: one.to.filter(({ accountId }) => !ids.has(accountId)) }))
    .filter(({ to }) => to.length > 0);
  return {
    ...deliveries,
    revision: deliveries.revision + 1,
    reminded: [...others, what].slice(-MOST_REMINDED),
  };
}

/** Without people whom a promise does not remind after all: they are to be reminded by another one. */
export function withoutReminded(
  deliveries: Deliveries,
  { promised, people }: { readonly promised: string; readonly people: readonly Person[] },
): Deliveries {
  const ids = new Set(people.map(({ accountId }) => accountId));
  const reminded = (deliveries.reminded ?? []).map((one) =>
    one.promised === promised
      ? { ...one, to: one.to.filter(({ accountId }) => !ids.has(accountId)) }
      : one,
  );
  return { ...deliveries, revision: deliveries.revision + 1, reminded };
}

/** A try that came to nothing: again after a growing pause, for a day, or for as long as it is so. */
export function failedTry(
  before: Delivery | undefined,
  problem: DeliveryProblem,
  at: Instant,
  within: number = TOLD_WITHIN,
): { readonly outcome: DeliveryOutcome; readonly nextAt: Instant | undefined } {
  const since = before?.since ?? at;
  const tried =
    before === undefined || before.outcome.outcome === 'told' ? 0 : before.outcome.tries;
  const tries = tried + 1;
  const nextAt = at + pauseOfTry(tried, FIRST_PAUSE, LONGEST_PAUSE);
  return nextAt > since + within
    ? { outcome: { outcome: 'givenUp', problem, tries, at }, nextAt: undefined }
    : { outcome: { outcome: 'notYet', problem, tries, at }, nextAt };
}

/** Those who were told that a request waits for them. */
export function approversReached({ told }: Deliveries): Person[] {
  return eachOnce(
    told.flatMap(({ about, to, outcome }) =>
      (about.startsWith(APPROVERS) || isReminder(about)) && outcome.outcome === 'told' ? to : [],
    ),
  );
}

/**
 * When somebody was first told after that instant that it is their turn, or that this was at least tried; and when they were reminded.
 */
export function toldOfTurnAt(
  { told, reminded = [] }: Deliveries,
  accountId: string,
  after: Instant,
): {
  readonly asked: Instant | 'tried' | undefined;
  readonly reminded: readonly Instant[];
} {
  const isTo = (to: readonly Person[]) => to.some((one) => one.accountId === accountId);
  const toldOf = (kind: string) =>
    told.flatMap(({ about, to, since, outcome }) =>
      about.startsWith(kind) && since >= after && isTo(to) && outcome.outcome === 'told'
        ? outcome.at
        : [],
    );
  const asked = toldOf(APPROVERS);
  const isTried = told.some(
    ({ about, to, since }) => about.startsWith(APPROVERS) && since >= after && isTo(to),
  );
  const byTheApp = reminded.flatMap(({ to, at }) => (at > after && isTo(to) ? at : []));
  return {
    asked: asked.length > 0 ? Math.min(...asked) : isTried ? 'tried' : undefined,
    reminded: [...toldOf(REMINDER), ...byTheApp],
  };
}

export const APPROVERS = 'approvers:';
export const REMINDER = 'reminder:';

const isReminder = (about: string) => about.startsWith(REMINDER);

/** The latest set of approvers, where nobody of them could be told so far. */
export function approversNotReached({ told }: Deliveries): NotReached | undefined {
  const latest = told.findLast(({ about }) => about.startsWith(APPROVERS));
  if (latest === undefined || latest.outcome.outcome === 'told') return undefined;
  const { problem, outcome } = latest.outcome;
  return { to: latest.to, problem, isTriedAgain: outcome === 'notYet' };
}

export interface NotReached {
  readonly to: readonly Person[];
  readonly problem: DeliveryProblem;
  readonly isTriedAgain: boolean;
}
