import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GOOD, openServedSite } from '../support/open-served-site';
import { CLIENTS } from './clients';
import { type OutsideClient, VERBS, type Verb } from './outside-client';

/** What the client has no operation for. */
const ABSENT = '–';
const REFUSED: ReadonlySet<Verb> = new Set(['duplicate', 'unknown', 'unauthorised']);

/** The lines of the table of docs/local-fidelity.md, each by the name of its client. */
const documented = new Map(
  readFileSync('docs/local-fidelity.md', 'utf8')
    .split('### Clients from outside')[1]
    ?.split('\n#')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', ...cells]) => [name, cells.slice(0, VERBS.length + 1)]),
);

/** What the site answered to each call, and that the client takes it for what it is. */
async function statusesOf(client: OutsideClient): Promise<readonly string[]> {
  const served = await openServedSite();
  try {
    const { atlassian } = served;
    const good = atlassian.tokens.samples().find(({ label }) => label === GOOD);
    const opened = await client.open({
      address: served.address,
      email: good?.email ?? '',
      token: good?.token ?? '',
      groupId: served.groupId('frontend'),
      groupName: 'frontend',
      accountId: served.accountId('Priya Raman'),
      issueKey: 'WEB-1',
    });
    const statuses: string[] = [];
    let status = 0;
    atlassian.onExchange((exchange) => {
      ({ status } = exchange);
    });
    for (const verb of VERBS) {
      const call = opened.calls[verb];
      status = 0;
      const failed = await call?.().then(
        () => false,
        () => true,
      );
      expect([verb, failed]).toEqual([verb, call && REFUSED.has(verb)]);
      statuses.push(call === undefined ? ABSENT : String(status));
    }
    await opened.close?.();
    served.watch.expectNoViolations();
    return statuses;
  } finally {
    await served.close();
  }
}

describe('a client from outside', () => {
  it.each(CLIENTS)('$name does what the table says', async (client) => {
    expect([client.of, ...(await statusesOf(client))]).toEqual(documented.get(client.name));
  });

  it('is in the table, and nothing else is', () => {
    expect([...documented.keys()]).toEqual(CLIENTS.map(({ name }) => name));
  });
});
