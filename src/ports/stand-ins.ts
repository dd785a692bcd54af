import type { AwayNow, StandIn } from '#domain/approval/stand-in';

export interface StandInsFound {
  readonly standIns: readonly StandIn[];
  /** How many were found and can't be read. */
  readonly unreadable: number;
}

/** Who is away, and who decides for them: one record for each person who is away, written by one at a time (`change-stand-ins.ts`). */
export interface StandIns {
  /** Of just these people, each read by key: one that can't be read keeps none of the others. */
  awayNow(accountIds: readonly string[]): Promise<AwayNow>;
  /** Somebody's own that is not over. Throws UnreadableRecord: not known is not nobody, and nothing is written over it. */
  of(accountId: string): Promise<StandIn | undefined>;
  /** Those that are not over in which somebody is named to decide. Found by an index, which may be behind. */
  naming(deputyId: string): Promise<StandInsFound>;
  /** All that are not over, in the order of their ends, a page at a time. */
  page(
    cursor: string | undefined,
  ): Promise<StandInsFound & { readonly cursor: string | undefined }>;
  /** Takes the place of what whoever is away has said before. */
  write(standIn: StandIn): Promise<void>;
  remove(accountId: string): Promise<void>;
}
