import type { Instant } from '#domain/lib/time';
import type { Projected } from '#domain/projection/projected';
import type { ListName, ProjectionRow } from '#domain/projection/projection-row';

/** The lists that requests are found in by people: made from the requests, and never asked instead of them. */
export interface Projections {
  /** In which lists a request is, strictly. */
  read(requestId: string): Promise<Projected>;
  /**
   * Puts these rows in the place of those that were read. `conflict`: somebody else has done so since, and what is
   * there now is to be read again.
   */
  write(before: Projected, rows: readonly ProjectionRow[]): Promise<'committed' | 'conflict'>;
  /** Whether each of these rows is stored just so, strictly. */
  areStored(requestId: string, rows: readonly ProjectionRow[]): Promise<boolean>;
  /**
   * A page of a list: ids of requests. Eventual: one may be missing, or no longer be in it. The soonest first in what is
   * to be decided, and the newest in all others.
   */
  page(
    of: { readonly list: ListName; readonly accountId: string },
    cursor: string | undefined,
    limit: number,
  ): Promise<IdPage>;
  /** Requests in the audit of somebody, the one asked for last first, from then back. Eventual, too. */
  audited(
    accountId: string,
    until: Instant,
    limit: number,
  ): Promise<readonly { readonly requestId: string; readonly at: Instant }[]>;
  /**
   * A page of requests that were approved by the name of a bundle and of which something may not be over then, the soonest to be
   * over first. Eventual, too.
   */
  ofBundle(
    bundleId: string,
    from: Instant,
    cursor: string | undefined,
    limit: number,
  ): Promise<IdPage>;
  /** For whoever goes through all of them: ids of the requests that there are, or that are in lists. */
  ids(kind: 'request' | 'projected', cursor: string | undefined, limit: number): Promise<IdPage>;
}

export interface IdPage {
  readonly ids: readonly string[];
  readonly cursor: string | undefined;
}
