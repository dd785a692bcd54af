import type { Telling } from '#domain/notification/telling';

/** What was told of a request; read strictly, written with `Writes.telling`. */
export interface TellingStore {
  of(requestId: string): Promise<Telling>;
}
