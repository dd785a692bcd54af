import type { Scenario } from './scenario';
import type { SiteFacts } from './site-messages';

export interface Job {
  readonly site: SiteFacts;
  readonly scenario: Scenario;
  readonly accountIds: readonly string[];
}

export interface Contender {
  readonly name: string;
  /** Loads what it needs. None of that is measured: it is the same however much there is to do. */
  open(job: Job): Promise<Opened>;
}

export interface Opened {
  /** Adds or removes everybody; answers of whom it says that it failed. */
  run(): Promise<readonly string[]>;
  close?(): Promise<void>;
}
