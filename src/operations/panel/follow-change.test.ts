import { describe, expect, test } from 'vitest';
import type { PanelTask, Shown } from '#domain/panel/where-shown';
import type { PanelPlaces } from '#ports/panel-places';
import { SiteFailure } from '#ports/site-failure';
import { followChange } from './follow-change';
import { whyRefused } from './why-refused';

const refusal = new SiteFailure('forbidden', 'Not for you.', false);
const outage = new SiteFailure('siteUnavailable', 'Not now.', true);

/** Follows tasks that stand so, where the panel is shown as `shown` says. */
function follow(
  tasks: Readonly<Record<string, PanelTask | Error>>,
  shown: (ids: readonly string[]) => ReadonlyMap<string, Shown> = () => new Map(),
) {
  const orFail = <T>(one: T | Error): Promise<T> =>
    one instanceof Error ? Promise.reject(one) : Promise.resolve(one);
  const panelPlaces = {
    task: (id: string) => orFail(tasks[id] ?? new TypeError('Nobody asked')),
    shownIn: async (ids: readonly string[]) => shown(ids),
  } as PanelPlaces;
  const projectIds = ['10', '20'];
  return followChange({ panelPlaces }, { verb: 'show', projectIds, taskIds: Object.keys(tasks) });
}
const all = (state: 'shown' | 'hidden') => (ids: readonly string[]) =>
  new Map(ids.map((id) => [id, { state }]));
const DONE = { state: 'done' } as const;
const working = (share: number) => ({ state: 'working', share }) as const;

describe('what Jira is at work on', () => {
  test('goes on while any of it does, as far as all of it is', async () => {
    expect(await follow({ a: working(0.5), b: DONE })).toEqual({ state: 'working', share: 0.75 });
    expect(await follow({ a: working(0.25), b: working(0.25), c: { state: 'lost' } })).toEqual({
      state: 'working',
      share: 0.5,
    });
  });

  test('is over once none of it does, and how it is now says what came of it', async () => {
    expect(await follow({ a: DONE, b: DONE }, all('shown'))).toEqual({
      state: 'over',
      failures: [],
      isLost: false,
    });
    const hidden = await follow({ a: DONE }, all('hidden'));
    expect(hidden.state === 'over' && hidden.failures.length).toBeGreaterThan(0);
  });

  test('is lost where Jira does not tell of one of it, or has named none', async () => {
    const lost = async (tasks: Parameters<typeof follow>[0]) => {
      const progress = await follow(tasks, all('shown'));
      return progress.state === 'over' && progress.isLost;
    };
    expect(await lost({ a: DONE, b: { state: 'lost' } })).toBe(true);
    expect(await lost({ a: DONE, b: refusal })).toBe(true);
    expect(await lost({})).toBe(true);
    expect(await lost({ a: DONE })).toBe(false);
    await expect(lost({ a: outage })).rejects.toThrow('Not now.');
  });

  test('is told to have stopped in Jira’s words, or without any', async () => {
    const stopped = async (why?: string) => {
      const task = { state: 'stopped', ...(why === undefined ? {} : { why }) } as const;
      const progress = await follow({ a: DONE, b: task }, all('shown'));
      return progress.state === 'over' && progress.stopped;
    };
    expect(await stopped('Too many.')).toBe('Too many.');
    expect(await stopped()).toBe('');
  });

  test('where Jira does not say where it is shown, that is told of each project', async () => {
    const told = await follow({ a: DONE }, () => {
      throw refusal;
    });
    expect(JSON.stringify(told)).toContain('Not for you.');
    const passing = follow({ a: DONE }, () => {
      throw outage;
    });
    await expect(passing).rejects.toThrow('Not now.');
  });
});

test('only what Jira will not do however often it is asked is refused', () => {
  expect(whyRefused(refusal)).toBe('Not for you.');
  expect([whyRefused(outage), whyRefused(new TypeError('Not so.')), whyRefused('no')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
