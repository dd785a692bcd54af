import type { Connection } from '#domain/connection/connection';
import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { baseUrlOf, type SiteAccess } from './client/site-access';

export interface OpenSiteOptions {
  readonly clock: Clock;
  /** The connection that it leads to; undefined while it is not there. */
  readonly connection: () => Promise<Connection | undefined>;
  readonly tokenOf: (credentialId: string) => Promise<string | undefined>;
}

/** A run makes hundreds of calls: it looks up where to call, and with what, this often. */
const KEPT = 15 * SECOND;

export interface OpenSite {
  /** The way to the site of the connection; undefined while that is not there, whatever else is. */
  open(): Promise<SiteAccess | undefined>;
  /** Whoever has read the connection tells it: one that is gone, or another token, counts from then on. */
  note(connection: Connection | undefined): void;
}

export function openSite({ clock, connection: read, tokenOf }: OpenSiteOptions): OpenSite {
  let kept:
    | { readonly until: Instant; readonly access: Promise<SiteAccess | undefined> }
    | undefined;
  let of: string | undefined;
  return {
    async open() {
      if (kept === undefined || kept.until <= clock.now()) {
        kept = { until: clock.now() + KEPT, access: look() };
      }
      const { access } = kept;
      try {
        return await access;
      } catch (error) {
        if (kept?.access === access) kept = undefined;
        throw error;
      }
    },
    note(connection) {
      if (of !== undefined && of !== credentialOf(connection)) kept = undefined;
    },
  };

  async function look(): Promise<SiteAccess | undefined> {
    const connection = await read();
    of = credentialOf(connection);
    const token = connection && (await tokenOf(connection.credentialId));
    if (connection === undefined || token === undefined) return undefined;
    return { baseUrl: baseUrlOf(connection), email: connection.email, token, connection };
  }
}

const credentialOf = (connection: Connection | undefined): string =>
  connection === undefined ? 'none' : connection.credentialId;
