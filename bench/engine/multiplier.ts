import { readFileSync } from 'node:fs';
import { Queue } from '@forge/events';
import { parse } from 'yaml';
import type { ForgeManifest } from '../../local/forge/forge';
import { openClock } from '../../local/machine/clock';
import { openDatabase } from '../../local/machine/database';
import { machineFetch } from '../../local/platform/install-globals';
import { openForge } from '../../local/platform/open-forge';
import { SiteClient } from '../../src/adapters/atlassian/client/site-client';
import { NO_ADDRESS_BOOK } from '../../src/adapters/atlassian/organization/address-book';
import { Pace } from '../../src/adapters/atlassian/pacing/pace';
import { siteDirectory } from '../../src/adapters/atlassian/site-directory';
import { siteProvisioner } from '../../src/adapters/atlassian/site-provisioner';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { allowanceOf } from '../../src/operations/effects/allowance';
import { sendChange } from '../../src/operations/effects/send-change';
import type { Contender, Job } from './contender';

/**
 * The engine as a run has it: `sendChange` over the real client, out of an invocation of the local
 * Forge. What a run does besides (reading for the plan, writing steps, reading back) no script does, and
 * it is measured apart.
 */
export const multiplier: Contender = {
  name: 'Multiplier',
  async open(job) {
    let failed: readonly string[] = [];
    const database = openDatabase(':memory:');
    const forge = openForge({
      database,
      clock: openClock(),
      manifest: parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest,
      loadApp: async () => ({
        panel: async () => {},
        admin: async () => {},
        // A consumer has the longest time, and so the most calls to the outside.
        sweep: async () => {
          await new Queue({ key: 'work' }).push({ body: {} });
        },
        work: async () => {
          failed = await send(job);
        },
      }),
      installation: { cloudId: 'bench', siteUrl: job.site.siteUrl },
      product: () => Promise.reject(new Error('No product is asked')),
      internet: async (request) => {
        const { pathname, search } = new URL(request.url);
        const body = request.method === 'GET' ? undefined : await request.text();
        return machineFetch(`${job.site.address}${pathname}${search}`, {
          method: request.method,
          headers: { 'content-type': 'application/json' },
          ...(body === undefined || body === '' ? {} : { body }),
        });
      },
    });
    return {
      async run() {
        await forge.scheduler.run('sweep-schedule');
        await forge.settle();
        return failed;
      },
      async close() {
        await forge.close();
        database.close();
      },
    };
  },
};

async function send({ site, scenario, accountIds }: Job): Promise<readonly string[]> {
  const access = { baseUrl: site.siteUrl, email: site.email, token: site.token };
  const client = new SiteClient({ open: async () => access, pace: new Pace(), clock: systemClock });
  const directory = siteDirectory(client, systemClock, NO_ADDRESS_BOOK);
  const ports = {
    clock: systemClock,
    directory,
    provisioner: siteProvisioner(client, directory),
  };
  const ended = new Map<string, string>();
  // One allowance after the other, as run follows run.
  let left = accountIds;
  while (left.length > 0) {
    const before = client.callsMade;
    await sendChange(
      ports,
      { verb: scenario.verb, entitlement: { kind: 'group', groupId: site.groupId, name: 'bench' } },
      left.map((accountId) => ({
        subject: { kind: 'person', accountId, displayName: accountId },
      })),
      allowanceOf(Date.now() + 900_000, 15, () => client.callsMade - before),
      async (outcomes) => {
        for (const [key, { outcome }] of outcomes) {
          if (outcome !== 'notReached') ended.set(key.replace('person:', ''), outcome);
        }
      },
    );
    left = accountIds.filter((accountId) => !ended.has(accountId));
  }
  return accountIds.filter(
    (accountId) => !['applied', 'unchanged'].includes(ended.get(accountId) ?? ''),
  );
}
