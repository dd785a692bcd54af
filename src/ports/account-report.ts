import type { Instant } from '#domain/lib/time';

/** Atlassian's personal data reporting API. Throws SiteFailure. */
export interface AccountReport {
  /** At most REPORTED_AT_ONCE. */
  report(accounts: readonly ReportedAccount[]): Promise<ReportAnswer>;
}

/** doc: User privacy guide: accounts of one call. */
export const REPORTED_AT_ONCE = 90;

export interface ReportedAccount {
  readonly accountId: string;
  /** When what is stored of it was fetched; of several, the oldest. */
  readonly updatedAt: Instant;
}

/** Of those that were named; of whom neither says anything, all is well. */
export interface ReportAnswer {
  readonly closed: ReadonlySet<string>;
  readonly updated: ReadonlySet<string>;
  /** How long until an account is to be reported again, where the answer says so. */
  readonly cycle: number | undefined;
}
