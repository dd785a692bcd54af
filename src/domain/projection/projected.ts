import type { ProjectionRow } from './projection-row';

/** In which lists a request is: every row that is stored of it, and no more unless it says so. */
export interface Projected {
  readonly requestId: string;
  /** 0 where nothing is stored yet. */
  readonly revision: number;
  readonly rows: readonly ProjectionRow[];
  /** Writing them has begun and was not seen to end: some may not be there. */
  readonly isUnsure?: true;
}
