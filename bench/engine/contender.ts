import type { Scenario } from './scenario';
import type { SiteFacts } from './site-messages';

export interface Job {
  readonly site: SiteFacts;
  readonly scenario: Scenario;
  readonly accountIds: readonly string[];
}

/** Adds or removes everybody; answers of whom it says that it failed. */
export interface Contender {
  readonly name: string;
  run(job: Job): Promise<readonly string[]>;
}
