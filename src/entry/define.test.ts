import { beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ok, refuse } from '#domain/lib/result';
import { define, resolverOf } from './define';
import type { Authorize } from './rights';

const schema = z.object({ issueId: z.string().max(3), ask: z.object({ days: z.int() }) });
type Input = z.output<typeof schema>;
const context = { accountId: 'sam', installContext: 'ari:cloud:jira::site/a1' };
const input = { issueId: '1', ask: { days: 7 } };

/** What was gone through, in its order. */
const passed: string[] = [];
beforeEach(() => {
  passed.length = 0;
});
const mayAll: Authorize<Input, { readonly right: string }> = async (_, { accountId }, asked) => {
  passed.push(`right of ${accountId} to ${asked.issueId}`);
  return ok({ right: 'all' });
};
const mayNothing: typeof mayAll = async () => refuse({ code: 'notAllowed', needs: 'seeIssue' });
const definition = (who = mayAll) =>
  define(schema, who, async ({ caller, input, granted }) => {
    passed.push('run');
    return ok({ by: caller.accountId, input, granted });
  });

describe('a key', () => {
  test('is run for who has the right, with what was asked and what they may', async () => {
    const { who, schema: taken, answer } = definition();
    expect([who, taken]).toEqual([mayAll, schema]);
    expect(await answer(context, { ...input, more: 'not of the schema' })).toEqual({
      ok: true,
      value: { by: 'sam', input, granted: { right: 'all' } },
    });
    expect(passed).toEqual(['right of sam to 1', 'run']);
  });

  test.each([
    ['who is not signed in', mayAll, { ...context, accountId: '' }, input, { code: 'notSignedIn' }],
    [
      'who is not signed in, whatever they send',
      mayAll,
      { ...context, accountId: undefined },
      null,
      { code: 'notSignedIn' },
    ],
    [
      'a payload that is not what it takes, with each field at fault',
      mayAll,
      context,
      { issueId: '1234', ask: { days: 'x' } },
      { code: 'badInput', fields: { issueId: 'tooLong', 'ask.days': 'unusable' } },
    ],
    ['who lacks the right', mayNothing, context, input, { code: 'notAllowed', needs: 'seeIssue' }],
  ] as const)('refuses %s, and runs nothing', async (_, who, from, payload, error) => {
    expect(await definition(who).answer(from, payload)).toEqual({ ok: false, error });
    expect(passed).toEqual([]);
  });

  test('answers what goes wrong, in the right as in the work, by a reference alone', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const fails = async () => {
      throw new Error('key x of app y');
    };
    for (const one of [definition(fails), define(schema, mayAll, fails)]) {
      const reply = await one.answer(context, input);
      expect(reply).toEqual({ ok: false, error: { code: 'bug', reference: expect.any(String) } });
    }
  });

  // doc: Forge invocation limits: 100 calls to the outside, in 25 seconds.
  test('reads no more of the site than an invocation may, with calls and time to spare', async () => {
    // Files share a worker: another may have loaded both already, past a mock of the whole file.
    vi.resetModules();
    vi.doMock('./compose', { spy: true });
    const { compose } = await import('./compose');
    const { define: afresh } = await import('./define');
    await afresh(schema, mayAll, async () => ok({})).answer(context, input);
    expect(compose).toHaveBeenLastCalledWith({ reads: { atMost: 90, within: 12_000 } });
    vi.doUnmock('./compose');
    vi.resetModules();
  });
});

describe('the resolver of a surface', () => {
  const run = resolverOf({
    'one.do': definition() as never,
    'two.do': definition(mayNothing) as never,
  });
  const call = (functionKey: string, payload: unknown = input) =>
    run({ call: { functionKey, payload }, context: { accountId: 'ada' } } as never, {
      installContext: context.installContext,
      principal: { accountId: 'sam' },
    });

  test('answers each of its keys, for whom the platform names and not the page', async () => {
    expect(await call('one.do')).toMatchObject({ ok: true, value: { by: 'sam', input } });
    expect(await call('two.do')).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
  });

  test.each(['three.do', 'constructor', 'toString', ''])('knows no key %j', async (key) => {
    await expect(call(key)).rejects.toThrow(`Resolver has no definition for '${key}'.`);
    expect(passed).toEqual([]);
  });
});
