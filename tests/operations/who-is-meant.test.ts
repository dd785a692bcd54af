import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { readAllUsers } from '../../src/adapters/atlassian/directory/read-all-users';
import type { AddressBook } from '../../src/adapters/atlassian/organization/address-book';
import { addressBook } from '../../src/adapters/atlassian/organization/address-book';
import { OrganizationClient } from '../../src/adapters/atlassian/organization/organization-client';
import { siteDirectory } from '../../src/adapters/atlassian/site-directory';
import { surveyStore } from '../../src/adapters/storage/survey-store';
import { nameKey } from '../../src/domain/list/name-key';
import { MoreToRead } from '../../src/ports/more-to-read';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { openClient, tokenOf } from '../support/open-client';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

/** Who is meant by a name, an address or an id: by what is shown, and never by what is not. */
let platform: Platform;
let exchanges: Exchange[];
let clock: MovedClock;
beforeAll(async () => {
  platform = await openBench();
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
});
afterAll(() => platform.close());
beforeEach(() => {
  exchanges = [];
  clock = movedClock();
});
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const directory = () => openDirectory(platform, { clock });
const site = () => platform.atlassian.directory;
let last = 0;
/** Somebody new, by a name and an address that nobody else has. */
const add = (name?: string) => {
  last += 1;
  const called = name ?? `Newcomer Nr${last}`;
  return site().addPerson(called, `newcomer.${last}@acme.example`);
};
const hidden = (name?: string) => {
  const one = add(name);
  site().setShowsEmail(one.accountId, false);
  return one;
};
const shown = (name?: string) => {
  const one = add(name);
  site().setShowsEmail(one.accountId, true);
  return one;
};
const answer = (path: RegExp, body: unknown, more: { query?: RegExp; times?: number } = {}) =>
  platform.atlassian.faults.add({
    path,
    ...more,
    effect: { kind: 'answer', status: 200, body: JSON.stringify(body) },
  });
const calls = () => exchanges.map(({ url }) => (url.split('/rest/api/3')[1] ?? '').split('?')[0]);
const queries = (name: string) =>
  exchanges.map(({ url }) => new URL(url).searchParams.get(name)).filter((one) => one !== null);

describe('accounts', () => {
  test('are asked for ninety at a time, each once', async () => {
    const ids = Array.from({ length: 91 }, () => add().accountId);
    const found = await inForge(() => directory().people([...ids, ...ids.slice(0, 5)]));
    expect(found.size).toBe(91);
    const asked = exchanges.map(({ url }) => new URL(url).searchParams.getAll('accountId').length);
    expect(asked.sort((a, b) => a - b)).toEqual([1, 90]);
  });

  test('are remembered for half a minute, as long as all of them were there', async () => {
    const of = directory();
    const { accountId } = add();
    await inForge(() => of.people([accountId]));
    clock.move(29_999);
    await inForge(() => of.people([accountId, accountId]));
    await inForge(() => of.people([accountId]));
    // The second one was another question.
    expect(exchanges).toHaveLength(2);
    clock.move(1);
    await inForge(() => of.people([accountId]));
    expect(exchanges).toHaveLength(3);
    exchanges = [];
    expect((await inForge(() => of.people(['712020:nobody']))).size).toBe(0);
    await inForge(() => of.people(['712020:nobody']));
    expect(exchanges.length).toBeGreaterThan(2);
  });

  test('are read page by page, as far as the site gives them', async () => {
    const page = (accountId: string, isLast: boolean) => ({
      values: [{ accountId, displayName: accountId }],
      isLast,
      total: 2,
    });
    answer(/^\/user\/bulk/, page('first', false), { query: /startAt=0/ });
    answer(/^\/user\/bulk/, page('second', true), { query: /startAt=1/ });
    const found = await inForge(() => directory().people(['first', 'second']));
    expect([...found.keys()]).toEqual(['first', 'second']);
    expect(queries('startAt')).toEqual(['0', '1']);
    expect(queries('maxResults')).toEqual(['90', '90']);
  });

  test('are not known from a page that does not say whether it was the last', async () => {
    answer(/^\/user\/bulk/, { values: [{ accountId: 'first' }] });
    const asked = inForge(() => directory().people(['first', 'second']));
    await expect(asked).rejects.toMatchObject({ code: 'unexpectedAnswer', retryable: true });
  });

  test('are all there are where the list ends and has the connection’s own among them', async () => {
    const all = await inForge(() => directory().allAccounts());
    expect(all.isWhole).toBe(true);
    expect(all.accountIds).toEqual(
      new Set(
        site()
          .people()
          .map(({ accountId }) => accountId),
      ),
    );
    const { accountId } = site().personNamed('Olivia Hart');
    platform.atlassian.faults.add({
      path: /^\/users\/search/,
      effect: {
        kind: 'rewritten',
        rewrite: ({ text }) =>
          JSON.stringify(
            (JSON.parse(text) as { accountId: string }[]).filter(
              (one) => one.accountId !== accountId,
            ),
          ),
      },
    });
    expect((await inForge(() => directory().allAccounts())).isWhole).toBe(false);
    platform.atlassian.faults.clear();
    answer(/^\/myself/, {});
    expect((await inForge(() => directory().allAccounts())).isWhole).toBe(false);
  });

  test('are looked through on a hundred pages, each behind the last', async () => {
    for (let at = 0; at < 100; at += 1) {
      const page = [{ accountId: `a${2 * at}` }, { accountId: `a${2 * at + 1}` }];
      answer(/^\/users\/search/, page, { query: new RegExp(`startAt=${2 * at}&`) });
    }
    const client = openClient(platform, { clock });
    const { isWhole, people } = await inForge(() =>
      readAllUsers(client, undefined, { matters: ({ accountId }) => accountId === 'a199' }),
    );
    expect([isWhole, people.map(({ accountId }) => accountId)]).toEqual([false, ['a199']]);
    expect(queries('startAt')).toEqual(Array.from({ length: 100 }, (_, at) => String(2 * at)));
    expect(new Set(queries('maxResults'))).toEqual(new Set(['1000']));
  });

  test('are not all told by a site that begins with the same each time', async () => {
    answer(/^\/users\/search/, [{ accountId: 'a1' }, { accountId: 'a2' }]);
    const client = openClient(platform, { clock });
    const { isWhole, people } = await inForge(() =>
      readAllUsers(client, undefined, { matters: ({ accountId }) => accountId === 'a2' }),
    );
    expect([isWhole, people.map(({ accountId }) => accountId)]).toEqual([false, ['a2']]);
    expect(queries('startAt')).toEqual(['0', '2']);
  });

  test('of which the site tells as whom it is asked are asked for once in half a minute, or afresh', async () => {
    const of = directory();
    const { accountId } = site().personNamed('Olivia Hart');
    for (const afresh of [false, false, true]) {
      expect(await inForge(() => of.ownAccount(afresh))).toBe(accountId);
    }
    expect(calls()).toEqual(['/myself', '/myself']);
    answer(/^\/myself/, {}, {});
    clock.move(60_000);
    expect(await inForge(() => of.ownAccount())).toBeUndefined();
  });
});

describe('people who are searched', () => {
  test('are those who can hold access, by words that somebody typed', async () => {
    const { displayName } = add('Quentin Searched');
    const found = await inForge(() => directory().searchPeople('  Quentin  '));
    expect(found.items.map((one) => one.displayName)).toEqual([displayName]);
    expect(queries('query')).toEqual(['Quentin']);
    expect(await inForge(() => directory().searchPeople('  '))).toEqual({
      items: [],
      unreadable: 0,
    });
    expect(exchanges).toHaveLength(1);
  });
});

describe('by a name', () => {
  const named = async (...names: string[]) => {
    const found = await inForge(() => directory().peopleByName(names));
    return new Map([...found].map(([key, all]) => [key, all.map(({ accountId }) => accountId)]));
  };

  test('everybody is meant who is called exactly so, and nobody whose name begins so', async () => {
    const [one, two] = [add('Ada Exact'), add('ada EXACT')];
    add('Ada Exactly');
    const found = await named('Ada Exact');
    expect(found.get(nameKey('Ada Exact'))?.sort()).toEqual([one.accountId, two.accountId].sort());
    expect(found.size).toBe(1);
    // Found by a search: the list of all users is not read.
    expect(calls()).toEqual(['/user/search']);
  });

  test('whoever is inactive is found on the list of all users', async () => {
    const { accountId } = add('Ina Active');
    site().setActive(accountId, false);
    expect(await named('Ina Active')).toEqual(new Map([[nameKey('Ina Active'), [accountId]]]));
    expect(calls()).toContain('/users/search');
    expect(await named('Nobody Of This Name')).toEqual(new Map());
  });

  test('nobody is meant by none', async () => {
    expect(await named()).toEqual(new Map());
    expect(await named('  ')).toEqual(new Map());
    expect(exchanges).toEqual([]);
  });

  test('of more than twenty, nobody is searched for: the list of all is read', async () => {
    const names = Array.from({ length: 21 }, (_, at) => `Listed Person ${at}`);
    for (const name of names) add(name);
    expect((await named(...names)).size).toBe(21);
    expect(new Set(calls())).toEqual(new Set(['/users/search']));
    exchanges = [];
    expect((await named(...names.slice(1))).size).toBe(20);
    expect(new Set(calls())).toEqual(new Set(['/user/search']));
  });

  test('of a site that is too large to be read, whoever a search shows whole is meant', async () => {
    const { accountId } = add('Large Site');
    answer(/^\/users\/search/, [{ accountId: 'somebody', displayName: 'Somebody' }]);
    const surveys = { store: surveyStore, connectionId: 'large' };
    const ask = async (...names: string[]) => {
      for (;;) {
        const reads = { atMost: 60, within: Number.POSITIVE_INFINITY };
        const of = openDirectory(platform, { clock, reads, surveys });
        const found = await inForge(() => of.peopleByName(names)).catch((one: unknown) => one);
        if (!(found instanceof MoreToRead)) return found;
      }
    };
    const missing = 'Nobody Of This Name';
    expect(await ask('Large Site', missing)).toEqual(
      new Map([[nameKey('Large Site'), [expect.objectContaining({ accountId })]]]),
    );
    // A search that was cut off does not tell who else is called so.
    const full = Array.from({ length: 1_000 }, (_, at) => ({
      accountId: `a${at}`,
      displayName: 'Large Sites',
    }));
    answer(/^\/user\/search/, full, { query: /Large/ });
    expect(await ask('Large Site')).toMatchObject({ code: 'callsUsedUp', retryable: false });
    // Nor does none: of more than twenty, each is searched for then.
    const many = Array.from({ length: 21 }, (_, at) => `Nobody Nr ${at}`);
    expect(await ask(...many)).toEqual(new Map());
    expect(calls().filter((one) => one === '/user/search').length).toBeGreaterThanOrEqual(21);
  });

  test('a search goes on behind a page that is full, and ends behind one that is not', async () => {
    const people = (count: number, from = 0) =>
      Array.from({ length: count }, (_, at) => ({
        accountId: `p${from + at}`,
        displayName: 'Paged Person',
      }));
    answer(/^\/user\/search/, people(50), { query: /startAt=0&maxResults=50/ });
    answer(/^\/user\/search/, people(50, 50), { query: /startAt=50&maxResults=1000/ });
    answer(/^\/user\/search/, people(49, 100), { query: /startAt=100&maxResults=1000/ });
    const found = await named('Paged Person');
    expect(found.get(nameKey('Paged Person'))).toHaveLength(149);
  });

  test('a search that begins with the same each time has not shown everybody', async () => {
    const people = Array.from({ length: 50 }, (_, at) => ({
      accountId: `p${at}`,
      displayName: 'Same Again',
    }));
    answer(/^\/user\/search/, people);
    await named('Same Again').catch(() => {});
    expect(calls().filter((one) => one === '/user/search')).toHaveLength(2);
  });
});

describe('by an address', () => {
  const owners = async (...emails: string[]) => inForge(() => directory().owners(emails));
  const owner = async (email: string) => (await owners(email)).get(email);

  test('whoever shows it is meant, in whichever letters it is typed', async () => {
    const { accountId, email } = shown();
    const typed = ` ${email.toUpperCase()}`;
    expect([...(await owners(typed)).values()]).toMatchObject([
      { owner: 'known', person: { accountId } },
    ]);
  });

  test('whoever hides theirs may be meant, and nobody else', async () => {
    const { email, accountId, displayName } = hidden();
    const found = await owner(email);
    expect(found?.owner).not.toBe('known');
    expect(JSON.stringify(found)).toContain(accountId);
    expect(JSON.stringify(found)).toContain(displayName);
  });

  test('nobody is meant where the site knows none, and whoever is inactive is', async () => {
    expect(await owner('nobody.of.this@acme.example')).toEqual({ owner: 'nobody' });
    const { accountId, email } = shown();
    site().setActive(accountId, false);
    expect(await owner(email)).toMatchObject({ owner: 'known', person: { accountId } });
    expect(await owners()).toEqual(new Map());
  });

  test('an app or a customer who hides theirs is not meant, nor whoever is inactive', async () => {
    const found = (more: object) => [{ accountId: 'x', displayName: 'X', ...more }];
    for (const [more, expected] of [
      [{}, 'unknown'],
      [{ accountType: 'atlassian', active: true }, 'unknown'],
      [{ accountType: 'app' }, 'nobody'],
      [{ accountType: 'customer' }, 'nobody'],
      [{ active: false }, 'nobody'],
      [{ emailAddress: 'other@acme.example' }, 'nobody'],
      [{ emailAddress: 'sought@acme.example', accountType: 'app' }, 'known'],
    ] as const) {
      platform.atlassian.faults.clear();
      answer(/^\/user\/search/, found(more));
      const one = (await owner('sought@acme.example'))?.owner;
      expect([more, one === 'known' || one === 'nobody' ? one : 'unknown']).toEqual([
        more,
        expected,
      ]);
    }
  });

  test('a search that was cut off does not tell that it is nobody’s', async () => {
    const others = Array.from({ length: 50 }, (_, at) => ({
      accountId: `o${at}`,
      emailAddress: `other.${at}@acme.example`,
    }));
    answer(/^\/user\/search/, others);
    expect((await owner('sought@acme.example'))?.owner).not.toBe('nobody');
    platform.atlassian.faults.clear();
    answer(/^\/user\/search/, others.slice(1));
    expect((await owner('sought@acme.example'))?.owner).toBe('nobody');
  });

  test('of more than twenty, the list of all users tells where it hides nobody, else each is searched for', async () => {
    const all = Array.from({ length: 21 }, () => shown());
    const user = ({ accountId, email, displayName }: (typeof all)[number]) => ({
      accountId,
      displayName,
      emailAddress: email,
    });
    const listed = (more: readonly object[] = []) => {
      platform.atlassian.faults.clear();
      exchanges = [];
      answer(/^\/users\/search/, [...all.slice(0, 20).map(user), ...more], { query: /startAt=0/ });
      answer(/^\/users\/search/, []);
    };
    const ask = () => owners(...all.map(({ email }) => email));
    listed();
    const found = await ask();
    expect(found.get(all[0]?.email ?? '')).toMatchObject({
      owner: 'known',
      person: { accountId: all[0]?.accountId },
    });
    expect(found.get(all[20]?.email ?? '')).toEqual({ owner: 'nobody' });
    expect(calls()).toEqual(['/users/search', '/users/search']);
    listed([{ accountId: 'h1', displayName: 'Somebody', active: true }]);
    expect((await ask()).get(all[20]?.email ?? '')?.owner).toBe('known');
    expect(calls().filter((one) => one === '/user/search')).toHaveLength(1);
    // Apps hide theirs as well, and are not meant.
    listed([{ accountId: 'h1', displayName: 'Somebody', accountType: 'app' }]);
    expect((await ask()).get(all[20]?.email ?? '')).toEqual({ owner: 'nobody' });
    // Once everybody is found, the list is not read to its end.
    platform.atlassian.faults.clear();
    exchanges = [];
    answer(/^\/users\/search/, all.map(user));
    expect([...(await ask()).values()].every((one) => one.owner === 'known')).toBe(true);
    expect(calls()).toEqual(['/users/search']);
  });

  test('of twenty, each is searched for, and the list of all is read for who is left', async () => {
    const all = Array.from({ length: 20 }, () => shown());
    const found = await owners(...all.map(({ email }) => email));
    expect(found.size).toBe(20);
    expect(new Set(calls())).toEqual(new Set(['/user/search']));
  });

  describe('with the organization’s key', () => {
    const withBook = (book: AddressBook = real()) => {
      const client = openClient(platform, { clock });
      return siteDirectory(client, clock, book);
    };
    const real = () => {
      const { token: key } = tokenOf(platform, 'API key of the organization');
      const { id: organizationId } = platform.atlassian.organization;
      return addressBook(
        new OrganizationClient({ clock, open: async () => ({ organizationId, key }) }),
      );
    };

    test('whose it is, is told whatever profiles hide', async () => {
      const { accountId, email } = hidden();
      const found = await inForge(() => withBook().owners([email]));
      expect(found.get(email)).toMatchObject({ owner: 'known', person: { accountId } });
      expect(calls()).not.toContain('/user/search');
    });

    test('whom the organization knows and the site does not is nobody there', async () => {
      const book: AddressBook = {
        accountsAt: async () => new Map([['away@acme.example', '712020:away']]),
        addressesOf: async () => new Map(),
      };
      const found = await inForge(() => withBook(book).owners(['away@acme.example']));
      expect(found.get('away@acme.example')).toEqual({ owner: 'nobody' });
    });

    test('of those who hide theirs, it tells who has it and who has another', async () => {
      const [one, two] = [hidden(), hidden()];
      answer(/^\/user\/search/, [
        { accountId: one.accountId, displayName: 'One' },
        { accountId: two.accountId, displayName: 'Two' },
      ]);
      const book = (told: readonly (readonly [string, string])[]): AddressBook => ({
        accountsAt: async () => new Map(),
        addressesOf: async () => new Map(told),
      });
      const ask = async (told: readonly (readonly [string, string])[]) =>
        (await inForge(() => withBook(book(told)).owners(['sought@acme.example']))).get(
          'sought@acme.example',
        );
      expect(await ask([[two.accountId, 'sought@acme.example']])).toMatchObject({
        owner: 'known',
        person: { accountId: two.accountId, displayName: 'Two' },
      });
      const others = [one, two].map(({ accountId }) => [accountId, 'x@acme.example'] as const);
      expect(await ask(others)).toEqual({ owner: 'nobody' });
      expect((await ask(others.slice(1)))?.owner).not.toBe('nobody');
    });
  });

  test('a person’s invocation asks for each once, a run each time', async () => {
    const { email } = shown();
    const surveys = { store: surveyStore, connectionId: 'acme' };
    const reads = { atMost: 90, within: Number.POSITIVE_INFINITY };
    const once = openDirectory(platform, { clock, reads, surveys });
    const typed = email.toUpperCase();
    expect((await inForge(() => once.owners([email]))).size).toBe(1);
    expect([...(await inForge(() => once.owners([typed]))).keys()]).toEqual([email]);
    expect(exchanges).toHaveLength(1);
    const eachTime = directory();
    await inForge(() => eachTime.owners([email]));
    await inForge(() => eachTime.owners([email]));
    expect(exchanges).toHaveLength(3);
  });

  test('a list that takes more than one invocation may read goes on in the next', async () => {
    const all = Array.from({ length: 60 }, () => shown());
    answer(/^\/users\/search/, [{ accountId: 'h1', displayName: 'Somebody', active: true }], {
      query: /startAt=0/,
    });
    answer(/^\/users\/search/, []);
    const surveys = { store: surveyStore, connectionId: 'parts' };
    const ask = () => {
      const reads = { atMost: 90, within: Number.POSITIVE_INFINITY };
      const of = openDirectory(platform, { clock, reads, surveys });
      return inForge(() => of.owners(all.map(({ email }) => email)));
    };
    // Much of what an invocation may read is used up: what comes after is left to the next.
    const more = await ask().catch((error: unknown) => error);
    expect(more).toBeInstanceOf(MoreToRead);
    const made = exchanges.length;
    const found = await ask();
    expect([...found.values()].every((one) => one.owner === 'known')).toBe(true);
    expect(exchanges.length - made).toBeLessThan(5);
  });

  test('whoever was found in an earlier invocation is told as they are by now', async () => {
    const emails = Array.from({ length: 60 }, (_, at) => `parts.${at}@acme.example`);
    const { accountId, displayName } = add();
    answer(/^\/users\/search/, [{ accountId: 'h1', displayName: 'Somebody', active: true }], {
      query: /startAt=0/,
    });
    answer(/^\/users\/search/, []);
    answer(/^\/user\/search/, [{ accountId, displayName: 'As before' }, { accountId: 'gone' }]);
    const surveys = { store: surveyStore, connectionId: 'by now' };
    const ask = () => {
      const reads = { atMost: 90, within: Number.POSITIVE_INFINITY };
      const of = openDirectory(platform, { clock, reads, surveys });
      return inForge(() => of.owners(emails));
    };
    await expect(ask()).rejects.toBeInstanceOf(MoreToRead);
    const found = JSON.stringify((await ask()).get('parts.7@acme.example'));
    expect(found).toContain(displayName);
    // Whoever is not there any more is nobody who could be given something.
    expect(found).toContain(
      JSON.stringify({
        accountId: 'gone',
        displayName: 'gone',
        active: false,
        accountType: 'unknown',
      }),
    );
  });
});
