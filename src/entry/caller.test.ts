import { describe, expect, test, vi } from 'vitest';
import { person } from '../../tests/support/samples';
import { readCaller } from './caller';

const installContext = 'ari:cloud:jira::site/a1-b2';

describe('who calls', () => {
  test.each([
    ['nothing', undefined],
    ['an empty id', ''],
    ['a number', 7],
    ['an object', { id: 'sam' }],
  ])('is nobody, where the platform names %s', (_, accountId) => {
    expect(readCaller({ accountId, installContext })).toBeUndefined();
  });

  test.each([
    ['ari:cloud:jira::site/a1-b2', 'a1-b2'],
    ['ari:cloud:jira::site/x', 'x'],
    ['site/a1-b2', 'a1-b2'],
  ])('comes from the site at the end of %s', (context, cloudId) => {
    expect(readCaller({ accountId: 'sam', installContext: context })).toMatchObject({
      accountId: 'sam',
      cloudId,
    });
  });

  test.each([
    undefined,
    '',
    'ari:cloud:jira::site/',
    'ari:cloud:jira::website/a1',
    'ari:cloud:jira::site/a1/b2',
    'ari:cloud:confluence::workspace/a1',
  ])('is never let in without the site that they come from: %s', (context) => {
    const read = () => readCaller({ accountId: 'sam', installContext: context });
    expect(read).toThrow('an invocation without the site it comes from');
  });

  test('is whom Jira takes them for, or nobody', async () => {
    const caller = readCaller({ accountId: 'sam', installContext });
    if (caller === undefined) throw new Error('nobody');
    const me = vi.spyOn(caller.host, 'me');
    me.mockResolvedValue(person('Sam'));
    expect(await caller.person()).toEqual(person('Sam'));
    me.mockResolvedValue(person('Ada'));
    await expect(caller.person()).rejects.toThrow('Jira takes the caller for somebody else');
  });
});
