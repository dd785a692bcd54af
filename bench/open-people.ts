import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { moduleOfType } from '../local/forge/module-of-type';
import type { Platform } from '../local/platform/platform';

const PERMANENT = { kind: 'permanent' };

/** What the admin, the requester and the approver do, in their names. */
export function openPeople(platform: Platform) {
  const { directory } = platform.atlassian;
  const issue = directory.issue('WEB-1');
  const project = directory.projectOf('WEB');
  if (issue === undefined) throw new Error('There is no issue WEB-1');
  const groupId = (name: string) => directory.groupNamed(name).groupId;
  const call = async (
    who: string,
    moduleKey: string,
    key: string,
    payload: object,
  ): Promise<Record<string, unknown>> => {
    const reply = (await platform.forge.invokeResolver({
      moduleKey,
      accountId: directory.personNamed(who).accountId,
      extension: { type: 'jira:issuePanel', issue: { id: issue.id, key: issue.key } },
      functionKey: key,
      payload,
    })) as { ok: boolean; value: Record<string, unknown>; error?: { retryable?: boolean } };
    if (reply.ok) return reply.value;
    // The platform is busy: as a page does, it is asked again.
    if (reply.error?.retryable === true) return call(who, moduleKey, key, payload);
    throw new Error(`${key} was refused: ${JSON.stringify(reply)}`);
  };
  const panel = (who: string, key: string, payload: object) =>
    call(who, moduleOfType(platform.manifest, 'jira:issuePanel').key, key, payload);
  const admin = (key: string, payload: object) =>
    call('Olivia Hart', moduleOfType(platform.manifest, 'jira:adminPage').key, key, payload);
  const get = (requestId: string) => panel('Noah Okafor', 'request.get', { requestId });
  return {
    groupId,
    role: {
      projectId: project.id,
      roleId: String(project.roles.find(({ name }) => name === 'Viewers')?.id),
    },
    async list(names: readonly string[]) {
      const { policy } = (await admin('admin.load', {})) as { policy: Record<string, unknown> };
      await admin('policy.save', {
        version: policy.version,
        connectionId: policy.connectionId,
        requestableGroups: names.map((name) => ({ groupId: groupId(name), unlockedFor: [] })),
        rolesOf: policy.rolesOf,
        creation: policy.creation,
        fallbackApprovers: [],
        decideWithinDays: policy.decideWithinDays,
        longestTermDays: null,
        rules: [],
      });
    },
    /** What waits for the one, and what the other has asked for: of as many as there have ever been. */
    async loadInbox() {
      const key = moduleOfType(platform.manifest, 'jira:globalPage').key;
      await call('Maya Lindqvist', key, 'access.load', {});
      await call('Noah Okafor', key, 'access.asked', {});
    },
    /** What one of them has, of all that was ever given. */
    loadHeld: (who: string) =>
      call(who, moduleOfType(platform.manifest, 'jira:globalPage').key, 'access.held', {}),
    /** All requests, as an admin sees them. */
    loadRequests: () => admin('admin.requests', { which: 'over' }),
    /** The charts beside them. */
    loadFigures: () => admin('admin.figures', {}),
    loadAudit: () => admin('audit.entries', {}),
    load: () => panel('Noah Okafor', 'panel.load', { issueId: issue.id }),
    async preview(ask: object, term: object = PERMANENT): Promise<string> {
      const form = { issueId: issue.id, ask, term };
      return String((await panel('Noah Okafor', 'request.preview', form)).fingerprint);
    },
    async ask(ask: object, term: object = PERMANENT): Promise<string> {
      return this.submit(await this.preview(ask, term), ask, term);
    },
    async submit(fingerprint: string, ask: object, term: object = PERMANENT): Promise<string> {
      const form = { issueId: issue.id, ask, term };
      const made = await panel('Noah Okafor', 'request.submit', {
        ...form,
        justification: 'To see how long it takes.',
        planFingerprint: fingerprint,
        submissionKey: randomUUID(),
      });
      return String(made.id);
    },
    async approve(requestId: string): Promise<void> {
      const { revision } = await get(requestId);
      await panel('Maya Lindqvist', 'request.decide', { requestId, revision, decision: 'approve' });
    },
    /** Seconds from the approval until the request has ended. */
    async approveAndWait(requestId: string): Promise<number> {
      await this.approve(requestId);
      const begun = performance.now();
      for (;;) {
        const { state } = await get(requestId);
        if (state === 'completed') return (performance.now() - begun) / 1_000;
        if (state === 'needsAttention') throw new Error('A step has failed');
        await rest(50);
      }
    },
  };
}
