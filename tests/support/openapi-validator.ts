import { expect } from 'vitest';
import type { Atlassian } from '../../local/atlassian/atlassian';
import { problemsOf } from './openapi-document';

export interface ExchangeWatch {
  /** How many exchanges were looked at. */
  readonly count: number;
  violations(): readonly string[];
  expectNoViolations(): void;
  stop(): void;
}

/** Holds every exchange with the site, from now on, against Atlassian's own document. */
export function watchExchanges(
  atlassian: Atlassian,
  whoAsks: 'anybody' | 'theApp' = 'anybody',
): ExchangeWatch {
  const found: string[] = [];
  let count = 0;
  const stop = atlassian.onExchange((exchange) => {
    count += 1;
    for (const problem of problemsOf(exchange, whoAsks))
      found.push(`${exchange.method} ${exchange.url} → ${exchange.status}: ${problem}`);
  });
  return {
    get count() {
      return count;
    },
    violations: () => found,
    expectNoViolations: () => expect([...new Set(found)]).toEqual([]),
    stop,
  };
}
