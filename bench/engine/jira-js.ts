import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Version3Client } from 'jira.js';
import type { Contender, Job } from './contender';

const PEERS = join(process.cwd(), 'tools/bench-peers');
const TRIES = 6;

/** How a script would have it: runs each piece of work when it is its turn. */
type Schedule = <T>(work: () => Promise<T>) => Promise<T>;

/** jira.js, unmodified, with what a careful admin's script puts around it. */
function jiraJs(name: string, schedulerFor: (job: Job) => Promise<Schedule>): Contender {
  return {
    name,
    async open(job) {
      const { address, email, token } = job.site;
      const client = new Version3Client({
        host: address,
        authentication: { basic: { email, apiToken: token } },
      });
      const schedule = await schedulerFor(job);
      return {
        async run() {
          const failed: string[] = [];
          await Promise.all(
            job.accountIds.map(async (accountId) => {
              if (!(await trySend(client, job, accountId, schedule))) failed.push(accountId);
            }),
          );
          return failed;
        },
      };
    },
  };
}

/** Each try has its turn; waits what a 429 asks for, else twice as long each time. */
async function trySend(
  client: Version3Client,
  { site, scenario }: Job,
  accountId: string,
  schedule: Schedule,
): Promise<boolean> {
  const { groupId } = site;
  for (let tried = 1; tried <= TRIES; tried += 1) {
    try {
      await schedule(async () => {
        if (scenario.verb === 'add') await client.groups.addUserToGroup({ groupId, accountId });
        else await client.groups.removeUserFromGroup({ groupId, accountId });
      });
      return true;
    } catch (error) {
      const { status, response } = error as {
        status?: number;
        response?: { headers?: Record<string, string> | Headers };
      };
      // A member already, or no longer one: what was wanted.
      if (status === 400 || status === 404) return true;
      const { headers } = response ?? {};
      const told =
        headers instanceof Headers ? headers.get('retry-after') : headers?.['retry-after'];
      await rest(told ? Number(told) * 1_000 : 250 * 2 ** tried);
    }
  }
  return false;
}

async function load(name: string): Promise<Record<string, unknown>> {
  const require = createRequire(join(PEERS, 'package.json'));
  return import(pathToFileURL(require.resolve(name)).href);
}

export const withPLimit = jiraJs('jira.js + p-limit(10)', async () => {
  const { default: pLimit } = (await load('p-limit')) as { default: (most: number) => Schedule };
  return pLimit(10);
});

export const withPQueue = jiraJs('jira.js + p-queue', async ({ scenario }) => {
  const { default: PQueue } = (await load('p-queue')) as {
    default: new (options: object) => { add: Schedule };
  };
  const queue = new PQueue({ concurrency: 50, intervalCap: scenario.announced, interval: 1_000 });
  return (work) => queue.add(work);
});

export const withBottleneck = jiraJs('jira.js + bottleneck', async ({ scenario }) => {
  const { default: Bottleneck } = (await load('bottleneck')) as {
    default: new (options: object) => { schedule: Schedule };
  };
  const { announced } = scenario;
  const limiter = new Bottleneck({
    maxConcurrent: 50,
    minTime: 1_000 / announced,
    reservoir: announced,
    reservoirRefreshAmount: announced,
    reservoirRefreshInterval: 1_000,
  });
  return (work) => limiter.schedule(work);
});
