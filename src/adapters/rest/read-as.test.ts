import { expect, it } from 'vitest';
import { z } from 'zod';
import { readAnswer } from './answer';
import { classify } from './classify';
import { readAs } from './read-as';

const NOW = Date.parse('2026-11-25T10:00:00Z');

async function read(status: number, body: string) {
  const answer = await readAnswer(new Response(body, { status }));
  return readAs(answer, classify(answer, NOW), z.object({ id: z.string() }), 'host');
}

it('reads what it asks for, and nothing where there is no such thing', async () => {
  expect(await read(200, '{"id":"1","more":true}')).toEqual({ value: { id: '1' } });
  expect(await read(404, '{"id":"1"}')).toStrictEqual({ value: undefined });
});

it.each([
  ['another thing', 200, '{"key":"1"}', 'unexpectedAnswer', 'The answer makes no sense.', true],
  ['nothing at all', 200, '', 'unexpectedAnswer', 'The answer makes no sense.', true],
  ['no answer of the API', 200, '<html>', 'unexpectedAnswer', 'The answer makes no sense.', true],
  ['a refusal', 403, '{"id":"1"}', 'forbidden', 'Jira does not allow it.', false],
])('says why there is none in %s', async (_, status, body, code, message, retryable) => {
  const read1 = await read(status, body);
  expect(read1).toMatchObject({ name: 'SiteFailure', code, message, retryable, status });
});

it('finds headers by their lower-case name, and the text beside what it says', async () => {
  const headers = { 'Retry-After': '7', 'X-Thing': 'A' };
  const answer = await readAnswer(new Response('{"a":1}', { status: 201, headers }));
  expect(answer).toMatchObject({ status: 201, text: '{"a":1}', json: { a: 1 } });
  expect(answer.headers.get('retry-after')).toBe('7');
  const shouting = { status: 200, text: async () => '', headers: new Map([['X-Thing', 'A']]) };
  expect((await readAnswer(shouting)).headers.get('x-thing')).toBe('A');
  expect((await readAnswer(new Response('no JSON'))).json).toBeUndefined();
});
