import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ForgeManifest } from '../../local/forge/forge';
import { openHost } from '../../local/open-host';
import { openPlatform } from '../../local/platform/platform';
import { launchBrowser } from '../browser/launch-browser';
import { buildPeers } from './build-peers';
import type { Contender } from './contender';
import { type Look, lookAtIssue } from './look-at-issue';
import { ISSUE, READER, seedIssue } from './seed-issue';

export interface PanelMeasures {
  readonly browser: string;
  readonly measured: readonly { readonly name: string; readonly looks: readonly Look[] }[];
}

/** Looks at the same issue with each contender in turn, again and again, after a round that isn't counted. */
export async function measurePanel(rounds: number): Promise<PanelMeasures> {
  const manifest = parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest;
  const resourcePath = manifest.resources?.find(({ key }) => key === 'panel')?.path;
  if (resourcePath === undefined) throw new Error('The manifest has no panel');
  const app = createRequire(join(process.cwd(), 'package.json')).resolve('./build/app/index.cjs');
  const platform = await openPlatform({
    databaseFile: ':memory:',
    manifest,
    loadApp: () => import(app),
    outside: 'sealed',
  });
  await seedIssue(platform);
  const contenders: readonly Contender[] = [
    { name: 'panel', staticRoot: process.cwd(), useful: 'article.request h2' },
    ...(await buildPeers('build/bench/peers', resourcePath)),
  ];
  const hosts = await Promise.all(
    contenders.map(({ staticRoot }) => openHost({ platform, staticRoot })),
  );
  const browser = await launchBrowser();
  try {
    const measured = contenders.map(({ name }) => ({ name, looks: [] as Look[] }));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, contender] of contenders.entries()) {
        const url = hosts[index]?.url ?? '';
        const look = await lookAtIssue({
          browser: browser.session,
          contender,
          issueUrl: `${url}/browse/${ISSUE}`,
          cookie: await signIn(url, accountIdOf(READER)),
          readSlowness: round === 0,
        });
        if (round > 0) measured[index]?.looks.push(look);
        else console.log(`${contender.name}: CPU ${look.cpuSlowness?.toFixed(1)} times slower`);
      }
    }
    return { browser: browser.version, measured };
  } finally {
    await browser.close();
    await Promise.all(hosts.map((host) => host.close()));
    await platform.close();
  }

  function accountIdOf(name: string): string {
    const people = platform.atlassian.directory.people();
    return people.find(({ displayName }) => displayName === name)?.accountId ?? '';
  }
}

async function signIn(url: string, accountId: string): Promise<string> {
  const response = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ accountId, next: '/' }),
    headers: { origin: url },
    redirect: 'manual',
  });
  const [cookie] = response.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`Nobody could sign in: ${response.status}`);
  return cookie.split(';')[0] ?? '';
}
