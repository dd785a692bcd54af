import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Forge, ForgeManifest, ProductCaller } from '../../local/forge/forge';
import { openClock, type PlatformClock } from '../../local/machine/clock';
import { openDatabase } from '../../local/machine/database';
import { openForge } from '../../local/platform/open-forge';

/** A made-up app that keeps books, on the local Forge alone: nothing of Atlassian's is behind it. */
export interface ForgeBench {
  readonly forge: Forge;
  readonly clock: PlatformClock;
  /** What index exports; replace a handler to say what the app does. */
  readonly app: Record<string, unknown>;
  /** Product calls and calls to the outside, as they arrived. */
  readonly productCalls: { readonly caller: ProductCaller; readonly request: Request }[];
  readonly outsideCalls: Request[];
  /** Replace it to say what the outside answers. */
  readonly outside: { answer: (request: Request) => Response | Promise<Response> };
  /** Runs it inside an invocation of the panel's resolver, in the name of that account. */
  run<T>(work: () => Promise<T>, accountId?: string | undefined): Promise<T>;
  close(): Promise<void>;
}

export const ACCOUNT = 'account-of-ada';

export const manifest: ForgeManifest = {
  app: {
    id: 'ari:cloud:ecosystem::app/8d7b6f4e-0000-4000-8000-000000000001',
    runtime: { name: 'nodejs24.x' },
    storage: {
      entities: [
        {
          name: 'book',
          attributes: {
            title: { type: 'string' },
            author: { type: 'string' },
            year: { type: 'integer' },
            price: { type: 'float' },
            inPrint: { type: 'boolean' },
            notes: { type: 'any' },
          },
          indexes: [
            'year',
            { name: 'by-author', partition: ['author'], range: ['year'] },
            { name: 'by-notes', partition: ['author'], range: ['notes'] },
            { name: 'by-author-and-print', partition: ['author', 'inPrint'], range: ['title'] },
          ],
        },
        { name: 'shelf', attributes: { place: { type: 'string' } } },
      ],
    },
  },
  modules: {
    'jira:issuePanel': [
      { key: 'panel', resolver: { function: 'panel-resolver' } },
      { key: 'broken', resolver: { function: 'missing' } },
    ],
    consumer: [
      { key: 'mailer', queue: 'mail', function: 'mailer' },
      { key: 'printer', queue: 'print', function: 'printer' },
    ],
    scheduledTrigger: [
      { key: 'stocktaking', function: 'stocktaking', interval: 'hour' },
      { key: 'inventory', function: 'stocktaking', interval: 'day' },
    ],
    function: [
      { key: 'panel-resolver', handler: 'index.panel' },
      { key: 'missing', handler: 'index.nowhere' },
      { key: 'mailer', handler: 'index.mail' },
      { key: 'printer', handler: 'index.print', timeoutSeconds: 120 },
      { key: 'stocktaking', handler: 'index.takeStock' },
    ],
  },
  permissions: {
    scopes: ['storage:app', 'read:jira-work'],
    external: { fetch: { backend: [{ address: '*.books.example' }, 'https://api.paper.example'] } },
  },
};

export interface BenchOptions {
  readonly databaseFile?: string;
  readonly manifest?: ForgeManifest;
}

export function openBench(options: BenchOptions = {}): ForgeBench {
  const database: DatabaseSync = openDatabase(options.databaseFile ?? ':memory:');
  const clock = openClock();
  const jobs = new Map<unknown, () => Promise<unknown>>();
  const nothing = async () => undefined;
  const app: Record<string, unknown> = {
    panel: ({ call }: { call: { payload: unknown } }) => jobs.get(call.payload)?.(),
    mail: nothing,
    print: nothing,
    takeStock: nothing,
  };
  const productCalls: ForgeBench['productCalls'] = [];
  const outsideCalls: Request[] = [];
  const outside: ForgeBench['outside'] = { answer: () => Response.json({ from: 'outside' }) };
  const forge = openForge({
    database,
    clock,
    manifest: options.manifest ?? manifest,
    loadApp: async () => app,
    installation: { cloudId: 'cloud-1', siteUrl: 'https://library.atlassian.net' },
    async product(caller, request) {
      productCalls.push({ caller, request });
      return Response.json({ path: new URL(request.url).pathname });
    },
    async internet(request) {
      outsideCalls.push(request);
      return outside.answer(request);
    },
  });
  return {
    forge,
    clock,
    app,
    productCalls,
    outsideCalls,
    outside,
    async run(work, accountId = ACCOUNT) {
      const job = randomUUID();
      // Apart from the invocation's answer, which crosses to the page as JSON.
      let outcome: Promise<unknown> | undefined;
      jobs.set(job, async () => {
        outcome = work();
        await outcome.catch(() => undefined);
      });
      await forge.invokeResolver({
        moduleKey: 'panel',
        accountId,
        extension: {},
        functionKey: 'run',
        payload: job,
      });
      return outcome as ReturnType<typeof work>;
    },
    async close() {
      await forge.close();
      database.close();
    },
  };
}
