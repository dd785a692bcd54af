/** A site as an admin's script would meet it. Times in milliseconds, limits in calls a second. */
export interface Scenario {
  readonly name: string;
  readonly verb: 'add' | 'remove';
  readonly latency: number;
  /** What it bears; it lets a second's worth through at once. */
  readonly limit: number;
  /** What a script that was tuned to the published limits expects. */
  readonly announced: number;
  /** Answers say how near the limit is. */
  readonly tells: boolean;
  /** A 429 says when to come back. */
  readonly retryAfter: boolean;
  /** Of a hundred calls: answered 503 before anything happened, and broken off after it has. */
  readonly unavailable: number;
  readonly lost: number;
}

const usual: Scenario = {
  name: '',
  verb: 'add',
  latency: 120,
  limit: 100,
  announced: 100,
  tells: true,
  retryAfter: true,
  unavailable: 0,
  lost: 0,
};

export const SCENARIOS: readonly Scenario[] = [
  { ...usual, name: '100/s at 120 ms' },
  { ...usual, name: '100/s at 400 ms', latency: 400 },
  { ...usual, name: '40/s, unannounced', limit: 40, tells: false },
  { ...usual, name: '3 % 503, 2 % lost', unavailable: 3, lost: 2 },
  { ...usual, name: '50 deletes/s', verb: 'remove', limit: 50, announced: 50 },
  { ...usual, name: '429 without a time', limit: 60, tells: false, retryAfter: false },
];
