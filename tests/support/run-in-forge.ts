import { openPlatform, type Platform } from '../../local/platform/platform';
import { manifest, PANEL } from './open-world';

const jobs = new Map<string, () => Promise<unknown>>();
let lastJob = 0;

/** The local platform with an app that does nothing but what `runInForge` hands it. */
export async function openBench(databaseFile = ':memory:'): Promise<Platform> {
  const run = (request: { call: { payload: { job: string } } }) =>
    jobs.get(request.call.payload.job)?.();
  const platform = await openPlatform({
    databaseFile,
    manifest,
    loadApp: async () => ({ panel: run, admin: run, work: async () => {}, sweep: async () => {} }),
    outside: 'sealed',
  });
  if (process.env.ABSENCE === 'meetsNothing') platform.forge.faults.absenceMeetsNothing = true;
  return platform;
}

/** Runs a function within an invocation of the app, as whoever is named, and answers what it does. */
export async function runInForge<T>(
  platform: Platform,
  run: () => Promise<T>,
  { accountId }: { readonly accountId?: string } = {},
): Promise<T> {
  lastJob += 1;
  const job = String(lastJob);
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  jobs.set(job, async () => {
    try {
      outcome = { value: await run() };
    } catch (error) {
      outcome = { error };
    }
  });
  try {
    await platform.forge.invokeResolver({
      moduleKey: PANEL,
      accountId,
      extension: {},
      functionKey: 'run',
      payload: { job },
    });
  } finally {
    jobs.delete(job);
  }
  if (outcome === undefined) throw new Error('The invocation did not run the function');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
