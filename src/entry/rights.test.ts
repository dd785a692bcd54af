import { describe, expect, test } from 'vitest';
import { awaiting, ISSUE } from '../../tests/support/samples';
import type { Caller } from './caller';
import type { Ports } from './compose';
import { jiraAdministrator, seesIssue, seesIssueAndPeople, seesRequestIssue } from './rights';

/** What Jira answers of a caller: the issues they see, and the permissions they have. */
function callerWho(seen: readonly string[], permissions: readonly string[] = []): Caller {
  const host = {
    seeIssue: async (id: string) =>
      seen.includes(id) ? { ...ISSUE, id, summary: 'Pay rise' } : undefined,
    has: async (permission: string) => permissions.includes(permission),
  };
  return { accountId: 'sam', cloudId: 'site', host } as unknown as Caller;
}
const requests = new Map([
  ['r1', awaiting({ id: 'r1' })],
  ['r2', awaiting({ id: 'r2', issue: { ...ISSUE, id: '2' } })],
]);
const ports = { requests: { get: async (id: string) => requests.get(id) } } as unknown as Ports;
const refused = (needs: string) => ({ ok: false, error: { code: 'notAllowed', needs } });

describe('a right', () => {
  test('to work in an issue is that of whoever sees that very issue, and tells no summary of it', async () => {
    const caller = callerWho(['1']);
    expect(await seesIssue(ports, caller, { issueId: '1' })).toEqual({
      ok: true,
      value: { issue: ISSUE },
    });
    expect(await seesIssue(ports, caller, { issueId: '2' })).toEqual(refused('seeIssue'));
  });

  test.each([
    ['sees it and looks people up', ['1'], ['USER_PICKER'], undefined],
    ['sees it alone', ['1'], [], 'browsePeople'],
    ['administers, and looks nobody up', ['1'], ['ADMINISTER'], 'browsePeople'],
    ['looks people up and does not see it', [], ['USER_PICKER'], 'seeIssue'],
    ['has neither', [], [], 'seeIssue'],
  ] as const)('to look people up in an issue: who %s', async (_, seen, permissions, needs) => {
    const answer = await seesIssueAndPeople(ports, callerWho(seen, permissions), { issueId: '1' });
    expect(answer).toEqual(
      needs === undefined ? { ok: true, value: { issue: ISSUE } } : refused(needs),
    );
  });

  test.each([
    ['r1', ['1'], 'allowed'],
    ['r2', ['2'], 'allowed'],
    // Of two issues one is visible: the request of the other stays closed.
    ['r2', ['1'], 'seeIssue'],
    ['r1', [], 'seeIssue'],
    ['r3', ['1', '2'], 'notFound'],
  ] as const)('to request %s, for who sees the issues %j: %s', async (id, seen, expected) => {
    const answer = await seesRequestIssue(ports, callerWho(seen), { requestId: id });
    switch (expected) {
      case 'allowed':
        return expect(answer).toEqual({ ok: true, value: { request: requests.get(id) } });
      case 'notFound':
        return expect(answer).toEqual({ ok: false, error: { code: 'notFound', what: 'request' } });
      case 'seeIssue':
        return expect(answer).toEqual(refused('seeIssue'));
    }
  });

  test.each([
    [['ADMINISTER'], true],
    [['USER_PICKER'], false],
    [[], false],
  ])('to administer, with the permissions %j: %s', async (permissions, isAllowed) => {
    const answer = await jiraAdministrator(ports, callerWho(['1'], permissions), undefined);
    expect(answer).toEqual(isAllowed ? { ok: true, value: null } : refused('jiraAdministrator'));
  });
});
