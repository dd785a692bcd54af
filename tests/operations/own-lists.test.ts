import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestKey } from '../../src/adapters/storage/keys';
import { DAY } from '../../src/domain/lib/time';
import type { ListRound } from '../../src/domain/projection/list-round';
import type { AccessRequest, AwaitingApproval } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { checkLists } from '../../src/operations/projections/check-lists';
import { listAsked, listToDecide, type Viewer } from '../../src/operations/projections/list-own';
import { project } from '../../src/operations/projections/project';
import { projectFirst } from '../../src/operations/projections/project-first';
import { goOnRebuilding, rebuildLists } from '../../src/operations/projections/rebuild-lists';
import type { OutboxEntry } from '../../src/ports/outbox';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { SiteFailure } from '../../src/ports/site-failure';
import type { WorkItem } from '../../src/ports/work-queue';
import { type Operations, openOperations } from '../support/open-operations';
import { poison } from '../support/poison';
import { awaiting, ISSUE, inState, stage } from '../support/samples';

/** What somebody finds of theirs on their page, and how that is kept right. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const MAYA = 'Maya Lindqvist';
const NOAH = 'Noah Okafor';
const site = () => bench.platform.atlassian.directory;
const idOf = (name: string) => bench.person(name).accountId;
const personOf = (name: string) => {
  const { accountId, displayName } = bench.person(name);
  return { accountId, displayName };
};
/** Asked by Noah in WEB-1, of which Maya is the lead. */
function requestOf(id: string, over: Partial<AwaitingApproval> = {}): AwaitingApproval {
  const { id: projectId } = site().projectOf('WEB');
  const issue = {
    ...ISSUE,
    cloudId: bench.connection.id,
    id: site().issue('WEB-1')?.id ?? '',
    projectId,
  };
  return awaiting({
    id,
    revision: 1,
    connectionId: bench.connection.id,
    issue,
    requester: personOf(NOAH),
    ask: {
      subjects: [bench.person('Priya Raman')],
      changes: [{ verb: 'add', entitlement: bench.group('frontend'), subjects: [0] }],
    },
    approvals: [stage(personOf(MAYA), { projectId, asks: `lead:${projectId}` })],
    createdAt: bench.now(),
    since: bench.now(),
    timesOutAt: bench.now() + DAY,
    ...over,
  });
}
async function store(...requests: readonly AccessRequest[]): Promise<void> {
  await bench.run(async (ports) => {
    for (const request of requests) {
      expect(await ports.commit({ request })).toBe('committed');
      await project(ports, request.id);
    }
  });
}
const viewer = (name: string, sees: Viewer['sees'] = async () => true): Viewer => ({
  accountId: idOf(name),
  sees,
});
type Over = (own: Ports) => Partial<Ports>;
const list = (how: typeof listAsked, who: Viewer, cursor?: string, over: Over = () => ({})) =>
  bench.run(async (own) => {
    const { requests, ...rest } = await how({ ...own, ...over(own) }, who, cursor);
    return { ...rest, ids: requests.map(({ request }) => request.id) };
  });
const NOTHING_ELSE = { hidden: 0, unreadable: 0, cursor: undefined };

describe('what waits for somebody', () => {
  test('is what they may decide now, the soonest to time out first', async () => {
    await store(
      requestOf('later', { timesOutAt: bench.now() + 3 * DAY }),
      requestOf('sooner', { timesOutAt: bench.now() + 2 * DAY }),
    );
    expect(await list(listToDecide, viewer(MAYA))).toEqual({
      ids: ['sooner', 'later'],
      ...NOTHING_ELSE,
    });
    expect(await list(listToDecide, viewer(NOAH))).toEqual({ ids: [], ...NOTHING_ELSE });
  });

  test('is not what a row names and the request does not: it is decided, or for others by now', async () => {
    const [declined, moved] = [requestOf('declined'), requestOf('moved')];
    await store(declined, moved, requestOf('mine'));
    const { approvals: _, timesOutAt: __, ...core } = declined;
    await bench.run(({ commit }) =>
      commit({ request: { ...core, state: 'withdrawn', approvals: [], revision: 2 } as never }),
    );
    // Where the site does not say who decides, it is as on record.
    const others = { ...moved, revision: 2, approvals: [stage(personOf(NOAH))] };
    await bench.run(({ commit }) => commit({ request: others }));
    const lead = () => Promise.reject(new SiteFailure('siteUnavailable', 'no', true));
    const recorded: Over = ({ hostAsApp }) => ({ hostAsApp: { ...hostAsApp, projectLead: lead } });
    const found = await list(listToDecide, viewer(MAYA), undefined, recorded);
    expect(found).toEqual({ ids: ['mine'], ...NOTHING_ELSE });
  });

  test('is not what has timed out, though nobody has written so yet', async () => {
    await store(requestOf('late', { timesOutAt: bench.now() - 1 }));
    expect((await list(listToDecide, viewer(MAYA))).ids).toEqual([]);
  });

  const behind = (pages: readonly (readonly string[])[]) => {
    const asked: (string | undefined)[] = [];
    const over: Over = ({ projections }) => ({
      projections: {
        ...projections,
        page: async (_, cursor) => {
          asked.push(cursor);
          const at = Number(cursor ?? 0);
          const next = pages.length > at + 1 ? String(at + 1) : undefined;
          return { ids: pages[at] ?? [], cursor: next };
        },
      },
    });
    return { asked, over };
  };

  test('is looked for on the next pages where a whole one is behind, three at most', async () => {
    await store(requestOf('mine'));
    const second = behind([['gone'], ['mine'], ['mine']]);
    expect(await list(listToDecide, viewer(MAYA), undefined, second.over)).toEqual({
      ids: ['mine'],
      ...NOTHING_ELSE,
      cursor: '2',
    });
    expect(second.asked).toEqual([undefined, '1']);
    const none = behind([['gone'], ['gone'], ['gone'], ['mine']]);
    expect(await list(listToDecide, viewer(MAYA), undefined, none.over)).toEqual({
      ids: [],
      ...NOTHING_ELSE,
      cursor: '3',
    });
    expect(none.asked).toEqual([undefined, '1', '2']);
    const end = behind([['gone'], ['gone']]);
    expect((await list(listToDecide, viewer(MAYA), '1', end.over)).cursor).toBeUndefined();
    expect(end.asked).toEqual(['1']);
  });

  test('what can’t be read, or is not theirs to see, is counted over all of these pages', async () => {
    const elsewhere = { ...requestOf('x').issue, id: '2', key: 'WEB-2' };
    await store(requestOf('broken'), requestOf('hidden', { issue: elsewhere }), requestOf('mine'));
    poison(bench.platform, 'request', requestKey('broken'));
    const { over } = behind([['broken'], ['hidden'], ['broken', 'mine', 'mine', 'hidden']]);
    const who = viewer(MAYA, async (issueId) => issueId !== '2');
    expect(await list(listToDecide, who, undefined, over)).toEqual({
      ids: ['mine'],
      hidden: 2,
      unreadable: 2,
      cursor: undefined,
    });
  });
});

describe('what somebody has asked for', () => {
  const over = (id: string): AccessRequest => {
    const { approvals: _, timesOutAt: __, ...core } = requestOf(id);
    return { ...inState('withdrawn'), ...core, state: 'withdrawn', approvals: [] } as never;
  };

  test('is what is open first, and then what is over; and only theirs', async () => {
    await store(
      over('over'),
      requestOf('open'),
      requestOf('others', { requester: personOf(MAYA) }),
    );
    expect(await list(listAsked, viewer(NOAH))).toEqual({ ids: ['open', 'over'], ...NOTHING_ELSE });
    expect((await list(listAsked, viewer(MAYA))).ids).toEqual(['others']);
  });

  test('is not what a row names and somebody else has asked for', async () => {
    await store(requestOf('others', { requester: personOf(MAYA) }));
    const wrong: Over = ({ projections }) => ({
      projections: { ...projections, page: async () => ({ ids: ['others'], cursor: undefined }) },
    });
    expect((await list(listAsked, viewer(NOAH), undefined, wrong)).ids).toEqual([]);
  });

  test('is only what they see for sure, each work item asked about once', async () => {
    const second = { ...requestOf('x').issue, id: '2', key: 'WEB-2' };
    const third = { ...second, id: '3', key: 'WEB-3' };
    await store(
      requestOf('a'),
      requestOf('b'),
      requestOf('c', { issue: second }),
      requestOf('d', { issue: third }),
    );
    const asked: string[] = [];
    const who = viewer(NOAH, async (issueId) => {
      asked.push(issueId);
      if (issueId === '3') throw new SiteFailure('siteUnavailable', 'no', true);
      return issueId !== '2';
    });
    const found = await list(listAsked, who);
    expect([found.ids.sort(), found.hidden]).toEqual([['a', 'b'], 2]);
    expect(asked).toHaveLength(3);
    const faulty = viewer(NOAH, () => Promise.reject(new TypeError('Not so.')));
    await expect(list(listAsked, faulty)).rejects.toThrow('Not so.');
  });

  /** So many that are open, and as many that are over: each page is of the list that is asked for. */
  const lists = (open: number, ended: number) => {
    const asked: (readonly [string, string | undefined, number])[] = [];
    const ports: Over = ({ projections }) => ({
      projections: {
        ...projections,
        page: async ({ list: name }, cursor, limit) => {
          asked.push([name, cursor, limit]);
          const all = name === 'asked' ? open : ended;
          const from = Number(cursor ?? 0);
          const to = from + limit;
          return {
            ids: Array.from(
              { length: Math.max(0, Math.min(all, to) - from) },
              (_, at) => `${from + at}`,
            ),
            cursor: to < all ? String(to) : undefined,
          };
        },
      },
    });
    return { asked, ports };
  };

  test.each([
    [
      5,
      3,
      undefined,
      [
        ['asked', undefined, 20],
        ['askedOver', undefined, 15],
      ],
      undefined,
    ],
    [25, 3, undefined, [['asked', undefined, 20]], '20'],
    [
      25,
      3,
      '20',
      [
        ['asked', '20', 20],
        ['askedOver', undefined, 15],
      ],
      undefined,
    ],
    [20, 3, undefined, [['asked', undefined, 20]], 'over|'],
    [20, 3, 'over|', [['askedOver', undefined, 20]], undefined],
    [
      5,
      40,
      undefined,
      [
        ['asked', undefined, 20],
        ['askedOver', undefined, 15],
      ],
      'over|15',
    ],
    [5, 40, 'over|15', [['askedOver', '15', 20]], 'over|35'],
  ])('goes on from a page where one list ends: %s open, %s over, from %s', async (...row) => {
    const [open, ended, cursor, expected, next] = row;
    const { asked, ports } = lists(open, ended);
    const found = await list(listAsked, viewer(NOAH), cursor, ports);
    expect([asked, found.cursor]).toEqual([expected, next]);
  });
});

describe('the lists of a request', () => {
  const rowsOf = (id: string) =>
    bench.run(async ({ projections }) => (await projections.read(id)).rows.map((row) => row.list));
  const failing: Over = ({ projections }) => ({
    projections: {
      ...projections,
      read: () => Promise.reject(new PlatformFailure('NO', 'no', true)),
    },
  });
  const first = (item: WorkItem, over: Over = () => ({})) =>
    bench.run((own) => projectFirst({ ...own, ...over(own) }, item));
  const promised = () => bench.run(({ outbox }) => outbox.get('lists.r1'));

  test.each(['provision', 'notifyApprovers', 'notifyOutcome', 'notifyWithdrawn'] as const)(
    'are written before what is promised for its change is done: %s',
    async (kind) => {
      await bench.run(({ commit }) => commit({ request: requestOf('r1') }));
      await first({ kind, requestId: 'r1' } as WorkItem);
      expect((await rowsOf('r1')).sort()).toEqual(['asked', 'audited', 'audited', 'toDecide']);
      expect(await promised()).toBeUndefined();
    },
  );

  test.each(['project', 'notifyOverdue'] as const)(
    'are not for work that is no change: %s',
    async (kind) => {
      await bench.run(({ commit }) => commit({ request: requestOf('r1') }));
      await first({ kind, requestId: 'r1' } as WorkItem, failing);
      expect(await promised()).toBeUndefined();
    },
  );

  test('have a promise of their own where they can’t be written, once', async () => {
    const item = { kind: 'notifyOutcome', requestId: 'r1' } as WorkItem;
    await first(item, failing);
    const entry = await promised();
    expect(entry?.item).toEqual({ kind: 'project', requestId: 'r1' });
    await first(item, failing);
    expect(await promised()).toEqual(entry);
    // And where that can't be promised either, the work goes on.
    await first(item, (own) => ({
      ...failing(own),
      commit: () => Promise.reject(new PlatformFailure('NO', 'no', true)),
    }));
  });
});

describe('lists are held against the requests', () => {
  const round = () => bench.run(({ listRounds }) => listRounds.current());
  const keep = (one: ListRound) => bench.run(({ listRounds }) => listRounds.keep(one));
  const check = (over: Over = () => ({}), mayGoOn?: () => boolean) =>
    bench.run((own) => checkLists({ ...own, ...over(own) }, mayGoOn));
  const unlisted = (...ids: readonly string[]) =>
    bench.run(async ({ commit }) => {
      for (const id of ids) await commit({ request: requestOf(id) });
    });
  /** Pages of nothing, as many as are asked for; answers what was asked. */
  const pages = (ids: readonly string[] = [], last = Number.POSITIVE_INFINITY) => {
    const asked: (readonly [string, string | undefined, number])[] = [];
    const over: Over = ({ projections }) => ({
      projections: {
        ...projections,
        ids: async (kind, cursor, limit) => {
          asked.push([kind, cursor, limit]);
          return {
            ids: kind === 'request' ? ids : [],
            cursor: asked.length >= last ? undefined : 'more',
          };
        },
      },
    });
    return { asked, over };
  };

  test('once a day: what is not in its lists is put there, and counted', async () => {
    await unlisted('r1', 'r2');
    await store(requestOf('r3'));
    expect(await check()).toBe(2);
    const ended = await round();
    expect(ended).toMatchObject({ kind: 'projected', looked: 3, mended: 2, failed: 0 });
    expect(ended?.endedAt).toBeGreaterThan(0);
    await unlisted('r4');
    expect(await check()).toBe(0);
    await bench.platform.clock.advance(DAY);
    expect(await check()).toBe(1);
  });

  test('some pages in each sweep, each noted', async () => {
    const { asked, over } = pages();
    await check(over);
    expect(asked).toEqual([undefined, 'more', 'more', 'more'].map((at) => ['request', at, 25]));
    expect(await round()).toMatchObject({ kind: 'request', cursor: 'more' });
    await check(pages([], 1).over, () => false);
    expect(await round()).toMatchObject({ kind: 'request', cursor: 'more' });
  });

  test('what fails is counted, and keeps no other', async () => {
    await unlisted('r1', 'r2');
    const failing: Over = ({ projections }) => ({
      projections: {
        ...projections,
        write: (before, rows) =>
          before.requestId === 'r1'
            ? Promise.reject(new PlatformFailure('NO', 'no', false))
            : projections.write(before, rows),
      },
    });
    expect(await check(failing)).toBe(1);
    expect(await round()).toMatchObject({ looked: 2, mended: 1, failed: 1 });
  });

  test.each([
    ['a cursor that the store no longer takes begins its kind anew', 'old', false, true],
    ['a cursor that it does not take for now is tried later', 'old', true, false],
    ['that the store fails without one is told', undefined, false, false],
  ])('%s', async (_, cursor, retryable, goesOn) => {
    const begun = {
      beganAt: bench.now(),
      kind: 'request',
      looked: 1,
      mended: 0,
      failed: 0,
    } as const;
    await keep({ ...begun, ...(cursor === undefined ? {} : { cursor }) });
    const asked: (string | undefined)[] = [];
    const refusing: Over = ({ projections }) => ({
      projections: {
        ...projections,
        ids: async (kind, at, limit) => {
          asked.push(at);
          if (asked.length === 1) throw new PlatformFailure('NO', 'Not this', retryable);
          return projections.ids(kind, at, limit);
        },
      },
    });
    if (goesOn) await check(refusing);
    else await expect(check(refusing)).rejects.toThrow('Not this');
    expect(asked.slice(0, 2)).toEqual(goesOn ? ['old', undefined] : [cursor]);
  });

  describe('as an admin asks for it', () => {
    const entry = (): Promise<OutboxEntry | undefined> =>
      bench.run(({ outbox }) => outbox.get('lists'));
    const goOn = (deadline: number, over: Over = () => ({})) =>
      bench.run(async (own) => {
        const one = await own.outbox.get('lists');
        if (one === undefined) throw new Error('Nothing is promised');
        await goOnRebuilding({ ...own, ...over(own) }, one, deadline);
      });

    test('from the first request on, by one promise, however often', async () => {
      const at = bench.now();
      const begun = await bench.run((own) => rebuildLists(own));
      expect(begun).toMatchObject({ isAsked: true, kind: 'request', looked: 0 });
      expect(begun.beganAt).toBeGreaterThanOrEqual(at);
      expect(await round()).toEqual(begun);
      expect((await entry())?.item).toEqual({ kind: 'checkLists' });
      expect(bench.pushed).toMatchObject([{ outboxId: 'lists' }]);
      await bench.run((own) => rebuildLists(own));
      expect((await entry())?.item).toEqual({ kind: 'checkLists' });
    });

    test('to its end, which fulfils it', async () => {
      await unlisted('r1');
      await bench.run((own) => rebuildLists(own));
      await goOn(bench.now() + DAY);
      expect(await entry()).toBeUndefined();
      expect(await round()).toMatchObject({ mended: 1 });
      expect((await round())?.endedAt).toBeGreaterThan(0);
    });

    test('in parts of twenty pages, or as far as the time reaches', async () => {
      await bench.run((own) => rebuildLists(own));
      const { asked, over } = pages();
      const before = bench.now();
      await goOn(before + DAY, over);
      expect(asked).toHaveLength(20);
      const pushed = bench.pushed.at(-1);
      expect(pushed).toMatchObject({ outboxId: 'lists', item: { kind: 'checkLists' }, bulk: true });
      const dueAt = (await entry())?.dueAt ?? 0;
      expect(dueAt).toBeGreaterThanOrEqual(before + 30_000);
      expect(dueAt).toBeLessThan(bench.now() + 31_000);
      const short = pages();
      await goOn(bench.now() + 30_000, short.over);
      expect(short.asked).toHaveLength(0);
    });

    test('and is fulfilled where there is nothing to go on with', async () => {
      await bench.run((own) => rebuildLists(own));
      const begun = await round();
      if (begun === undefined) throw new Error('It has not begun');
      await keep({ ...begun, endedAt: bench.now() });
      await goOn(bench.now() + DAY, pages().over);
      expect(await entry()).toBeUndefined();
    });
  });
});
