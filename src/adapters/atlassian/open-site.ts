import type { Connection } from '#domain/connection/connection';
import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { baseUrlOf, type SiteAccess } from './client/site-access';

export interface OpenSiteOptions {
  readonly clock: Clock;
  readonly current: () => Promise<Connection | undefined>;
  readonly tokenOf: (credentialId: string) => Promise<string | undefined>;
}

/** A run makes hundreds of calls: it looks up where to call, and with what, this often. */
const KEPT = 15 * SECOND;

export interface OpenSite {
  /**
   * The way to the site that is connected now; undefined where none is, or where it is another than the
   * first that this invocation knew of. What it has judged of one site is not sent to another, however long
   * it waits in between.
   */
  open(): Promise<SiteAccess | undefined>;
  /** Whoever has read the connection tells it: another one, or another token, is called from then on. */
  note(connection: Connection | undefined): void;
}

export function openSite({ clock, current, tokenOf }: OpenSiteOptions): OpenSite {
  let kept:
    | { readonly until: Instant; readonly access: Promise<SiteAccess | undefined> }
    | undefined;
  let of: string | undefined;
  let worksOn: string | undefined;
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
      worksOn ??= connection?.id;
      if (of !== undefined && of !== identityOf(connection)) kept = undefined;
    },
  };

  async function look(): Promise<SiteAccess | undefined> {
    const connection = await current();
    of = identityOf(connection);
    worksOn ??= connection?.id;
    if (connection?.id !== worksOn) return undefined;
    const token = connection && (await tokenOf(connection.credentialId));
    if (connection === undefined || token === undefined) return undefined;
    return { baseUrl: baseUrlOf(connection), email: connection.email, token, connection };
  }
}

const identityOf = (connection: Connection | undefined): string =>
  connection === undefined ? 'none' : `${connection.id} ${connection.credentialId}`;
