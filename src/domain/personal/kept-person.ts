import type { Former } from '../action/former';
import type { Instant } from '../lib/time';

/**
 * An account of which something is stored. Found by going round everything that is stored, and not noted as it is
 * written: so whatever is there is reported, whoever wrote it and when.
 */
export interface KeptPerson {
  readonly accountId: string;
  readonly revision: number;
  /** How old the oldest is that is stored of them: what changed since then may be out of date. */
  readonly dataFrom: Instant;
  /** All of it was fetched anew by then, however old the records are that it stands in. */
  readonly isRefreshed?: true;
  /** The round in which something of theirs was found last. */
  readonly foundIn: number;
  readonly standing: Standing;
}

/** When the last round began in which something of theirs had to stay: who has not had one since comes first. */
interface Waiting {
  readonly since: Instant;
  readonly triedAt?: Instant;
}

export type Standing =
  | { readonly state: 'known'; readonly reportAt: Instant; readonly tries: number }
  /** They are called otherwise by now. `leftIn`: the round in which not all could be rewritten. */
  | ({ readonly state: 'updated'; readonly leftIn?: number } & Waiting)
  /** Their account was closed: everything that names them is to go. */
  | ({
      readonly state: 'closed';
      readonly former: Former;
      /** Addresses that were found to be theirs, and stand in places without their id. */
      readonly emails: readonly string[];
    } & Waiting);

/** When somebody is to be seen to; of who waits for a round, since when they do, or had one in vain. */
export function dueAtOf({ standing }: KeptPerson): Instant {
  return standing.state === 'known' ? standing.reportAt : (standing.triedAt ?? standing.since);
}

export function newPerson(
  accountId: string,
  from: Instant,
  round: number,
  at: Instant,
): KeptPerson {
  return {
    accountId,
    revision: 1,
    dataFrom: Math.min(from, at),
    foundIn: round,
    standing: { state: 'known', reportAt: at, tries: 0 },
  };
}

/** What was found of somebody on one page. */
export interface Trace {
  readonly from: Instant;
  readonly emails: readonly string[];
  /** Something of theirs could not be rewritten yet. */
  readonly isLeft: boolean;
}

/** Undefined where it tells nothing new. */
export function noteTrace(
  person: KeptPerson,
  { from, emails, isLeft }: Trace,
  round: number,
): KeptPerson | undefined {
  const { standing } = person;
  const dataFrom = person.isRefreshed ? person.dataFrom : Math.min(person.dataFrom, from);
  const more =
    standing.state === 'closed' ? emails.filter((one) => !standing.emails.includes(one)) : [];
  const leaves = standing.state === 'updated' && isLeft && standing.leftIn !== round;
  const isNew = person.foundIn !== round || dataFrom !== person.dataFrom;
  if (!isNew && more.length === 0 && !leaves) return undefined;
  return {
    ...person,
    revision: person.revision + 1,
    dataFrom,
    foundIn: round,
    standing:
      standing.state === 'closed'
        ? { ...standing, emails: [...standing.emails, ...more] }
        : leaves
          ? { ...standing, leftIn: round }
          : standing,
  };
}
