import { ForgeKvsAPIError } from '@forge/kvs';
import { expect, test } from 'vitest';
import { InvariantViolation } from '#domain/lib/invariant';
import { pageFrom } from './page-from';

const answered = (status: number, code: string) =>
  new ForgeKvsAPIError({ status, statusText: '' }, { code, message: 'it said so' });
const refused = answered(400, 'INVALID_CURSOR');
const busy = answered(429, 'TOO_MANY_REQUESTS');
const bug = new InvariantViolation('a key of nothing');

/** From where it is read, and what comes of that, where each of these is thrown in turn. */
async function reading(cursor: string | undefined, ...thrown: readonly Error[]) {
  const from: (string | undefined)[] = [];
  const page = pageFrom(cursor, (at) => {
    const error = thrown[from.length];
    from.push(at);
    return error === undefined ? Promise.resolve('page') : Promise.reject(error);
  });
  return { from, outcome: await page.catch((error) => error.code ?? error) };
}

test('a page is read from where the cursor says', async () => {
  expect(await reading(undefined)).toEqual({ from: [undefined], outcome: 'page' });
  expect(await reading('c')).toEqual({ from: ['c'], outcome: 'page' });
});

test('where the store does not take the cursor, the list begins anew', async () => {
  expect(await reading('c', refused)).toEqual({ from: ['c', undefined], outcome: 'page' });
});

test('where that fails too, it fails', async () => {
  const outcome = 'TOO_MANY_REQUESTS';
  expect(await reading('c', refused, busy)).toEqual({ from: ['c', undefined], outcome });
});

test.each([
  ['there is no cursor to blame', undefined, refused, 'INVALID_CURSOR'],
  ['it may be taken later', 'c', busy, 'TOO_MANY_REQUESTS'],
  ['the fault is ours', 'c', bug, bug],
] as const)('it is not begun anew where %s', async (_, cursor, error, outcome) => {
  expect(await reading(cursor, error)).toEqual({ from: [cursor], outcome });
});
