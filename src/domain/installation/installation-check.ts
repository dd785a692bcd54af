import type { Instant } from '../lib/time';

/** What is tried of an installation, in this order: where Forge, Jira and the connected site may be other than supposed. */
export const INSTALLATION_CHECKS = [
  'newRecords',
  'keptKeys',
  'queue',
  'schedule',
  'rights',
  'protection',
  'addresses',
  'panel',
  'sight',
  'deciders',
  'comment',
  'email',
] as const;
export type InstallationCheck = (typeof INSTALLATION_CHECKS)[number];

/** What came of one of them. */
export type CheckFinding =
  | { readonly finding: 'asExpected'; readonly seen?: Seen }
  /** The other way, in which the app works as well. */
  | { readonly finding: 'otherWay'; readonly seen?: Seen }
  /** `said`: why, in the words of whoever was asked. */
  | { readonly finding: 'differs'; readonly said?: string; readonly seen?: Seen }
  | { readonly finding: 'notTried'; readonly why: NotTried };

export type NotTried =
  | 'notConnected'
  /** It needs a work item, and none was named, or none that whoever asks can see. */
  | 'noIssue'
  | 'issueNotSeen'
  /** There is nobody, or no project, to try it with. */
  | 'nothingThere';

export type Seen =
  | { readonly of: 'sweep'; readonly at: Instant }
  /** How many hold the app's own permission in the project of the work item. */
  | { readonly of: 'deciders'; readonly people: number }
  | { readonly of: 'addresses'; readonly shown: number; readonly people: number };
