import type { Instant } from '#domain/lib/time';

/** What of a large question to the site has been answered so far, by the calls that were made. */
export interface SurveyRecord {
  readonly at: Instant;
  readonly answers: Readonly<Record<string, SurveyAnswer>>;
}

export interface SurveyAnswer {
  /** Positions in the list of what was looked for. */
  readonly found: readonly number[];
  /** How many this answer named, found or not, and how many there are in all answers together. */
  readonly size: number;
  readonly total: number;
  /** Who or what it did not name could be one that it told without an id. */
  readonly hidesSomebody: boolean;
  /** Of an address or a name: who was found by it. `found` are positions among them. */
  readonly accountIds?: readonly string[];
  /** Of a page of people: whom it begins with. */
  readonly first?: string;
}

/** Keeps a question's answers for a few minutes, from one invocation to the next. */
export interface SurveyStore {
  read(question: string): Promise<SurveyRecord | undefined>;
  write(question: string, record: SurveyRecord): Promise<void>;
}
