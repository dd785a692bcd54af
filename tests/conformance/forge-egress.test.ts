import { fetch as forgeFetch } from '@forge/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ForgeBench, openBench } from '../support/forge-bench';

let bench: ForgeBench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

const rejection = (call: () => Promise<unknown>) =>
  bench.run(() =>
    call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );

describe('the way out', () => {
  test.each([
    'https://shop.books.example/list?page=1',
    'https://a.b.books.example/',
    'https://api.paper.example/v1',
  ])('%s is in the manifest', async (url) => {
    const seen = await bench.run(async () => {
      const own = await fetch(url, { method: 'POST', body: 'ink' });
      const packaged = await forgeFetch(url);
      return [await own.json(), await packaged.json()];
    });
    expect(seen).toEqual([{ from: 'outside' }, { from: 'outside' }]);
    expect(bench.outsideCalls.map((request) => [request.method, request.url])).toEqual([
      ['POST', url],
      ['GET', url],
    ]);
    expect(await bench.outsideCalls[0]?.text()).toBe('ink');
  });

  test.each([
    'https://books.example/',
    'https://paper.example/',
    'https://www.api.paper.example/',
    'https://books.example.evil.example/',
    'https://evil.example/?x=.books.example',
  ])('%s is not', async (url) => {
    for (const call of [() => fetch(url), () => forgeFetch(url)]) {
      const error = await rejection(call);
      expect(error).toMatchObject({ name: 'REQUEST_EGRESS_ALLOWLIST_ERR', status: 403 });
    }
    expect(bench.outsideCalls).toEqual([]);
  });

  test('only https goes out', async () => {
    const error = await rejection(() => fetch('http://shop.books.example/'));
    expect(error).toMatchObject({ name: 'FUNCTION_FETCH_ERR' });
    expect(bench.outsideCalls).toEqual([]);
  });

  test('a redirect is followed within the manifest, without the credential to another origin', async () => {
    bench.outside.answer = ({ url }) =>
      url.endsWith('/old')
        ? new Response(null, {
            status: 302,
            headers: { location: 'https://api.paper.example/new' },
          })
        : Response.json({ at: url });
    const answer = await bench.run(async () => {
      const headers = { authorization: 'Basic secret' };
      return (await fetch('https://shop.books.example/old', { headers })).json();
    });
    expect(answer).toEqual({ at: 'https://api.paper.example/new' });
    expect(bench.outsideCalls.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Basic secret',
      null,
    ]);
    const location = 'https://evil.example/';
    bench.outside.answer = () => new Response(null, { status: 302, headers: { location } });
    expect(await rejection(() => fetch('https://shop.books.example/old'))).toMatchObject({
      name: 'REQUEST_EGRESS_ALLOWLIST_ERR',
    });
  });

  test('100 calls for each started minute of the declared timeout', async () => {
    const call = async () => (await fetch('https://shop.books.example/')).status;
    const countOk = async () => {
      let ok = 0;
      while ((await call()) === 200) ok += 1;
      return ok;
    };
    expect(await bench.run(countOk)).toBe(100);
    const counts: number[] = [];
    bench.app.print = async () => counts.push(await countOk());
    const { Queue } = await import('@forge/events');
    await bench.run(() => new Queue({ key: 'print' }).push({ body: {} }));
    await bench.forge.settle();
    expect(counts).toEqual([200]);
  });

  test('a connection that fails looks as fetch has it', async () => {
    bench.outside.answer = () => Promise.reject(new TypeError('fetch failed'));
    expect(await rejection(() => fetch('https://shop.books.example/'))).toEqual(
      new TypeError('fetch failed'),
    );
  });
});

test('outside of an invocation, fetch is the machine’s own', async () => {
  await expect(fetch('data:text/plain,here').then((answer) => answer.text())).resolves.toBe('here');
  expect(bench.outsideCalls).toEqual([]);
});
