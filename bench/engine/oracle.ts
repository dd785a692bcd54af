import { setTimeout as rest } from 'node:timers/promises';
import type { Contender, Job } from './contender';

/**
 * Knows the limit and what the site lets through at once: begins with that, goes on at just the rate it
 * bears, with as many calls under way as that takes, and sends what failed again at once.
 */
export const oracle: Contender = {
  name: 'oracle',
  open: async (job) => ({ run: () => sendAll(job) }),
};

async function sendAll(job: Job): Promise<readonly string[]> {
  const interval = 1_000 / job.scenario.limit;
  let at = performance.now() - 1_000;
  const turn = async () => {
    at = Math.max(at + interval, performance.now() - 1_000);
    const wait = at - performance.now();
    if (wait > 0) await rest(wait);
  };
  let turns: Promise<void> = Promise.resolve();
  await Promise.all(
    job.accountIds.map(async (accountId) => {
      for (;;) {
        turns = turns.then(turn);
        await turns;
        if (await send(job, accountId)) return;
      }
    }),
  );
  return [];
}

async function send({ site, scenario }: Job, accountId: string): Promise<boolean> {
  const { address, groupId } = site;
  const isAdd = scenario.verb === 'add';
  const query = isAdd ? `groupId=${groupId}` : `groupId=${groupId}&accountId=${accountId}`;
  try {
    const answer = await fetch(`${address}/rest/api/3/group/user?${query}`, {
      method: isAdd ? 'POST' : 'DELETE',
      headers: { 'content-type': 'application/json' },
      ...(isAdd ? { body: JSON.stringify({ accountId }) } : {}),
    });
    await answer.arrayBuffer();
    return answer.status < 500 && answer.status !== 429;
  } catch {
    return false;
  }
}
