import {
  asApp,
  assumeTrustedRoute,
  asUser,
  getAppContext,
  NeedsAuthenticationError,
  requestJira,
  route,
} from '@forge/api';
import { Queue } from '@forge/events';
import { kvs } from '@forge/kvs';
import { makeResolver } from '@forge/resolver';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ResolverCall } from '../../local/forge/forge';
import { ACCOUNT, type ForgeBench, openBench } from '../support/forge-bench';

let bench: ForgeBench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

interface Asked {
  readonly payload: unknown;
  readonly context: Record<string, unknown>;
}

/** Makes the panel's resolver of these, with the real @forge/resolver. */
function resolve(definitions: Record<string, (asked: Asked) => unknown>): void {
  bench.app.panel = makeResolver(definitions as never);
}

const invoke = (functionKey: string, more: Partial<ResolverCall> = {}) =>
  bench.forge.invokeResolver({
    moduleKey: 'panel',
    accountId: ACCOUNT,
    extension: { type: 'jira:issuePanel' },
    functionKey,
    payload: undefined,
    ...more,
  });

describe('a resolver', () => {
  test('gets the payload and the page’s context, and answers JSON', async () => {
    resolve({
      look: ({ payload, context }) => ({ payload, context, at: new Date(0), left: undefined }),
      nothing: () => undefined,
    });
    const extension = { type: 'jira:issuePanel', issue: { id: '1', key: 'WEB-1' } };
    expect(await invoke('look', { payload: { a: [1] }, extension })).toEqual({
      payload: { a: [1] },
      at: '1970-01-01T00:00:00.000Z',
      context: expect.objectContaining({
        extension,
        cloudId: 'cloud-1',
        siteUrl: 'https://library.atlassian.net',
        moduleKey: 'panel',
        accountId: ACCOUNT,
        installContext: 'ari:cloud:jira::site/cloud-1',
      }),
    });
    expect(await invoke('nothing')).toBeUndefined();
  });

  test('knows who asks from the platform; a page cannot claim to be another, or another site', async () => {
    resolve({
      who: ({ payload, context }) => ({ payload, who: context.accountId, site: context.cloudId }),
    });
    const claim = {
      accountId: 'somebody else',
      cloudId: 'another site',
      principal: { accountId: 'somebody else' },
      installContext: 'another site',
    };
    const claimed = { payload: claim, extension: { ...claim, context: claim } };
    expect(await invoke('who', claimed)).toMatchObject({ who: ACCOUNT, site: 'cloud-1' });
    expect(await invoke('who', { ...claimed, accountId: undefined })).not.toHaveProperty('who');
  });

  test('that there is not says so', async () => {
    resolve({ known: () => 1 });
    await expect(invoke('unknown')).rejects.toThrow("Resolver has no definition for 'unknown'.");
    await expect(invoke('known', { moduleKey: 'stocktaking' })).rejects.toThrow(
      'The manifest has no module "stocktaking" with a resolver.',
    );
    await expect(invoke('known', { moduleKey: 'broken' })).rejects.toThrow(
      'index does not export the handler "nowhere".',
    );
  });

  test('package quirk: keys of the object’s prototype are reached', async () => {
    resolve({ known: () => 1 });
    expect(await invoke('constructor')).toMatchObject({ context: { accountId: ACCOUNT } });
    expect(await invoke('toString')).toEqual(expect.any(String));
  });

  test('of an error, the page sees the message and nothing else', async () => {
    resolve({
      fail: () => {
        throw Object.assign(new RangeError('Out of ink'), { code: 'INK', secret: 'hidden' });
      },
    });
    const error = await invoke('fail').catch((thrown: unknown) => thrown);
    expect(error).toEqual(new Error('Out of ink'));
    expect(Object.keys(error as object)).toEqual([]);
    expect((error as Error).stack).not.toContain('.test.ts');
    expect(bench.forge.log).toMatchObject([
      { level: 'error', functionKey: 'panel-resolver', text: 'RangeError: Out of ink' },
    ]);
  });

  test('takes 500 KB and answers 5 MB', async () => {
    resolve({
      size: ({ payload }) => String(payload).length,
      grow: () => 'x'.repeat(5 * 1024 ** 2),
    });
    expect(await invoke('size', { payload: 'x'.repeat(499 * 1024) })).toBe(499 * 1024);
    await expect(invoke('size', { payload: 'x'.repeat(500 * 1024) })).rejects.toThrow('500 KB');
    await expect(invoke('grow')).rejects.toThrow('5120 KB');
  });

  test('runs for 25 seconds, and nothing of it goes on then', async () => {
    vi.useFakeTimers();
    try {
      let isOver = false;
      resolve({
        slow: async () => {
          await new Promise((resolveWait) => setTimeout(resolveWait, 60_000));
          await kvs.set('late', 1);
          isOver = true;
        },
      });
      const answer = invoke('slow').catch((thrown: unknown) => thrown);
      await vi.advanceTimersByTimeAsync(24_999);
      expect(bench.forge.log).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(await answer).toEqual(new Error('Function timed out. Limit of 25 seconds'));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(isOver).toBe(false);
      expect(bench.forge.kvs.entries()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('an invocation', () => {
  test('knows of itself what the packages tell it', async () => {
    const context = await bench.run(async () => getAppContext());
    expect(context).toMatchObject({ environmentType: 'DEVELOPMENT', moduleKey: 'panel' });
    expect(context.appAri.toString()).toContain('8d7b6f4e-0000-4000-8000-000000000001');
    const remaining = await bench.run(async () =>
      getAppContext().invocationRemainingTimeInMillis(),
    );
    expect(remaining).toBeGreaterThan(20_000);
    expect(remaining).toBeLessThanOrEqual(25_000);
  });

  test('is needed: the packages do not work outside of one', async () => {
    await expect(kvs.get('shelf')).rejects.toThrow('Forge runtime not found');
    expect(() => getAppContext()).toThrow('Forge runtime not found');
  });

  test('is its own: several apps and users at once do not mix', async () => {
    const other = openBench();
    const work = (name: string) => async () => {
      await kvs.set('name', name);
      await new Promise((resolveWait) => setTimeout(resolveWait, 2));
      await asUser().requestJira(route`/rest/api/3/myself`);
      return kvs.get('name');
    };
    const names = await Promise.all([bench.run(work('ada'), 'ada'), other.run(work('bob'), 'bob')]);
    expect(names).toEqual(['ada', 'bob']);
    const callers = [bench, other].map(({ productCalls }) =>
      productCalls.map(({ caller }) => caller),
    );
    expect(callers).toMatchObject([[{ accountId: 'ada' }], [{ accountId: 'bob' }]]);
    await other.close();
  });

  test('writes its console to the log of the app, and only that much', async () => {
    const terminal = vi.spyOn(process.stdout, 'write');
    await bench.run(async () => {
      console.log('a', { b: 1 });
      console.error(new Error('c').message);
      console.debug('d');
    });
    expect(terminal.mock.calls.join()).not.toContain('b: 1');
    expect(bench.forge.log).toMatchObject([
      { level: 'info', functionKey: 'panel-resolver', text: 'a { b: 1 }' },
      { level: 'error', text: 'c' },
      { level: 'debug', text: 'd' },
    ]);
    const before = bench.forge.log.length;
    await bench.run(async () => {
      for (let line = 0; line < 150; line += 1) console.log(line);
    });
    expect(bench.forge.log.slice(before)).toHaveLength(101);
    expect(bench.forge.log.at(-1)).toMatchObject({ level: 'warn' });
    await bench.run(async () => {
      for (let line = 0; line < 5; line += 1) console.log('x'.repeat(60 * 1024));
    });
    expect(bench.forge.log.slice(before + 101).map(({ level }) => level)).toEqual([
      'info',
      'info',
      'info',
      'warn',
    ]);
  });

  test('that has returned does nothing more, and that is told', async () => {
    let went = false;
    resolve({
      careless: () => {
        setTimeout(async () => {
          await kvs.set('late', 1);
          went = true;
        }, 1);
        return 'done';
      },
    });
    expect(await invoke('careless')).toBe('done');
    await expect
      .poll(() => bench.forge.log.map(({ text }) => text).join())
      .toContain('after the function had returned, and is lost: kvs POST /api/v1/set');
    expect(went).toBe(false);
    expect(bench.forge.kvs.entries()).toEqual([]);
  });
});

describe('requestJira', () => {
  test('as the user is as the one behind the invocation, as the app as nobody; with the manifest’s scopes', async () => {
    const answers = await bench.run(async () => {
      const init = { method: 'POST', body: '{"a":1}' };
      const own = await asUser().requestJira(route`/rest/api/3/issue/${'WEB-1'}?x=${'a b'}`, init);
      const named = await asUser(ACCOUNT).requestJira(route`/rest/api/3/myself`);
      const app = await asApp().requestJira(route`/rest/api/3/serverInfo`);
      return Promise.all([own.json(), named.json(), app.json()]);
    });
    expect(answers).toEqual([
      { path: '/rest/api/3/issue/WEB-1' },
      { path: '/rest/api/3/myself' },
      { path: '/rest/api/3/serverInfo' },
    ]);
    const scopes = ['storage:app', 'read:jira-work'];
    const user = { kind: 'user', accountId: ACCOUNT, scopes };
    expect(bench.productCalls.map(({ caller }) => caller)).toEqual([
      user,
      user,
      { kind: 'app', scopes },
    ]);
    const [first] = bench.productCalls;
    expect(first?.request.url).toBe('https://library.atlassian.net/rest/api/3/issue/WEB-1?x=a%20b');
    expect(await first?.request.json()).toEqual({ a: 1 });
  });

  test('as a user is refused where there is none, and as another', async () => {
    const refused = (work: () => Promise<unknown>, accountId?: string) =>
      bench.run(
        () =>
          work().then(
            () => undefined,
            (thrown: unknown) => thrown,
          ),
        accountId,
      );
    const myself = route`/rest/api/3/myself`;
    expect(await refused(() => asUser('somebody else').requestJira(myself))).toBeInstanceOf(
      NeedsAuthenticationError,
    );
    let inQueue: unknown;
    bench.app.mail = async () => {
      inQueue = await asUser()
        .requestJira(myself)
        .catch((thrown: unknown) => thrown);
    };
    await bench.run(() => new Queue({ key: 'mail' }).push({ body: {} }));
    await bench.forge.settle();
    expect(inQueue).toBeInstanceOf(NeedsAuthenticationError);
    resolve({
      anonymous: () =>
        asUser()
          .requestJira(myself)
          .catch((thrown: Error) => thrown.name),
    });
    expect(await invoke('anonymous', { accountId: undefined })).toBe('NEEDS_AUTHENTICATION_ERR');
    expect(bench.productCalls).toEqual([]);
  });

  test('takes routes alone, refuses to be led astray, and stays on the site', async () => {
    await bench.run(async () => {
      expect(() => asApp().requestJira('/rest/api/3/myself' as never)).toThrow('route');
      expect(() => route`/rest/api/3/issue/${'../../../x'}`).toThrow('path manipulation');
      await asApp().requestJira(assumeTrustedRoute('//evil.example/rest'));
      await expect(requestJira(route`/rest/api/3/myself`)).rejects.toThrow(
        NeedsAuthenticationError,
      );
    });
    expect(bench.productCalls.map(({ request }) => new URL(request.url).host)).toEqual([
      'library.atlassian.net',
    ]);
  });
});

describe('a worker that is killed', () => {
  test.each([
    ['kill', undefined],
    ['killAfter', 1],
  ] as const)('%s: the call never comes back, nor any other of it', async (how, stored) => {
    const went: string[] = [];
    resolve({
      work: async () => {
        went.push('before');
        const later = new Promise((resolveWait) => setTimeout(resolveWait, 5));
        const side = later.then(() => kvs.get('other')).then(() => went.push('side'));
        await kvs.set('shelf', 1);
        went.push('after');
        await side;
      },
    });
    const calls: string[] = [];
    bench.forge.faults.onWireCall = ({ target, index, moduleKey }) => {
      calls.push(`${moduleKey} ${index} ${target}`);
      return how;
    };
    await expect(invoke('work')).rejects.toThrow('The worker was killed.');
    await bench.forge.settle();
    await new Promise((resolveWait) => setTimeout(resolveWait, 10));
    expect(went).toEqual(['before']);
    expect(calls).toEqual(['panel 0 kvs POST /api/v1/set']);
    expect(bench.forge.kvs.entries()[0]?.value).toBe(stored);
  });

  test('every call over the wire can be it', async () => {
    const targets: string[] = [];
    bench.forge.faults.onWireCall = ({ target }) => {
      targets.push(target.replace(/publish\/.*/, 'publish'));
      return 'go';
    };
    await bench.run(async () => {
      await kvs.set('shelf', 1);
      await new Queue({ key: 'mail' }).push({ body: {} });
      await asApp().requestJira(route`/rest/api/3/myself`);
      await fetch('https://shop.books.example/');
    });
    expect(targets).toEqual([
      'kvs POST /api/v1/set',
      'queue POST /webhook/queue/publish',
      'jira GET /rest/api/3/myself',
      'egress GET https://shop.books.example/',
    ]);
  });
});

test('time that is moved is the app’s time', async () => {
  const times = async () => [Date.now(), Date.parse(new Date().toISOString()), Date.parse(Date())];
  const before = await bench.run(times);
  await bench.clock.advance(86_400_000);
  const after = await bench.run(times);
  for (const [index, time] of after.entries()) {
    expect(Math.abs(time - Number(before[index]) - 86_400_000)).toBeLessThan(5_000);
  }
  expect(structuredClone(new Date())).toBeInstanceOf(Date);
  expect(new Date(2026, 0, 1, 12).getHours()).toBe(12);
  class Day extends Date {}
  expect(new Day()).toBeInstanceOf(Day);
  expect(new Day().getTime()).toBeGreaterThan(Number(before[0]));
});
