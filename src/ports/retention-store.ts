import type { Retention } from '#domain/personal/retention';

export interface RetentionStore {
  /** Throws UnreadableRecord: what can't be read deletes nothing. */
  retention(): Promise<Retention>;
}
