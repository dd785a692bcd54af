import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ForgeManifest } from '../../local/forge/forge';
import { skipWaits } from '../../local/machine/skip-waits';
import { openPlatform, type Platform } from '../../local/platform/platform';
import { openPeople } from '../open-people';
import { seedIssue } from '../panel/seed-issue';
import { seedScale } from './seed-scale';

export const SIZES = [1_000, 30_000, 1_000_000] as const;
export const DOINGS = [
  'preview',
  'submit',
  'inbox',
  /** What somebody has, from where and until when. */
  'held',
  /** An admin's list of all requests, the charts beside it, and the audit. */
  'requests',
  'figures',
  'audit',
  'panel',
  'sweep',
  /** A sweep within each of the rounds that go through everything, some in each sweep. */
  ...(['gone', 'personal', 'lists'] as const),
  'end',
] as const;
export type Doing = (typeof DOINGS)[number];

export interface Cost {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly calls: number;
  /** To Jira and to the connected site. */
  readonly siteCalls: number;
  readonly milliseconds: number;
}

export interface Scale {
  readonly size: number;
  readonly seedSeconds: number;
  readonly costs: Readonly<Record<Doing, Cost>>;
}

const ROUNDS = 9;
const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Shorter than what any of the rounds waits before it begins anew. */
const TERM = 4 * HOUR;
const GROUP = 'frontend';

/** What a day's work costs beside so many requests and grants, one size after the other. */
export async function measureScale(sizes: readonly number[] = SIZES): Promise<readonly Scale[]> {
  const measured: Scale[] = [];
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'scale-'));
    try {
      measured.push(await measureOne(size, join(folder, 'platform.sqlite')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return measured;
}

async function measureOne(size: number, databaseFile: string): Promise<Scale> {
  const app = createRequire(join(process.cwd(), 'package.json')).resolve('./build/app/index.cjs');
  const platform = await openPlatform({
    databaseFile,
    manifest: parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest,
    loadApp: () => import(app),
    outside: 'sealed',
  });
  platform.database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;');
  const goOn = skipWaits();
  try {
    await seedIssue(platform);
    const seedSeconds = await seedAll(platform, size);
    console.log(`  ${size.toLocaleString('en')}: seeded in ${seedSeconds.toFixed(1)} s`);
    return { size, seedSeconds, costs: await measureDoings(platform) };
  } finally {
    goOn();
    await platform.close();
  }
}

/** A third of them for good, a third of them over and a third that runs: as many as there have ever been. */
async function seedAll(platform: Platform, size: number): Promise<number> {
  const people = openPeople(platform);
  await people.list([GROUP]);
  const KINDS = [
    ['permanent', { kind: 'permanent' }],
    ['over', { kind: 'days', days: 1 }],
    ['running', { kind: 'days', days: 365 }],
  ] as const;
  const seeds: [string, string][] = [];
  for (const [name, term] of KINDS) {
    const { accountId } = platform.atlassian.directory.addPerson(name, `${name}@acme.example`);
    const id = await people.ask(askFor(platform, accountId), term);
    await people.approve(id);
    await platform.forge.settle();
    seeds.push([id, accountId]);
  }
  await platform.clock.advance(2 * DAY);
  await sweep(platform);
  const begun = performance.now();
  const copies = Math.ceil(size / KINDS.length);
  for (const [id, accountId] of seeds) seedScale(platform, id, accountId, copies);
  return (performance.now() - begun) / 1_000;
}

function askFor({ atlassian }: Platform, accountId: string) {
  const { groupId } = atlassian.directory.groupNamed(GROUP);
  return {
    subjects: [{ kind: 'person', accountId }],
    changes: [{ kind: 'group', verb: 'add', groupId }],
  };
}

async function sweep({ forge }: Platform): Promise<void> {
  await forge.scheduler.run('sweep-schedule');
  await forge.settle();
}

async function measureDoings(platform: Platform): Promise<Record<Doing, Cost>> {
  const people = openPeople(platform);
  const { directory } = platform.atlassian;
  const costs: Record<Doing, Cost[]> = {
    preview: [],
    submit: [],
    inbox: [],
    held: [],
    requests: [],
    figures: [],
    audit: [],
    panel: [],
    sweep: [],
    gone: [],
    personal: [],
    lists: [],
    end: [],
  };
  const { groupId } = directory.groupNamed(GROUP);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { accountId } = directory.addPerson(`Guest ${round}`, `guest.${round}@acme.example`);
    const ask = askFor(platform, accountId);
    const term = { kind: 'hours', hours: TERM / HOUR };
    const took: Record<Doing, Cost> = {} as never;
    let fingerprint = '';
    let id = '';
    for (const of of ROUNDS_OF_ALL) keepRound(platform, of, true);
    took.preview = await costOf(platform, async () => {
      fingerprint = await people.preview(ask, term);
    });
    took.submit = await costOf(platform, async () => {
      id = await people.submit(fingerprint, ask, term);
    });
    await platform.forge.settle();
    took.inbox = await costOf(platform, people.loadInbox);
    await people.approve(id);
    await platform.forge.settle();
    if (!directory.membersOf(groupId).includes(accountId)) throw new Error('Nothing was given');
    took.held = await costOf(platform, () => people.loadHeld(`Guest ${round}`));
    took.requests = await costOf(platform, people.loadRequests);
    took.figures = await costOf(platform, people.loadFigures);
    took.audit = await costOf(platform, people.loadAudit);
    took.panel = await costOf(platform, people.load);
    took.sweep = await costOf(platform, () => sweep(platform));
    for (const of of ROUNDS_OF_ALL) {
      keepRound(platform, of, false);
      took[of] = await costOf(platform, () => sweep(platform));
      keepRound(platform, of, true);
    }
    took.end = await costOf(platform, async () => {
      await platform.clock.advance(TERM);
      await sweep(platform);
    });
    if (directory.membersOf(groupId).includes(accountId)) throw new Error('Nothing has ended');
    // The first one finds everything cold.
    if (round > 0) for (const doing of DOINGS) costs[doing].push(took[doing]);
  }
  return Object.fromEntries(DOINGS.map((doing) => [doing, medianOf(costs[doing])])) as Record<
    Doing,
    Cost
  >;
}

/** What goes through everything, some in each sweep: for what somebody took away, personal data, and lists. */
const ROUNDS_OF_ALL = ['gone', 'personal', 'lists'] as const;
type RoundOfAll = (typeof ROUNDS_OF_ALL)[number];

/** A sweep costs more while one is under way; one that is over began just now. */
function keepRound({ database, clock }: Platform, of: RoundOfAll, isOver: boolean): void {
  const beganAt = clock.now();
  const [key, round] = storedRound(of, beganAt, isOver);
  const { changes } = database
    .prepare(`UPDATE kvs_record SET value = ? WHERE space = '' AND key = ?`)
    .run(JSON.stringify(round), key);
  if (Number(changes) !== 1) throw new Error(`No round is stored as ${key}`);
}

/** As the app stores it, by its key. */
function storedRound(of: RoundOfAll, beganAt: number, isOver: boolean): [string, object] {
  switch (of) {
    case 'gone':
      return ['round:holdings', { beganAt, isOver }];
    case 'personal':
      return ['round:personal-data', { number: beganAt, beganAt, isOver, kind: 'request' }];
    case 'lists': {
      const ended = isOver ? { endedAt: beganAt } : {};
      const seen = { looked: 0, mended: 0, failed: 0 };
      return ['round:projections', { beganAt, ...ended, kind: 'request', ...seen }];
    }
  }
}

async function costOf({ forge, atlassian }: Platform, work: () => Promise<unknown>): Promise<Cost> {
  let siteCalls = 0;
  const stop = atlassian.onExchange(() => {
    siteCalls += 1;
  });
  const before = { ...forge.kvs.metered, calls: callsIn(forge.kvs.metered.calls) };
  const begun = performance.now();
  await work();
  stop();
  const after = forge.kvs.metered;
  return {
    readUnits: after.readUnits - before.readUnits,
    writeUnits: after.writeUnits - before.writeUnits,
    calls: callsIn(after.calls) - before.calls,
    siteCalls,
    milliseconds: performance.now() - begun,
  };
}

const callsIn = (calls: Readonly<Record<string, number>>) =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

function medianOf(costs: readonly Cost[]): Cost {
  const of = (pick: (cost: Cost) => number) =>
    costs.map(pick).sort((one, other) => one - other)[Math.floor(costs.length / 2)] ?? Number.NaN;
  return {
    readUnits: of((cost) => cost.readUnits),
    writeUnits: of((cost) => cost.writeUnits),
    calls: of((cost) => cost.calls),
    siteCalls: of((cost) => cost.siteCalls),
    milliseconds: of((cost) => cost.milliseconds),
  };
}
