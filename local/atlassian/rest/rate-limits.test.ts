import { describe, expect, it } from 'vitest';
import { type Operation, ok, operation } from './operation';
import { openRateLimits, USUAL_LIMITS } from './rate-limits';

const write = operation('PUT /issue/:issueIdOrKey/properties/:propertyKey', '', '', () => ok({}));
const read = operation('GET /myself', '', '', () => ok({}));

function limitsAt(start: number) {
  let now = start;
  const limits = openRateLimits(USUAL_LIMITS, () => now);
  const statuses = (calls: number, entry: Operation, issue?: string) =>
    Array.from({ length: calls }, () => limits.count(entry, issue)?.status ?? 200);
  return {
    limits,
    statuses,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const passed = (statuses: readonly number[]) => statuses.filter((status) => status === 200).length;

describe('bursts', () => {
  it('are a second’s worth, and come back as fast as they may be used', () => {
    const { statuses, pass } = limitsAt(0);
    expect(passed(statuses(150, read))).toBe(100);
    pass(100);
    expect(passed(statuses(50, read))).toBe(10);
    pass(60_000);
    expect(passed(statuses(150, read))).toBe(100);
  });

  it('are counted for each endpoint and method', () => {
    const { statuses } = limitsAt(0);
    statuses(100, read);
    expect(statuses(1, read)).toEqual([429]);
    expect(statuses(1, { ...read, path: '/serverInfo' })).toEqual([200]);
    expect(passed(statuses(100, { ...read, method: 'DELETE' }))).toBe(50);
  });

  it('tell before they end', () => {
    const { limits, statuses } = limitsAt(0);
    statuses(79, read);
    expect(limits.headers(read)).not.toHaveProperty('x-ratelimit-nearlimit');
    statuses(2, read);
    expect(limits.headers(read)).toMatchObject({
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '19',
      'x-ratelimit-nearlimit': 'true',
    });
  });
});

describe('writes to one issue', () => {
  it('are twenty in two seconds and a hundred in thirty', () => {
    const { limits, statuses, pass } = limitsAt(0);
    expect(passed(statuses(25, write, 'WEB-1'))).toBe(20);
    const refused = limits.count(write, 'web-1');
    expect(refused?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect(refused?.headers.get('retry-after')).toBe('2');
    for (let round = 0; round < 4; round += 1) {
      pass(2_000);
      expect(passed(statuses(20, write, 'WEB-1'))).toBe(20);
    }
    pass(2_000);
    expect(passed(statuses(20, write, 'WEB-1'))).toBe(0);
    expect(limits.count(write, 'WEB-1')?.headers.get('retry-after')).toBe('20');
    pass(20_000);
    expect(passed(statuses(20, write, 'WEB-1'))).toBe(20);
  });

  it('of another issue don’t count, and reading doesn’t', () => {
    const { statuses } = limitsAt(0);
    statuses(20, write, 'WEB-1');
    expect(passed(statuses(20, write, 'WEB-2'))).toBe(20);
    expect(statuses(1, { ...read, path: '/issue/:issueIdOrKey' }, 'WEB-1')).toEqual([200]);
  });
});
