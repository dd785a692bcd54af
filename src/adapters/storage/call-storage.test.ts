import { ForgeKvsAPIError, ForgeKvsError } from '@forge/kvs';
import { describe, expect, test } from 'vitest';
import { InvariantViolation } from '#domain/lib/invariant';
import { PlatformFailure } from '#ports/platform-failure';
import { callConditionally, callStorage } from './call-storage';
import { unchangedSinceRead } from './unchanged-since-read';

const answered = (status: number, code: string): Error =>
  new ForgeKvsAPIError({ status, statusText: '' }, { code, message: 'it said so' });

const failureOf = async (error: Error): Promise<PlatformFailure> => {
  const caught = await callStorage(() => Promise.reject(error)).catch((thrown) => thrown);
  expect(caught).toBeInstanceOf(PlatformFailure);
  expect(caught.cause).toBe(error);
  return caught;
};

describe('what the store throws', () => {
  test.each<[string, Error, string, boolean]>([
    [
      'too many at once, by its code',
      answered(400, 'TOO_MANY_REQUESTS'),
      'TOO_MANY_REQUESTS',
      true,
    ],
    [
      'too many at once, by its limit',
      answered(400, 'RATE_LIMIT_EXCEEDED'),
      'RATE_LIMIT_EXCEEDED',
      true,
    ],
    ['too many at once, by its status', answered(429, 'ELSE'), 'ELSE', true],
    ['a fault of the store', answered(500, 'UNKNOWN'), 'UNKNOWN', true],
    ['another fault of the store', answered(503, 'UNKNOWN'), 'UNKNOWN', true],
    ['refused for good', answered(499, 'MAX_SIZE'), 'MAX_SIZE', false],
    ['no answer', new TypeError('fetch failed'), 'STORAGE_UNREACHABLE', true],
    ['asked wrongly', new ForgeKvsError('no key'), 'STORAGE_MISUSED', false],
  ])('%s: whether to try again', async (_, error, code, retryable) => {
    expect(await failureOf(error)).toMatchObject({ code, retryable });
  });

  test('a bug of ours is no failure of the store, which would be waited for', async () => {
    const bug = new InvariantViolation('a key of nothing');
    await expect(callStorage(() => Promise.reject(bug))).rejects.toBe(bug);
    await expect(callConditionally(() => Promise.reject(bug))).rejects.toBe(bug);
  });

  test('says who said it', async () => {
    expect((await failureOf(answered(400, 'MAX_SIZE'))).message).toBe('Forge storage: it said so');
    expect((await failureOf(new TypeError('x'))).message).toBe('Forge storage did not answer');
  });

  test.each(['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT'])(
    '%s: somebody else was there first, which is no failure of a call with conditions',
    async (code) => {
      const error = answered(400, code);
      expect(await callConditionally(() => Promise.reject(error))).toBe('conflict');
      expect(await failureOf(error)).toMatchObject({ code, retryable: false });
    },
  );

  test('everything else is one of those, too', async () => {
    await expect(
      callConditionally(() => Promise.reject(answered(503, 'UNKNOWN'))),
    ).rejects.toMatchObject({ retryable: true });
    await expect(
      callConditionally(() => Promise.reject(new TypeError('KEY_CONFLICT'))),
    ).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' });
  });

  test('what is answered is handed on', async () => {
    expect(await callStorage(async () => 7)).toBe(7);
    expect(await callConditionally(async () => 7)).toBe('committed');
  });
});

test('a row is known again by its revision, or by who had claimed it; else anything will do', () => {
  const named = (row: object) => JSON.stringify(unchangedSinceRead({ ...row }));
  const first = { revision: 3, claimedUntil: 5 };
  expect(named(first)).toContain('"revision"');
  expect(named(first)).not.toContain('"claimedUntil"');
  expect(named({ claimedUntil: 0 })).toContain('"claimedUntil"');
  expect(named({ revision: '3' })).toBe('{}');
  expect(named({})).toBe('{}');
});
