import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { parse } from 'yaml';
import type { ForgeManifest } from '../../local/forge/forge';
import { openPlatform, type Platform } from '../../local/platform';
import { seedIssue } from '../panel/seed-issue';

export interface SmallBehindBulk {
  readonly bulkSteps: number;
  /** Seconds from the approval of each small request until it was done, the bulk one under way. */
  readonly waited: readonly number[];
  /** The same with nothing else to do. */
  readonly alone: readonly number[];
  /** 10 KB units written to the store, and events queued, for each step of the bulk request. */
  readonly writeUnitsPerStep: number;
  readonly eventsPerStep: number;
}

const SMALL_ONES = 5;
const PEOPLE = 500;
const GROUPS = [
  'frontend',
  'on-call',
  'qa',
  'design',
  'mobile',
  'backend',
  'sales',
  'marketing',
  'support',
];

/** How long a request of one step waits while one of thousands is carried out, limits of the site on. */
export async function measureSmall(): Promise<SmallBehindBulk> {
  const app = createRequire(join(process.cwd(), 'package.json')).resolve('./build/app/index.cjs');
  const platform = await openPlatform({
    databaseFile: ':memory:',
    manifest: parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest,
    loadApp: () => import(app),
    outside: 'sealed',
  });
  await seedIssue(platform);
  const people = openPeople(platform);
  await people.list(GROUPS);
  platform.forge.start();
  const everybody = platform.atlassian.directory
    .people()
    .filter(({ active, accountType }) => active && accountType === 'atlassian')
    .map(({ accountId }) => accountId);
  const small = async (place: number) => {
    const id = await people.ask({
      subjects: [{ kind: 'person', accountId: everybody[place] ?? '' }],
      changes: [{ kind: 'role', verb: 'add', ...people.role }],
    });
    return people.approveAndWait(id);
  };
  const alone: number[] = [];
  for (let place = 0; place < SMALL_ONES; place += 1) alone.push(await small(10 + place));
  const writtenBefore = platform.forge.kvs.metered.writeUnits;
  const eventsBefore = countEvents(platform);
  const bulk = await people.ask({
    subjects: Array.from({ length: PEOPLE }, (_, place) => ({
      kind: 'newPerson',
      email: `bulk.${place}@acme.example`,
    })),
    changes: [
      { kind: 'account', products: [] },
      ...GROUPS.map((name) => ({ kind: 'group', verb: 'add', groupId: people.groupId(name) })),
    ],
  });
  const bulkDone = people.approveAndWait(bulk);
  const waited: number[] = [];
  for (let place = 0; place < SMALL_ONES; place += 1) {
    await rest(5_000);
    waited.push(await small(30 + place));
  }
  await bulkDone;
  const bulkSteps = PEOPLE * (GROUPS.length + 1);
  const writeUnitsPerStep = (platform.forge.kvs.metered.writeUnits - writtenBefore) / bulkSteps;
  const eventsPerStep = (countEvents(platform) - eventsBefore) / bulkSteps;
  await platform.close();
  return { bulkSteps, waited, alone, writeUnitsPerStep, eventsPerStep };
}

/** All that were ever queued: the platform keeps them for days. */
function countEvents({ database }: Platform): number {
  return Number(database.prepare('SELECT COUNT(*) AS events FROM queue_event').get()?.events);
}

/** What the admin, the requester and the approver do, in their names. */
function openPeople(platform: Platform) {
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
    call(who, 'multiplier-access', key, payload);
  const get = (requestId: string) => panel('Noah Okafor', 'request.get', { requestId });
  return {
    groupId,
    role: {
      projectId: project.id,
      roleId: String(project.roles.find(({ name }) => name === 'Viewers')?.id),
    },
    async list(names: readonly string[]) {
      const admin = (key: string, payload: object) =>
        call('Olivia Hart', 'multiplier-configuration', key, payload);
      const { policy } = (await admin('admin.load', {})) as { policy: Record<string, unknown> };
      await admin('policy.save', {
        version: policy.version,
        requestableGroups: names.map((name) => ({ groupId: groupId(name), unlockedFor: [] })),
        rolesOf: policy.rolesOf,
        creation: policy.creation,
        fallbackApprovers: [],
        decideWithinDays: policy.decideWithinDays,
        longestTermDays: null,
      });
    },
    async ask(ask: object): Promise<string> {
      const form = { issueId: issue.id, ask, term: { kind: 'permanent' } };
      const { fingerprint } = await panel('Noah Okafor', 'request.preview', form);
      const made = await panel('Noah Okafor', 'request.submit', {
        ...form,
        justification: 'To see how long it takes.',
        planFingerprint: fingerprint,
        submissionKey: randomUUID(),
      });
      return String(made.id);
    },
    /** Seconds from the approval until the request has ended. */
    async approveAndWait(requestId: string): Promise<number> {
      const { revision } = await get(requestId);
      await panel('Maya Lindqvist', 'request.decide', { requestId, revision, decision: 'approve' });
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
