import type { ListRound } from '#domain/projection/list-round';

/** How far holding the lists against the requests has come. */
export interface ListRounds {
  current(): Promise<ListRound | undefined>;
  keep(round: ListRound): Promise<void>;
}
