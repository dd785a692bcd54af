import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extensionId } from '../../local/forge/runtime/extension-id';
import type { Platform } from '../../local/platform/platform';
import { manifest, PANEL } from '../support/open-world';
import { watchExchanges } from '../support/openapi-validator';
import { openBench } from '../support/run-in-forge';

const MODULE = extensionId(manifest, PANEL);
const SCOPES = ['manage:jira-project', 'read:jira-work'];

let platform: Platform;
let watch: ReturnType<typeof watchExchanges>;
beforeEach(async () => {
  platform = await openBench();
  watch = watchExchanges(platform.atlassian);
});
afterEach(async () => {
  await platform.close();
  watch.expectNoViolations();
});

async function call(
  who: string,
  method: string,
  path: string,
  body?: object,
  scopes: readonly string[] = SCOPES,
) {
  const { atlassian } = platform;
  const answer = await atlassian.fetchAs(
    { kind: 'user', accountId: atlassian.directory.personNamed(who).accountId, scopes },
    new Request(`${atlassian.siteUrl}/rest/api/3${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}
const PIN = '/forge/panel/action/bulk/async';
const STATUS = '/forge/panel/action/bulk/status';
const pin = (who: string, projectList: object, moduleId = MODULE) =>
  call(who, 'POST', PIN, { moduleId, projectList });

describe('pinning an issue panel to projects', () => {
  test('is a task, at work when first looked at, and shows in the status of each project', async () => {
    const begun = await pin('Sofia Costa', [
      { projectIdOrKey: 'WEB', action: 'PIN' },
      { projectIdOrKey: 'NOPE', action: 'PIN' },
    ]);
    expect(begun.status).toBe(202);
    const look = () => call('Sofia Costa', 'GET', `/task/${begun.body.taskId}`);
    expect((await look()).body).toMatchObject({ status: 'RUNNING' });
    expect((await look()).body).toMatchObject({ status: 'COMPLETE', progress: 100 });
    const { body } = await call('Sofia Costa', 'POST', STATUS, {
      moduleId: MODULE,
      projectList: ['WEB', 'FIN', 'NOPE'],
    });
    expect(body.statuses).toMatchObject([
      { projectIdOrKey: 'WEB', pinned: true, error: null },
      { projectIdOrKey: 'FIN', pinned: false, error: null },
      { projectIdOrKey: 'NOPE', pinned: false, error: expect.any(String) },
    ]);
    await pin('Sofia Costa', [{ projectIdOrKey: 'WEB', action: 'UNPIN' }]);
    expect(platform.atlassian.panels.isShown(MODULE, 'WEB-1')).toBe(false);
  });

  test.each([
    ['somebody who does not administer Jira', 'Noah Okafor', [], MODULE, 403],
    ['another module', 'Sofia Costa', [], 'ari:cloud:ecosystem::extension/x/y/static/z', 400],
    ['another action', 'Sofia Costa', [{ projectIdOrKey: 'WEB', action: 'HIDE' }], MODULE, 400],
    [
      'more than a thousand projects',
      'Sofia Costa',
      Array.from({ length: 1_001 }, () => ({ projectIdOrKey: 'WEB', action: 'PIN' })),
      MODULE,
      400,
    ],
  ])('is refused to %s', async (_, who, list, moduleId, status) => {
    expect((await pin(who, list, moduleId)).status).toBe(status);
    expect(platform.atlassian.panels.isPinned(MODULE, 'WEB')).toBe(false);
  });

  test('needs its scope', async () => {
    const list = { moduleId: MODULE, projectList: [] };
    const answer = await call('Sofia Costa', 'POST', PIN, list, ['read:jira-work']);
    expect(answer.status).toBe(401);
  });

  test('a task is shown to who began it and to administrators', async () => {
    const { body } = await pin('Sofia Costa', []);
    expect((await call('Noah Okafor', 'GET', `/task/${body.taskId}`)).status).toBe(403);
    expect((await call('Olivia Hart', 'GET', `/task/${body.taskId}`)).status).toBe(200);
    expect((await call('Olivia Hart', 'GET', '/task/999')).status).toBe(404);
  });
});
