import { randomUUID } from 'node:crypto';
import { moduleOfType } from '../../local/forge/module-of-type';
import { extensionId } from '../../local/forge/runtime/extension-id';
import type { Platform } from '../../local/platform/platform';

export const ISSUE = 'WEB-1';
export const READER = 'Noah Okafor';

/** The connected site, with one request in an issue that waits for its approver. */
export async function seedIssue(platform: Platform): Promise<void> {
  const { directory, tokens, siteUrl } = platform.atlassian;
  const personOf = directory.personNamed;
  const call = async (type: string, name: string, place: object, key: string, payload: object) => {
    const reply = (await platform.forge.invokeResolver({
      moduleKey: moduleOfType(platform.manifest, type).key,
      accountId: personOf(name).accountId,
      extension: { type, ...place },
      functionKey: key,
      payload,
    })) as { ok: boolean; value: Record<string, unknown> };
    if (!reply.ok) throw new Error(`${key} was refused: ${JSON.stringify(reply)}`);
    return reply.value;
  };
  const admin = (key: string, payload: object) =>
    call('jira:adminPage', 'Olivia Hart', {}, key, payload);
  const issue = directory.issue(ISSUE);
  if (issue === undefined) throw new Error(`There is no issue ${ISSUE}`);
  const place = { issue: { id: issue.id, key: issue.key } };
  const panel = (key: string, payload: object) =>
    call('jira:issuePanel', READER, place, key, { issueId: issue.id, ...payload });

  platform.atlassian.panels.setPinned(
    extensionId(platform.manifest, moduleOfType(platform.manifest, 'jira:issuePanel').key),
    issue.projectKey,
    true,
  );
  const good = tokens.samples().find(({ email }) => email === personOf('Olivia Hart').email);
  if (good === undefined) throw new Error('There is no good token');
  await admin('connection.connect', {
    instanceUrl: siteUrl,
    email: good.email,
    token: good.token,
  });
  const groupId = directory.groupNamed('frontend').groupId;
  const { policy } = (await admin('admin.load', {})) as { policy: Policy };
  await admin('policy.save', {
    version: policy.version,
    connectionId: policy.connectionId,
    requestableGroups: [{ groupId, unlockedFor: [] }],
    rolesOf: policy.rolesOf,
    creation: policy.creation,
    decideWithinDays: policy.decideWithinDays,
    longestTermDays: policy.longestTermDays ?? null,
    rules: [],
    fallbackApprovers: [],
  });
  const ask = {
    subjects: [{ kind: 'person', accountId: personOf('Priya Raman').accountId }],
    changes: [{ kind: 'group', verb: 'add', groupId }],
  };
  const term = { kind: 'permanent' };
  const { fingerprint } = await panel('request.preview', { ask, term });
  await panel('request.submit', {
    ask,
    term,
    justification: 'Priya joins the website team on Monday.',
    planFingerprint: fingerprint,
    submissionKey: randomUUID(),
  });
  await platform.forge.settle();
}

interface Policy {
  readonly version: number;
  readonly connectionId: string;
  readonly rolesOf: string;
  readonly creation: object;
  readonly decideWithinDays: number;
  readonly longestTermDays?: number;
}
