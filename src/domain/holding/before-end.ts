import { DAY, HOUR, type Instant } from '../lib/time';
import { type Holding, lastingGrant, latestEnd } from './holding';

/** A term of which a quarter is at least as long is told of twice: then, and a day before its end. */
const LONG_BEFORE = 7 * DAY;
const SHORTLY_BEFORE = DAY;
/** Of a term whose quarter is shorter, nobody is told: they were given it hours ago. */
const SHORTEST_BEFORE = HOUR;

type OfEnd = Pick<Holding, 'grants' | 'work' | 'toldBeforeEnd'>;

/**
 * When those whom it concerns are to be told that access is about to end. Several ends of a day, or of an hour where the term
 * is short, are told at the same time, and so together: at the beginning of the day or the hour.
 */
export function timesBeforeEnd(grantedAt: Instant, endsAt: Instant): readonly Instant[] {
  const quarter = (endsAt - grantedAt) / 4;
  if (quarter >= LONG_BEFORE)
    return [LONG_BEFORE, SHORTLY_BEFORE].map((time) => beginOf(endsAt, time));
  return quarter < SHORTEST_BEFORE ? [] : [beginOf(endsAt, quarter)];
}

function beginOf(endsAt: Instant, before: number): Instant {
  const step = before >= DAY ? DAY : HOUR;
  return Math.floor((endsAt - before) / step) * step;
}

/** When it is next to be told that it is about to end; undefined where it is not, as it stands. */
export function tellBeforeEndAt(holding: OfEnd): Instant | undefined {
  return timesLeft(holding)[0];
}

/** Whether it is to be told at that moment that it is about to end. */
export const isToTellBeforeEnd = (holding: OfEnd, at: Instant): boolean =>
  isToTell(holding, at, at);

/** Whether it is then, or within a day of it: whoever is told of another end then is told of this one too. */
export const isSoonToTell = (holding: OfEnd, at: Instant): boolean =>
  isToTell(holding, at, at + DAY);

function isToTell(holding: OfEnd, at: Instant, by: Instant): boolean {
  const next = tellBeforeEndAt(holding);
  return next !== undefined && next <= by && !isPast(holding, at);
}

/**
 * As it is once somebody has undertaken to tell of it: of all times that are over by then at once. What was late for the
 * first is not told of twice in a row.
 */
export function asToldBeforeEnd(holding: Holding, mark: string, at: Instant): Holding {
  const left = timesLeft(holding);
  const upTo = left.findLast((time) => time <= at) ?? left[0];
  const endsAt = latestEnd(holding);
  if (upTo === undefined || endsAt === undefined) return holding;
  return { ...holding, revision: holding.revision + 1, toldBeforeEnd: { endsAt, upTo, mark } };
}

/** Whether that telling is to tell of it, and it is still so. */
export function isToldBy(holding: OfEnd, mark: string, at: Instant): boolean {
  const { toldBeforeEnd } = holding;
  if (toldBeforeEnd?.mark !== mark || toldBeforeEnd.endsAt !== latestEnd(holding)) return false;
  return isAboutToEnd(holding) && !isPast(holding, at);
}

function timesLeft(holding: OfEnd): readonly Instant[] {
  const grant = lastingGrant(holding);
  if (!isAboutToEnd(holding) || grant?.endsAt === undefined) return [];
  const { toldBeforeEnd: told } = holding;
  const upTo = told?.endsAt === grant.endsAt ? told.upTo : Number.NEGATIVE_INFINITY;
  return timesBeforeEnd(grant.grantedAt, grant.endsAt).filter((time) => time > upTo);
}

/**
 * It runs, and is to be taken away at its end: neither what somebody is at, what is missing or overdue, nor what was returned, is
 * a leaver's, or is not proved to be the app's.
 */
function isAboutToEnd(holding: OfEnd): boolean {
  const { grants, work } = holding;
  if (work.state !== 'runs' || grants.every(({ unproved }) => unproved === true)) return false;
  return !grants.some(
    ({ leaver, returned, workItemOver }) =>
      leaver === true || returned === true || workItemOver !== undefined,
  );
}

const isPast = (holding: OfEnd, at: Instant): boolean => (latestEnd(holding) ?? at) <= at;
