import { integerIn } from './reading';

export interface PageRule {
  readonly query: URLSearchParams;
  /** What `maxResults` is without the parameter, and at most. */
  readonly usual: number;
  readonly most: number;
  /** Absolute address of the collection, for self and nextPage. */
  readonly address: string;
}

/** Jira's page object: self, nextPage, maxResults, startAt, total, isLast, values (spec: PageBean…). */
export function pageOf<T>(all: readonly T[], rule: PageRule, render: (item: T) => unknown) {
  const startAt = Math.max(0, integerIn(rule.query, 'startAt', 0));
  const asked = integerIn(rule.query, 'maxResults', rule.usual);
  const maxResults = asked <= 0 ? rule.usual : Math.min(asked, rule.most);
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  const addressFrom = (start: number) => {
    const query = new URLSearchParams(rule.query);
    query.set('startAt', String(start));
    query.set('maxResults', String(maxResults));
    return `${rule.address}?${query.toString()}`;
  };
  return {
    self: addressFrom(startAt),
    ...(isLast ? {} : { nextPage: addressFrom(startAt + maxResults) }),
    maxResults,
    startAt,
    total: all.length,
    isLast,
    values: values.map(render),
  };
}
