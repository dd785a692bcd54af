import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import type { ReadBudget } from '../../src/adapters/atlassian/client/site-client';
import { surveyStore } from '../../src/adapters/storage/survey-store';
import { nameKey } from '../../src/domain/list/name-key';
import { MoreToRead } from '../../src/ports/more-to-read';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

/** As in one invocation: without a limit, it may read as much as it takes. */
function directory(atMost?: number) {
  const reads: ReadBudget | undefined =
    atMost === undefined ? undefined : { atMost, within: Number.POSITIVE_INFINITY };
  const surveys = reads && { store: surveyStore, connectionId: 'acme' };
  return openDirectory(platform, { reads, surveys });
}

const add = (name: string, at: number | string = name) =>
  platform.atlassian.directory.addPerson(
    name,
    `p-${nameKey(String(at)).replace(/ /g, '-')}@acme.example`,
  );

/** What comes of a question that is asked until it is answered, and how often it was. */
async function inParts<T>(ask: () => Promise<T>): Promise<{ readonly found: T; parts: number }> {
  let share = 0;
  for (let parts = 1; ; parts += 1) {
    try {
      return { found: await inForge(ask), parts };
    } catch (problem) {
      if (!(problem instanceof MoreToRead)) throw problem;
      expect(problem.done).toBeGreaterThan(0);
      expect(problem.total).toBeGreaterThan(problem.done);
      // Whoever waits sees it go on.
      expect(problem.done / problem.total).toBeGreaterThanOrEqual(share);
      share = problem.done / problem.total;
      expect(parts).toBeLessThan(50);
    }
  }
}

test('a second person of a name is found behind fifty neighbours', async () => {
  add('Anna Ek', 'first');
  for (let at = 0; at < 60; at += 1) add(`Anna Eklund ${at}`);
  add('anna ek', 'second');
  const found = await inForge(() => directory().peopleByName(['Anna Ek']));
  expect(found.get(nameKey('Anna Ek'))).toHaveLength(2);
});

test('behind a thousand, they are found on the list of all users', async () => {
  add('Anna Ek', 'first');
  for (let at = 0; at < 1_000; at += 1) add(`Anna Eklund ${at}`);
  add('anna ek', 'second');
  const found = await inForge(() => directory().peopleByName(['Anna Ek']));
  expect(found.get(nameKey('Anna Ek'))).toHaveLength(2);
});

/** The site gives no more people in one answer of the list of all. */
function giveAtMost(people: number): void {
  platform.atlassian.faults.add({
    path: /^\/users\/search/,
    effect: {
      kind: 'rewritten',
      rewrite: ({ text }) => JSON.stringify((JSON.parse(text) as unknown[]).slice(0, people)),
    },
  });
}

test('a site that gives shorter pages than it is asked for is read to its end', async () => {
  add('Zoe Last');
  giveAtMost(20);
  const names = platform.atlassian.directory.people().map(({ displayName }) => displayName);
  const found = await inForge(() => directory().peopleByName(names));
  expect(names.filter((name) => !found.has(nameKey(name)))).toEqual([]);
});

test('a long list on a large site goes on in parts, and says the same as in one', async () => {
  const names = Array.from({ length: 4_000 }, (_, at) => `Person Number ${at}`);
  for (const name of names) add(name);
  const asked = [...names.filter((_, at) => at % 8 === 0), 'Nobody Is Called So'];
  const whole = await inForge(() => directory().peopleByName(asked));
  giveAtMost(200);
  const { found, parts } = await inParts(() => directory(8).peopleByName(asked));
  expect(parts).toBeGreaterThan(2);
  expect([...found.keys()].sort()).toEqual([...whole.keys()].sort());
  expect(found.size).toBe(asked.length - 1);

  const emails = platform.atlassian.directory
    .people()
    .filter(({ displayName }) => asked.includes(displayName))
    .slice(0, 150)
    .map(({ email }) => email);
  const { found: owners } = await inParts(() => directory(15).owners(emails));
  expect([...owners.values()].filter(({ owner }) => owner === 'nobody')).toEqual([]);
});
