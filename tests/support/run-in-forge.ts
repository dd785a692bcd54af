import { openPlatform, type Platform, type PlatformImage } from '../../local/platform/platform';
import { manifest, PANEL } from './open-world';

const jobs = new Map<string, () => Promise<unknown>>();
let lastJob = 0;
const SWEEP = 'sweep';
const MANY = 100_000;

/** The local platform with an app that does nothing but what `runInForge` hands it. */
export async function openBench(
  databaseFile = ':memory:',
  image?: PlatformImage,
): Promise<Platform> {
  const run = (request: { call: { payload: { job: string } } }) =>
    jobs.get(request.call.payload.job)?.();
  const sweep = () => {
    const run = jobs.get(SWEEP);
    // Another one may begin within it.
    jobs.delete(SWEEP);
    return run?.();
  };
  const platform = await openPlatform({
    ...(image === undefined ? {} : { image }),
    databaseFile,
    manifest,
    loadApp: async () => ({ panel: run, admin: run, work: async () => {}, sweep }),
    outside: 'sealed',
  });
  // One site for all tests of a file, which a quick machine plays within a second: together they are no user's calls.
  platform.atlassian.limits.set({ perSecond: { GET: MANY, POST: MANY, PUT: MANY, DELETE: MANY } });
  if (process.env.ABSENCE === 'meetsNothing') platform.forge.faults.absenceMeetsNothing = true;
  return platform;
}

/** The same within one that has minutes, as those in which requests are carried out. */
export async function runForMinutes<T>(platform: Platform, run: () => Promise<T>): Promise<T> {
  if (jobs.has(SWEEP)) throw new Error('Another one has not begun yet');
  return outcomeOf(SWEEP, run, () => platform.forge.scheduler.run('sweep-schedule'));
}

/** Runs a function within an invocation of the app, as whoever is named, and answers what it does. */
export async function runInForge<T>(
  platform: Platform,
  run: () => Promise<T>,
  { accountId }: { readonly accountId?: string } = {},
): Promise<T> {
  lastJob += 1;
  const job = String(lastJob);
  return outcomeOf(job, run, () =>
    platform.forge.invokeResolver({
      moduleKey: PANEL,
      accountId,
      extension: {},
      functionKey: 'run',
      payload: { job },
    }),
  );
}

async function outcomeOf<T>(
  job: string,
  run: () => Promise<T>,
  invoke: () => Promise<unknown>,
): Promise<T> {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  jobs.set(job, async () => {
    try {
      outcome = { value: await run() };
    } catch (error) {
      outcome = { error };
    }
  });
  try {
    await invoke();
  } finally {
    jobs.delete(job);
  }
  if (outcome === undefined) throw new Error('The invocation did not run the function');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
