import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ofTheSite, readLedger, rowOf } from '../real-site/ledger';
import { openMadeThings } from '../real-site/made-things';
import { readOptions } from '../real-site/read-options';
import { CannotAsk, openRealSite, type RealSite } from '../real-site/real-site';
import { CHANGING } from '../real-site/rules/changing';
import { DOCUMENT_ROW, READING, type Report, runRules } from '../real-site/run-rules';
import { summaryOf, tableOf } from '../real-site/table';
import { UNTRIED } from '../real-site/untried';
import { basic, GOOD, openServedSite, type ServedSite } from '../support/open-served-site';

let served: ServedSite;
beforeEach(async () => {
  served = await openServedSite();
});
afterEach(() => served.close());

const login = (label = GOOD) => {
  const found = served.atlassian.tokens.samples().find((one) => one.label === label);
  if (found === undefined) throw new Error(`No sample token is called ${label}`);
  return found;
};
const open = (label?: string) => openRealSite(served.address, login(label));
const differing = ({ lines }: Report) =>
  lines.flatMap(({ row, finding }) =>
    finding.kind === 'differs' ? [`${row.rule.slice(0, 60)}: ${finding.how}`] : [],
  );
const findingOf = ({ lines }: Report, beginning: string) =>
  lines.find(({ row }) => row.rule.startsWith(beginning))?.finding;
const groupNames = () => served.atlassian.directory.groups().map(({ name }) => name);
const projectKeys = () => served.atlassian.directory.projects().map(({ key }) => key);

describe('the rules', () => {
  const rows = ofTheSite(readLedger());
  const named = [
    ...[...READING, ...CHANGING].map(({ row }) => row),
    ...UNTRIED.flatMap((one) => one.rows),
    DOCUMENT_ROW,
  ];

  it.each([...new Set(named)])('name a row of the ledger: %s', (beginning) => {
    expect(rowOf(rows, beginning).rule).toContain(beginning.trim());
  });

  it('leave no row of the site unnamed, and try none that is said not to be tried', () => {
    const untried = UNTRIED.flatMap((one) => one.rows).map((one) => rowOf(rows, one).rule);
    const tried = [...READING, ...CHANGING].map(({ row }) => rowOf(rows, row).rule);
    const all = new Set(named.map((one) => rowOf(rows, one).rule));
    expect(rows.map(({ rule }) => rule).filter((rule) => !all.has(rule))).toEqual([]);
    expect(untried.filter((rule) => tried.includes(rule))).toEqual([]);
  });

  it('name no row that is not there, nor two at once', () => {
    expect(() => rowOf(rows, 'Nothing begins so')).toThrow('0 rows');
    expect(() => rowOf(rows, 'Search for people: ')).toThrow('3 rows');
  });
});

describe('the local site', () => {
  it('is as the ledger claims, and nothing is changed', async () => {
    const groups = groupNames();
    const methods = new Set<string>();
    served.atlassian.onExchange(({ method, status, as }) => {
      if (status < 300 && as !== undefined) methods.add(method);
    });
    const report = await runRules(await open(), { writes: false });
    expect(differing(report)).toEqual([]);
    const skipped = report.lines.filter(
      ({ tries, finding }) => tries !== '' && finding.kind === 'notTried',
    );
    expect(skipped.map(({ finding }) => finding)).toEqual(
      CHANGING.map(() => ({ kind: 'notTried', why: expect.stringContaining('--write') })),
    );
    expect([...methods].sort()).toEqual(['GET', 'POST']);
    expect(groupNames()).toEqual(groups);
    served.watch.expectNoViolations();
  });

  it('is so with changes, too, in what is made for them and taken away again', async () => {
    const before = [groupNames(), projectKeys()];
    const report = await runRules(await open(), { writes: true });
    expect(differing(report)).toEqual([]);
    const tried = report.lines.filter(({ tries }) => tries !== '');
    expect(tried.map(({ finding }) => finding.kind)).toEqual(tried.map(() => 'asClaimed'));
    expect(report.leftBehind).toEqual([]);
    expect([groupNames(), projectKeys()]).toEqual(before);
    expect(summaryOf(report.lines)).toMatch(/^\d+ as claimed, 0 differ, \d+ not tried$/);
    served.watch.expectNoViolations();
  });
});

describe('what differs', () => {
  it('is told beside the claim, rule by rule', async () => {
    served.atlassian.faults.add({
      method: 'GET',
      path: /^\/user$/,
      effect: { kind: 'answer', status: 410, body: '{"message":"gone | for good"}' },
    });
    const report = await runRules(await open(), { writes: false });
    expect(differing(report).map((text) => text.split(':')[0])).toEqual([
      'Paths, parameters, fields, success statuses',
      'Unknown account',
      'Usernames instead of account ids',
    ]);
    const table = tableOf(report);
    const line = table.split('\n').find((one) => one.startsWith('| Unknown account'));
    expect(line).toContain('| exact | **differs**: it: 410 in place of 404, with');
    expect(line).toContain('gone \\| for good');
  });

  it('where the site breaks off, is not tried, and the others are', async () => {
    served.atlassian.faults.add({
      path: /^\/groups\/picker/,
      effect: { kind: 'reset', when: 'before' },
    });
    const report = await runRules(await open(), { writes: false });
    expect(differing(report)).toEqual([]);
    expect(findingOf(report, 'Pickers: 20 by default')).toMatchObject({
      kind: 'notTried',
      why: expect.stringContaining('could not be asked'),
    });
    expect(findingOf(report, 'Unknown account')?.kind).toBe('asClaimed');
  });

  it('to somebody who may change nothing is not tried, with the site’s own words', async () => {
    const report = await runRules(await open('Token of somebody who is no admin'), {
      writes: true,
    });
    expect(findingOf(report, 'Adding a member again')).toMatchObject({
      kind: 'notTried',
      why: expect.stringContaining('no group can be made: 403'),
    });
    expect(report.leftBehind).toEqual([]);
  });
});

describe('what is made', () => {
  it('is taken away although the answer that told of it was lost', async () => {
    const before = [groupNames(), projectKeys()];
    for (const path of [/^\/group$/, /^\/project$/])
      served.atlassian.faults.add({
        method: 'POST',
        path,
        times: 1,
        effect: { kind: 'reset', when: 'after' },
      });
    const report = await runRules(await open(), { writes: true });
    expect(findingOf(report, 'Adding a member again')?.kind).toBe('notTried');
    expect(report.leftBehind).toEqual([]);
    expect([groupNames(), projectKeys()]).toEqual(before);
  });

  it('is taken away where it is stopped in the middle', async () => {
    const before = [groupNames(), projectKeys()];
    const stop = new AbortController();
    served.atlassian.onExchange(({ method, url }) => {
      if (method === 'POST' && url.includes('/group/user')) stop.abort();
    });
    const report = await runRules(await open(), { writes: true, signal: stop.signal });
    expect(findingOf(report, 'Role actors are added')).toEqual({
      kind: 'notTried',
      why: 'it was stopped before',
    });
    expect([groupNames(), projectKeys()]).toEqual(before);
  });

  it('is named where it can’t be taken away', async () => {
    for (const [path, effect] of [
      [/^\/group$/, { kind: 'answer', status: 403, body: '{"errorMessages":["Locked."]}' }],
      [/^\/project\/MC/, { kind: 'reset', when: 'before' }],
    ] as const)
      served.atlassian.faults.add({ method: 'DELETE', path, effect });
    const report = await runRules(await open(), { writes: true });
    expect(report.leftBehind).toEqual([
      expect.stringMatching(/^The project MC\w+: fetch failed/),
      expect.stringMatching(/^The group multiplier-conformance-\w+: 403 .*Locked/),
    ]);
    expect(tableOf(report)).toContain('Left behind, to take away by hand:\n- The project MC');
  });

  it('and what the site should have refused is taken away, and nothing of another name', async () => {
    const before = groupNames();
    const made = openMadeThings(await open());
    served.atlassian.directory.addGroup('stray');
    made.alsoMade('stray');
    made.alsoMade('QA');
    expect(await made.takeAway()).toEqual([]);
    expect(groupNames()).toEqual(before);
  });
});

describe('the command', () => {
  const run = (
    site: string,
    { email, token }: { email: string; token: string },
    more: string[] = [],
  ) =>
    new Promise<{ status: number | null; said: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'tests/real-site/conformance.mts', '--site', site, ...more],
        { env: { ...process.env, ATLASSIAN_EMAIL: email, ATLASSIAN_TOKEN: token } },
      );
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text) => {
          said += text;
        });
      child.on('close', (status) => resolve({ status, said }));
    });

  it('prints the table, and never the token, also where the site says it back', async () => {
    const { email, token } = login();
    served.atlassian.faults.add({
      path: /^\/task|^\/user$/,
      effect: {
        kind: 'answer',
        status: 500,
        body: JSON.stringify({ said: [token, basic({ email, token })] }),
      },
    });
    const { status, said } = await run(served.address, { email, token });
    expect(said).toContain('| Unknown account: 404');
    expect(said).toContain('(hidden)');
    const encoded = basic({ email, token }).slice('Basic '.length);
    for (const secret of [token, encoded]) expect(said).not.toContain(secret.slice(0, 20));
    expect(said.trim().split('\n').at(-1)).toMatch(/^\d+ as claimed, 3 differ, \d+ not tried$/);
    expect(status).toBe(1);
  });

  it('says that a token is wrong, without it', async () => {
    const expired = login('Expired token');
    const { status, said } = await run(served.address, expired);
    expect(said).toContain(`${served.address} answers 401`);
    expect(said).not.toContain(expired.token);
    expect(status).toBe(2);
  });
});

describe('the options', () => {
  const who = { ATLASSIAN_EMAIL: ' a@acme.example ', ATLASSIAN_TOKEN: 'T' };
  it('take a site, and who asks from the environment', () => {
    expect(readOptions(['--site', 'https://acme.atlassian.net/jira', '--write'], who)).toEqual({
      url: 'https://acme.atlassian.net',
      login: { email: 'a@acme.example', token: 'T' },
      writes: true,
    });
    expect(readOptions(['--site', 'http://localhost:8082'], who)).toMatchObject({ writes: false });
  });

  it.each([
    [['--site', 'http://acme.atlassian.net'], who],
    [['--site', 'https://me:secret@acme.atlassian.net'], who],
    [['--site', 'acme'], who],
    [[], who],
    [['--site', 'https://acme.atlassian.net', '--token', 'T'], who],
    [['--site', 'https://acme.atlassian.net'], { ATLASSIAN_EMAIL: 'a@acme.example' }],
  ])('are refused: %j', (args, environment) => {
    expect(readOptions(args, environment)).toMatchObject({ exitCode: 2 });
  });

  it('lead nowhere else: a site that has moved is not followed', async () => {
    served.atlassian.faults.add({
      path: /^\/myself/,
      effect: {
        kind: 'answer',
        status: 301,
        headers: { location: 'https://elsewhere.example/rest/api/3/myself' },
      },
    });
    const opening: Promise<RealSite> = open();
    await expect(opening).rejects.toThrow(CannotAsk);
    await expect(opening).rejects.toThrow('another address now: https://elsewhere.example');
  });
});
