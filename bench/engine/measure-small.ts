import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { parse } from 'yaml';
import type { ForgeManifest } from '../../local/forge/forge';
import { openPlatform, type Platform } from '../../local/platform/platform';
import { openPeople } from '../open-people';
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
