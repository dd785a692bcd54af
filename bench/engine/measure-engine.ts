import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Contender } from './contender';
import { withBottleneck, withPLimit, withPQueue } from './jira-js';
import { multiplier } from './multiplier';
import { oracle } from './oracle';
import { SCENARIOS, type Scenario } from './scenario';
import type { Asked, SiteFacts, SiteResult } from './site-messages';

export interface Measured {
  readonly scenario: string;
  readonly contender: string;
  readonly seconds: number;
  /** Of the oracle's time in the same scenario; 0 where anything was lost or falsely reported. */
  readonly ofOracle: number;
  readonly perOperation: number;
  readonly inPause: number;
  readonly refused: number;
  /** Not as wanted on the site, though not reported; reported, though as wanted. */
  readonly lost: number;
  readonly falselyFailed: number;
}

/** The oracle first: the others are shares of it. */
const CONTENDERS: readonly Contender[] = [
  oracle,
  multiplier,
  withPLimit,
  withPQueue,
  withBottleneck,
];

/** Every contender in every scenario, in turn, with the same seeds, on one site. */
export async function measureEngine(operations: number): Promise<readonly Measured[]> {
  const site = await openSite(operations);
  const measured: Measured[] = [];
  for (const [seed, scenario] of SCENARIOS.entries()) {
    let best = 0;
    for (const contender of CONTENDERS) {
      const one = await measureOne(site, { contender, scenario, seed }, best);
      if (contender === oracle) best = one.seconds;
      measured.push(contender === oracle ? { ...one, ofOracle: 1 } : one);
      console.log(`${scenario.name}: ${contender.name}, ${one.seconds.toFixed(1)} s`);
    }
  }
  site.close();
  return measured;
}

async function measureOne(
  site: Site,
  one: { readonly contender: Contender; readonly scenario: Scenario; readonly seed: number },
  oracleSeconds: number,
): Promise<Measured> {
  const { contender, scenario, seed } = one;
  const { accountIds } = site.facts;
  await site.ask({ ask: 'scenario', scenario, seed, accountIds });
  const { run, close } = await contender.open({ site: site.facts, scenario, accountIds });
  const begun = performance.now();
  const reported = new Set(await run());
  const seconds = (performance.now() - begun) / 1_000;
  await close?.();
  const { members, ...tally } = (await site.ask({ ask: 'result' })) as SiteResult;
  const there = new Set(members);
  const isDone = (id: string) => there.has(id) === (scenario.verb === 'add');
  const lost = accountIds.filter((id) => !isDone(id) && !reported.has(id)).length;
  const falselyFailed = accountIds.filter((id) => isDone(id) && reported.has(id)).length;
  const failed = reported.size;
  return {
    scenario: scenario.name,
    contender: contender.name,
    seconds,
    ofOracle: lost + falselyFailed + failed > 0 ? 0 : oracleSeconds / seconds,
    perOperation: tally.requests / accountIds.length,
    inPause: tally.inPause,
    refused: tally.refused,
    lost: lost + (failed - falselyFailed),
    falselyFailed,
  };
}

interface Site {
  readonly facts: SiteFacts;
  ask(asked: Asked): Promise<unknown>;
  close(): void;
}

async function openSite(people: number): Promise<Site> {
  const child = fork(join(process.cwd(), 'bench/engine/site-process.mts'), {
    execArgv: ['--import', 'tsx'],
  });
  const ask = (asked: Asked) =>
    new Promise<unknown>((resolve, reject) => {
      const ended = () => reject(new Error('The site has ended'));
      child.once('exit', ended);
      child.once('message', (answer) => {
        child.off('exit', ended);
        resolve(answer);
      });
      child.send(asked);
    });
  const facts = (await ask({ ask: 'open', people })) as SiteFacts;
  return { facts, ask, close: () => child.kill() };
}
