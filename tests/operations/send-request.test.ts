import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Authorization } from '../../src/adapters/atlassian/answer/authorization';
import { type SiteRequest, sendRequest } from '../../src/adapters/atlassian/client/send-request';
import { type ForgeBench, openBench } from '../support/forge-bench';

/** One request as it leaves Forge, and the ways in which none comes back. */
let bench: ForgeBench;
beforeAll(() => {
  bench = openBench();
});
afterAll(() => bench.close());
afterEach(() => {
  vi.useRealTimers();
  bench.outsideCalls.length = 0;
});

const HEADER = 'Basic cm9ib3RAYWNtZS5leGFtcGxlOnRva2VuLW9mLXJvYm90';
const authorization = new Authorization(HEADER);
const url = 'https://api.paper.example/rest';
const send = (more: Partial<SiteRequest> = {}) =>
  bench.run(() => sendRequest({ method: 'GET', url, authorization, ...more }));
const answering = (text: string, init: ResponseInit = {}) => {
  bench.outside.answer = () => new Response(text, init);
};
const headers = () => Object.fromEntries(bench.outsideCalls.at(-1)?.headers ?? []);

test('asks for JSON, says so of a body, and is signed where it is to be', async () => {
  answering('{}');
  await send();
  expect(headers()).toMatchObject({ accept: 'application/json', authorization: HEADER });
  expect(headers()).not.toHaveProperty('content-type');
  await send({ authorization: undefined });
  expect(headers()).not.toHaveProperty('authorization');
  await send({ method: 'POST', body: { a: 1 } });
  expect(headers()).toMatchObject({ 'content-type': 'application/json' });
  expect(await bench.outsideCalls.at(-1)?.json()).toEqual({ a: 1 });
});

test('does not follow a redirect', async () => {
  answering('', { status: 302, headers: { location: 'https://shop.books.example' } });
  expect((await send()).status).toBe(302);
  expect(bench.outsideCalls).toHaveLength(1);
});

test('takes the token out of every answer but one that did what it should', async () => {
  const echo = 'token-of-robot';
  const textOf = async (status: number, more: Record<string, string> = {}) => {
    answering(JSON.stringify({ message: echo }), { status, headers: more });
    return (await send()).text;
  };
  expect(await textOf(200)).toContain(echo);
  expect(await textOf(400)).not.toContain(echo);
  expect(await textOf(500)).not.toContain(echo);
  // Answered as to anybody: the token was not taken.
  const rejected = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' };
  expect(await textOf(200, rejected)).not.toContain(echo);
  answering(echo, { status: 400 });
  expect((await send({ authorization: undefined })).text).toBe(echo);
});

test('gives up after twenty seconds, ends the call, and does not know whether it was taken', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const calls: Request[] = [];
  bench.outside.answer = (request) => {
    calls.push(request);
    return new Promise(() => {});
  };
  let came: unknown;
  const asked = send().catch((error: unknown) => {
    came = error;
  });
  await vi.advanceTimersByTimeAsync(19_999);
  expect(calls).toHaveLength(1);
  expect(came).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await asked;
  expect(came).toMatchObject({ name: 'NoAnswer', message: 'No answer', notSent: false });
  expect(calls[0]?.signal.aborted).toBe(true);
});

test('leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answering('{}');
  const before = vi.getTimerCount();
  await send();
  expect(vi.getTimerCount()).toBe(before);
});

test.each([
  ['was lost', () => Promise.reject(new TypeError('fetch failed')), url, false],
  ['is no error at all', () => Promise.reject('gone'), url, false],
  ['went nowhere', () => new Response('{}'), 'https://elsewhere.example', true],
  [
    'was kept by Forge, which says so in a header',
    () => new Response('', { headers: { 'forge-proxy-error': 'REQUEST_EGRESS_ALLOWLIST_ERR' } }),
    url,
    true,
  ],
  [
    'failed behind Forge',
    () => new Response('', { headers: { 'forge-proxy-error': 'UPSTREAM' } }),
    url,
    false,
  ],
])('knows whether one that %s was not sent', async (_, answer, to, notSent) => {
  bench.outside.answer = answer;
  const came = await send({ url: to }).catch((error: unknown) => error);
  expect(came).toMatchObject({ name: 'NoAnswer', notSent });
});
