import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { isPassing } from '#domain/connection/connection-health';
import { type Instant, MINUTE } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { SiteFailure } from '#ports/site-failure';
import type { SiteProbe } from '#ports/site-probe';

/** A run lasts minutes, so the answer is good for one. */
const KNOWN_FOR = MINUTE;

export interface KnownSiteOptions {
  readonly clock: Clock;
  readonly identify: SiteProbe['identify'];
  /** The address is not the connected site's any more. */
  readonly onOther: (connection: Connection, problem: CredentialProblem) => Promise<void>;
}

/**
 * Asks whether the address is still that of the connected site, before anything goes there with its
 * token. Throws SiteFailure where it is not, or where that can't be found out.
 */
export function knownSite(options: KnownSiteOptions): (connection: Connection) => Promise<void> {
  let asked:
    | { readonly of: string; readonly until: Instant; readonly known: Promise<void> }
    | undefined;
  return (connection) => {
    const now = options.clock.now();
    const of = `${connection.cloudId} ${connection.instanceUrl}`;
    if (asked?.of === of && asked.until > now) return asked.known;
    const known = ask(options, connection);
    const asking = { of, until: now + KNOWN_FOR, known };
    asked = asking;
    // What could not be found out is asked again with the next call.
    known.catch((error: unknown) => {
      const passing = error instanceof SiteFailure && error.retryable;
      if (passing && asked === asking) asked = undefined;
    });
    return known;
  };
}

async function ask({ identify, onOther }: KnownSiteOptions, connection: Connection): Promise<void> {
  const found = await identify(connection);
  if (found.ok) return;
  const problem = found.error;
  if (!isPassing(problem)) {
    await onOther(connection, problem);
    throw new SiteFailure(
      'otherSite',
      'The address is not that of the connected site any more.',
      false,
    );
  }
  if (problem.code === 'rateLimited') {
    const seconds = problem.retryAfterSeconds;
    const wait = seconds === undefined ? undefined : seconds * 1_000;
    throw new SiteFailure('rateLimited', 'The site asks to slow down.', true, 429, wait);
  }
  throw new SiteFailure('siteUnavailable', 'The site does not say which one it is.', true);
}
