import type { Atlassian, Exchange } from '../atlassian/atlassian';

/** The latest calls to the site, newest last. */
export interface ExchangeLog {
  readonly latest: readonly Exchange[];
  stop(): void;
}

const KEPT = 200;

export function keepExchanges(atlassian: Atlassian): ExchangeLog {
  const latest: Exchange[] = [];
  const stop = atlassian.onExchange((exchange) => {
    latest.push(exchange);
    if (latest.length > KEPT) latest.shift();
  });
  return { latest, stop };
}
