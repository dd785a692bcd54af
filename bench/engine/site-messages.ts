import type { Scenario } from './scenario';

export type Asked =
  | { readonly ask: 'open'; readonly people: number }
  | {
      readonly ask: 'scenario';
      readonly scenario: Scenario;
      readonly seed: number;
      readonly accountIds: readonly string[];
    }
  | { readonly ask: 'result' };

export interface SiteFacts {
  readonly address: string;
  readonly siteUrl: string;
  readonly groupId: string;
  readonly accountIds: readonly string[];
  readonly email: string;
  readonly token: string;
}

export interface Tally {
  requests: number;
  /** Arrived although the site had said when to come back. */
  inPause: number;
  /** Answered 429. */
  refused: number;
}

export interface SiteResult extends Tally {
  readonly members: readonly string[];
}
