import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StepState } from '../../src/domain/effects/step';
import { type Holding, holdingId } from '../../src/domain/holding/holding';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import type { Applying, Approved } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { allowanceOf } from '../../src/operations/effects/allowance';
import { PlatformFailure } from '../../src/ports/platform-failure';
import type { Provisioner } from '../../src/ports/provisioner';
import { SiteFailure } from '../../src/ports/site-failure';
import {
  type Asked,
  approvedAsk,
  type Carried,
  carryOut,
  outcomesOf,
  requestOf,
  type Stands,
  storeAsk,
} from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';
import { grant, holding } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';
const site = () => bench.platform.atlassian.directory;
const BEGUN = (over: object = {}): StepState => ({
  state: 'begun',
  before: 'notHeld',
  at: bench.now(),
  ...over,
});

const frontend = (verb: 'add' | 'remove' = 'add'): Asked['changes'][number] => ({
  verb,
  entitlement: bench.group('frontend'),
});
const role = (name: string, verb: 'add' | 'remove' = 'add'): Asked['changes'][number] => ({
  verb,
  entitlement: bench.role('WEB', name),
});
const NEW_GROUP = { kind: 'newGroup', name: 'design-guild', displayName: 'design-guild' } as const;
const createGroup: Asked = {
  subjects: [NEW_GROUP],
  changes: [{ verb: 'create', entitlement: { kind: 'newGroup', name: NEW_GROUP.name } }],
};
const newAccounts = (...emails: readonly string[]): Asked => ({
  subjects: emails.map((email) => ({ kind: 'newPerson', email, displayName: email })),
  changes: [{ verb: 'create', entitlement: { kind: 'account', products: [] } }],
});

/** Asked of these people, and how the steps stand after one run. */
async function play(
  asked: Asked,
  {
    over,
    carried,
    ...stands
  }: Stands & { readonly over?: Partial<Approved>; readonly carried?: Carried } = {},
): Promise<readonly StepState[]> {
  await storeAsk(bench, approvedAsk(bench, asked, over), stands);
  await carryOut(bench, 'r1', carried);
  return outcomesOf(bench);
}
const people = (...names: readonly string[]) => names.map(bench.person);
const pauseOf = async () => ((await requestOf(bench)) as Applying).pause?.cause;

/** The site as it is, but for these calls of its own. */
const withSite = (
  over: (site: ReturnType<Ports['siteOf']>) => {
    readonly provisioner?: Partial<Provisioner>;
    readonly directory?: Partial<ReturnType<Ports['siteOf']>['directory']>;
  },
): Carried => ({
  ports: ({ siteOf }) => ({
    siteOf: (id) => {
      const own = siteOf(id);
      const { provisioner, directory } = over(own);
      return {
        ...own,
        provisioner: { ...own.provisioner, ...provisioner },
        directory: { ...own.directory, ...directory },
      };
    },
  }),
});
const refused = { answer: 'refused', message: 'Not for you.', retryable: false } as const;

describe('before anything is sent, the site is looked at', () => {
  test('what is so already is told, and not sent', async () => {
    site().addMember(bench.group('frontend').groupId, bench.person(PRIYA).accountId);
    const [first, second] = await play({ subjects: people(PRIYA, GRACE), changes: [frontend()] });
    expect(first).toMatchObject({ state: 'unchanged' });
    expect(second).toMatchObject({ state: 'applied' });
    expect(bench.sent).toEqual(['POST /group/user']);
  });

  test('what may not be asked for any more fails', async () => {
    await bench.allow({ requestableGroups: [] });
    expect(await play({ subjects: people(PRIYA), changes: [frontend()] })).toMatchObject([
      { state: 'failed', reason: 'groupNotRequestable' },
    ]);
    expect(bench.sent).toEqual([]);
  });

  test('what was found to be so, and is no more, is more than was approved', async () => {
    const planned = [{ verdict: 'alreadySo' }] as const;
    expect(await play({ subjects: people(PRIYA), changes: [frontend()] }, { planned })).toEqual([
      expect.objectContaining({ state: 'failed', reason: 'beyondApprovedPlan' }),
    ]);
    expect(bench.sent).toEqual([]);
  });

  const revoked = (at: number): Holding =>
    holding([], {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(PRIYA),
      revokedAt: at,
    });

  test.each([
    ['later', 1, { state: 'failed', reason: 'takenAwaySince', retryable: false }],
    ['before', -1, { state: 'applied' }],
  ])('what a request took away that was approved %s', async (_, later, expected) => {
    await bench.run(({ commit }) => commit({ holdings: [revoked(bench.now() + later * MINUTE)] }));
    expect(await play({ subjects: people(PRIYA), changes: [frontend()] })).toMatchObject([
      expected,
    ]);
  });

  test('what an earlier call did is told as done, and not sent again', async () => {
    site().addMember(bench.group('frontend').groupId, bench.person(PRIYA).accountId);
    const outcomes = [BEGUN()];
    const [outcome] = await play({ subjects: people(PRIYA), changes: [frontend()] }, { outcomes });
    expect(outcome).toMatchObject({ state: 'applied', before: 'notHeld' });
    expect(outcome).not.toHaveProperty('unproved');
    expect(bench.sent).toEqual([]);
  });

  test('what an earlier call may have done, and is not there, is sent again; what is there then is nobody’s', async () => {
    const give: Provisioner['give'] = async () => ({ answer: 'alreadySo' });
    const [outcome] = await play(
      { subjects: people(PRIYA), changes: [frontend()] },
      { outcomes: [BEGUN()], carried: withSite(() => ({ provisioner: { give } })) },
    );
    expect(outcome).toMatchObject({ state: 'applied', unproved: true });
  });

  test('what this request has given by its records is told as given then', async () => {
    const own = grant({ requestId: 'r1', grantedAt: bench.now() - MINUTE, unproved: true });
    const held = holding([own], {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(PRIYA),
    });
    await bench.run(({ commit }) => commit({ holdings: [held] }));
    const outcomes = [BEGUN()];
    expect(
      await play({ subjects: people(PRIYA), changes: [frontend()] }, { outcomes }),
    ).toMatchObject([{ state: 'applied', at: own.grantedAt, unproved: true }]);
    expect(bench.sent).toEqual([]);
  });

  test('a role is the issue’s own only on the site that the issue is in', async () => {
    const elsewhere = { ...approvedAsk(bench, createGroup).issue, cloudId: 'another' };
    const asked = { subjects: people(PRIYA), changes: [role('Viewers')] };
    expect(await play(asked, { over: { issue: elsewhere } })).toMatchObject([
      { state: 'failed', reason: 'projectNotRequestable' },
    ]);
    expect(bench.sent).toEqual([]);
  });
});

describe('what the site answers', () => {
  const one = (): Asked => ({ subjects: people(PRIYA), changes: [frontend()] });
  const answering = (answer: Awaited<ReturnType<Provisioner['give']>>) =>
    withSite(() => ({ provisioner: { give: async () => answer } }));

  test.each([
    ['a refusal is the step’s', refused, undefined, { state: 'failed', reason: 'siteRefused' }],
    [
      'a token that is not taken is waited for',
      { answer: 'credentialRejected', message: 'no' },
      'connectionFailing',
      { state: 'pending' },
    ],
    [
      'a limit is waited for',
      { answer: 'slowDown', retryAfterMs: 1, scope: 'site' },
      'rateLimited',
      { state: 'pending' },
    ],
    [
      'trouble is waited for',
      { answer: 'refused', message: 'down', retryable: true },
      'siteUnavailable',
      { state: 'pending' },
    ],
    [
      'no answer is waited for, and what was sent is kept',
      { answer: 'unconfirmed', message: 'gone', lost: true },
      'siteUnavailable',
      { state: 'begun', before: 'notHeld', missed: true },
    ],
  ] as const)('%s', async (_, answer, cause, expected) => {
    const [outcome] = await play(one(), { carried: answering(answer) });
    expect(outcome).toMatchObject(expected);
    expect(await pauseOf()).toBe(cause);
    if (outcome?.state === 'failed') expect(outcome.siteMessage).toBe('Not for you.');
  });

  test('no answer, and then a token that is not taken: what was sent is kept', async () => {
    let calls = 0;
    const give: Provisioner['give'] = async () => {
      calls += 1;
      return calls === 1
        ? { answer: 'unconfirmed', message: 'gone', lost: false }
        : { answer: 'credentialRejected', message: 'no' };
    };
    const carried = withSite(() => ({ provisioner: { give } }));
    expect(await play(one(), { carried })).toMatchObject([{ state: 'begun', before: 'notHeld' }]);
    expect(await pauseOf()).toBe('connectionFailing');
  });

  test('after a day of it, a person is asked', async () => {
    const request: Applying = {
      ...approvedAsk(bench, one(), { approvalValidUntil: bench.now() + DAY }),
      state: 'applying',
      lease: { epoch: 1, until: 0 },
      progress: { pending: 1, applied: 0, unchanged: 0, failed: 0, manual: 0, retryable: 0 },
      pause: {
        cause: 'siteUnavailable',
        since: bench.now() - DAY,
        nextTryAt: bench.now(),
        tries: 9,
      },
    };
    await storeAsk(bench, request);
    const answer = { answer: 'refused', message: 'down', retryable: true } as const;
    await carryOut(bench, 'r1', answering(answer));
    expect(await outcomesOf(bench)).toMatchObject([{ state: 'failed', reason: 'siteUnavailable' }]);
  });

  test('who was there as the call came was given it by others', async () => {
    const [outcome] = await play(one(), { carried: answering({ answer: 'alreadySo' }) });
    expect(outcome).toMatchObject({ state: 'applied', unproved: true });
    expect(await pauseOf()).toBeUndefined();
  });

  test('and who was gone, by others as well, which changes nothing', async () => {
    const take: Provisioner['take'] = async () => ({ answer: 'alreadySo' });
    const carried = withSite(() => ({ provisioner: { take } }));
    const asked = { subjects: people('Noah Okafor'), changes: [frontend('remove')] };
    expect(await play(asked, { carried })).toMatchObject([{ state: 'unchanged' }]);
  });

  test.each([
    ['there already', { answer: 'alreadySo' }, 'groupNameTaken', undefined],
    [
      'there after a call that nobody answered',
      { answer: 'unconfirmed', message: 'gone', lost: true },
      'creationUnproved',
      'notHeld',
    ],
  ] as const)('a group that is %s is not the request’s', async (_, answer, reason, before) => {
    const createGroupAs: Provisioner['createGroup'] = async () => {
      if (answer.answer === 'unconfirmed') site().addGroup(NEW_GROUP.name);
      return answer;
    };
    const carried = withSite(() => ({ provisioner: { createGroup: createGroupAs } }));
    const [outcome] = await play(createGroup, { carried });
    expect(outcome).toMatchObject({ state: 'failed', reason });
    expect((outcome as { begun?: { before: string } }).begun?.before).toBe(before);
  });

  test('a group that an answer gives the id of is, and is read back by it', async () => {
    const [outcome] = await play(createGroup);
    const { groupId } = site().groupNamed(NEW_GROUP.name);
    expect(outcome).toMatchObject({ state: 'applied', createdId: groupId });
    expect(outcome).not.toHaveProperty('unproved');
    expect(outcome).toHaveProperty('verifiedAt');
  });

  test('and its first members come into it', async () => {
    const subjects = [NEW_GROUP, bench.person(PRIYA)];
    const entitlement = { kind: 'newGroup', name: NEW_GROUP.name } as const;
    const changes = [
      { verb: 'create', entitlement, subjects: [0] },
      { verb: 'add', entitlement, subjects: [1] },
    ] as const;
    expect(await play({ subjects, changes })).toMatchObject([
      { state: 'applied' },
      { state: 'applied' },
    ]);
    expect(bench.isMember(NEW_GROUP.name, PRIYA)).toBe(true);
  });

  const all = (isWhole: boolean) => async () => ({ accountIds: new Set<string>(), isWhole });

  test('an account that is there is found, and gets what it was to get', async () => {
    site().setShowsEmail(bench.person(PRIYA).accountId, true);
    const asked: Asked = {
      subjects: newAccounts(site().personNamed(PRIYA).email).subjects,
      changes: [...newAccounts().changes, frontend()],
    };
    expect(await play(asked)).toMatchObject([
      { state: 'unchanged', createdId: bench.person(PRIYA).accountId },
      { state: 'applied' },
    ]);
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
  });

  test('a group that was on the list is not the request’s, whatever is answered', async () => {
    const { groupId } = bench.group('qa');
    const created: Provisioner['createGroup'] = async () => ({
      answer: 'done',
      createdId: groupId,
    });
    const carried = withSite(() => ({ provisioner: { createGroup: created } }));
    expect(await play(createGroup, { carried })).toMatchObject([
      { state: 'failed', reason: 'groupNameTaken' },
    ]);
  });

  test('where it can’t be known which groups or accounts there were, nothing is ours', async () => {
    const carried = withSite(() => ({
      directory: { allGroups: async () => undefined, allAccounts: all(false) },
    }));
    const asked: Asked = {
      subjects: [NEW_GROUP, ...newAccounts('sam@acme.example').subjects],
      changes: [
        { ...createGroup.changes[0], subjects: [0] },
        { ...newAccounts().changes[0], subjects: [1] },
      ] as Asked['changes'],
    };
    expect(await play(asked, { carried })).toMatchObject([
      { state: 'failed', reason: 'creationUnproved' },
      { state: 'applied', unproved: true },
    ]);
  });

  test('an account that nobody had is the request’s; one that was on the list is not', async () => {
    const asked = newAccounts('sam@acme.example', 'eve@acme.example');
    const before = site().addPerson('Eve', 'eve.before@acme.example').accountId;
    const carried = withSite(({ provisioner }) => ({
      provisioner: {
        createUser: async (email, ...more) =>
          email === 'eve@acme.example'
            ? { answer: 'done', createdId: before }
            : provisioner.createUser(email, ...more),
      },
    }));
    const [sam, eve] = await play(asked, { carried });
    expect(sam).toMatchObject({ state: 'applied' });
    expect(sam).not.toHaveProperty('unproved');
    expect(eve).toMatchObject({ state: 'unchanged', createdId: before });
  });

  test('where it can’t be read back, it is done all the same', async () => {
    const [outcome] = await play(one(), {
      carried: withSite(({ directory }) => ({
        directory: {
          holders: (...of) => {
            if (bench.sent.length > 0) throw new SiteFailure('siteUnavailable', 'no', true);
            return directory.holders(...of);
          },
        },
      })),
    });
    expect(outcome).toMatchObject({ state: 'applied' });
    expect(outcome).not.toHaveProperty('verifiedAt');
  });
});

describe('what changes while a block is sent', () => {
  const EMAILS = Array.from({ length: 30 }, (_, place) => `new.${place}@acme.example`);
  /** After so many calls of a kind, something happens. */
  const changing = (count: number, what: () => unknown): Carried => {
    let calls = 0;
    const counted =
      <A extends readonly unknown[], R>(call: (...of: A) => Promise<R>) =>
      async (...of: A) => {
        const answer = await call(...of);
        calls += 1;
        if (calls === count) await what();
        return answer;
      };
    return withSite(({ provisioner }) => ({
      provisioner: {
        createUser: counted(provisioner.createUser),
        give: counted(provisioner.give),
        take: counted(provisioner.take),
      },
    }));
  };
  const statesOf = (outcomes: readonly StepState[]) => {
    const failed = outcomes.flatMap((one) => (one.state === 'failed' ? [one.reason] : []));
    return { applied: outcomes.filter(({ state }) => state === 'applied').length, failed };
  };

  test('the token is replaced by one that may not create accounts: ten more at most', async () => {
    const replace = () =>
      bench.run(async ({ commit, connections }) => {
        const { email, token } = bench.platform.atlassian.tokens.samples()[0] ?? {};
        await connections.keepToken('credential-2', String(token));
        const over = { revision: 2, credentialId: 'credential-2', tokenKind: 'scoped' } as const;
        const connection = { ...bench.connection, ...over, email: String(email) };
        expect(await commit({ connection })).toBe('committed');
      });
    const outcomes = await play(newAccounts(...EMAILS), { carried: changing(5, replace) });
    const { applied, failed } = statesOf(outcomes);
    expect(applied).toBeLessThanOrEqual(15);
    expect(failed).toEqual(Array(30 - applied).fill('tokenCannotCreateUsers'));
  });

  test('once only its health is another, it goes on', async () => {
    const note = () =>
      bench.run(async ({ commit }) => {
        const health = { state: 'working', checkedAt: bench.now() } as const;
        await commit({ connection: { ...bench.connection, revision: 2, health } });
      });
    const outcomes = await play(newAccounts(...EMAILS), { carried: changing(5, note) });
    expect(statesOf(outcomes)).toEqual({ applied: 30, failed: [] });
  });

  test('what changes again and again is left to the next run', async () => {
    const names = site()
      .people()
      .filter(({ active, accountType }) => active && accountType === 'atlassian')
      .map(({ displayName }) => displayName)
      .filter((name) => !bench.isMember('frontend', name));
    const subjects = people(...new Set(names.slice(0, 45)));
    let looks = 0;
    const carried: Carried = {
      ports: ({ policies }) => ({
        policies: {
          ...policies,
          inForce: async (id) => {
            looks += 1;
            return { ...(await policies.inForce(id)), version: looks };
          },
        },
      }),
    };
    const outcomes = await play({ subjects, changes: [frontend()] }, { carried });
    const { applied, failed } = statesOf(outcomes);
    // Five looks, each of which lets a handful through, and what is under way as the next is taken.
    expect(applied).toBeGreaterThanOrEqual(25);
    expect(applied).toBeLessThan(subjects.length);
    expect(failed).toEqual([]);
    expect(outcomes.filter(({ state }) => state === 'pending')).toHaveLength(
      subjects.length - applied,
    );
    expect((await requestOf(bench))?.state).toBe('applying');
  });

  test('the connection goes: what is left is told by whoever carries it out', async () => {
    const gone = () =>
      bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
    const outcomes = await play(newAccounts(...EMAILS), { carried: changing(5, gone) });
    const { applied, failed } = statesOf(outcomes);
    expect(applied).toBeLessThanOrEqual(15);
    expect(failed).toEqual([]);
    expect(bench.pushed.map(({ bulk }) => bulk)).toEqual([true]);
    await carryOut(bench);
    expect(await pauseOf()).toBe('notConnected');
  });

  test('where nothing changes, all are done by one look', async () => {
    let looks = 0;
    const outcomes = await play(newAccounts(...EMAILS), {
      carried: withSite(({ directory }) => ({
        directory: {
          allAccounts: () => {
            looks += 1;
            return directory.allAccounts();
          },
        },
      })),
    });
    expect(statesOf(outcomes)).toEqual({ applied: 30, failed: [] });
    expect(looks).toBe(1);
  });
});

describe('what others do at the same time', () => {
  const taken = (key: string) =>
    bench.run(({ locks }) => locks.take(key, bench.now(), bench.now() + 4 * MINUTE));
  const admins = (verb: 'add' | 'remove'): Asked => ({
    subjects: people(GRACE),
    changes: [role('Administrators', verb)],
  });
  const beAdmin = () =>
    site().addActor('WEB', 'Administrators', { accountId: bench.person(GRACE).accountId });
  const toRemove = (): Asked => ({
    subjects: people('Noah Okafor'),
    changes: [frontend('remove')],
  });
  const toAdd = (): Asked => ({ subjects: people(PRIYA), changes: [frontend()] });
  const groupKey = () => `group:${bench.group('frontend').groupId}`;

  test.each<[string, string | (() => string), () => Asked]>([
    ['remove from the same', groupKey, toRemove],
    ['create accounts', 'account', () => newAccounts('sam@acme.example')],
    ['create groups', 'newGroup', () => createGroup],
  ])('those who %s go first', async (_, key, asked) => {
    await taken(typeof key === 'string' ? key : key());
    expect(await play(asked())).toEqual([{ state: 'pending' }]);
    expect(await pauseOf()).toBe('othersFirst');
    expect(bench.sent).toEqual([]);
  });

  test('and those who remove admins, from whatever it may be', async () => {
    beAdmin();
    await taken('administrators');
    expect(await play(admins('remove'))).toEqual([{ state: 'pending' }]);
    expect(bench.sent).toEqual([]);
  });

  test.each<[string, string | (() => string), () => Asked]>([
    ['who removes from the same keeps nobody from coming into it', groupKey, toAdd],
    [
      'who creates groups keeps no account from it',
      'newGroup',
      () => newAccounts('s@acme.example'),
    ],
    ['nor who creates accounts a group', 'account', () => createGroup],
    ['who removes admins keeps nobody from leaving a group', 'administrators', toRemove],
    ['nor from being one', 'administrators', () => admins('add')],
  ])('%s', async (_, key, asked) => {
    await taken(typeof key === 'string' ? key : key());
    expect(await play(asked())).toMatchObject([{ state: 'applied' }]);
  });

  test('an admin goes where another is left, and the last one stays', async () => {
    beAdmin();
    expect(await play(admins('remove'))).toMatchObject([{ state: 'applied' }]);
    const { groupIds } = site().actorsOf('WEB', 'Administrators');
    for (const groupId of groupIds) site().removeActor('WEB', 'Administrators', { groupId });
    const again = approvedAsk(
      bench,
      { subjects: people('Maya Lindqvist'), changes: [role('Administrators', 'remove')] },
      { id: 'r2' },
    );
    await storeAsk(bench, again);
    await carryOut(bench, 'r2');
    expect(await outcomesOf(bench, 'r2')).toMatchObject([{ state: 'failed', reason: 'lastAdmin' }]);
  });
});

describe('what takes long', () => {
  /** Each call so long. */
  const slow = (
    milliseconds: number,
    more: Parameters<typeof withSite>[0] = () => ({}),
  ): Carried => ({
    ports: (ports) => {
      const slowed = <A extends readonly unknown[], R>(call: (...of: A) => Promise<R>) => {
        return async (...of: A) => {
          const answer = await call(...of);
          await ports.clock.sleep(milliseconds);
          return answer;
        };
      };
      const carried = withSite((own) => ({
        ...more(own),
        provisioner: {
          give: slowed(own.provisioner.give),
          createUser: slowed(own.provisioner.createUser),
        },
      }));
      return carried.ports?.(ports) ?? {};
    },
  });
  const names = [
    PRIYA,
    GRACE,
    'Rin Takahashi',
    'Nadia Rahimi',
    'Mei Lin',
    'Omar Farouk',
    'Wei Zhang',
  ];
  const looked =
    (looks: string[]): Parameters<typeof withSite>[0] =>
    ({ directory }) => ({
      directory: {
        allAccounts: () => {
          looks.push('accounts');
          return directory.allAccounts();
        },
        people: (ids) => {
          if (ids.length > 1) looks.push('people');
          return directory.people(ids);
        },
      },
    });

  test('is judged anew where it is created, as the lists are too old by then', async () => {
    const looks: string[] = [];
    const emails = names.map((_, place) => `sam.${place}@acme.example`);
    const outcomes = await play(newAccounts(...emails), { carried: slow(6_000, looked(looks)) });
    expect(outcomes.map(({ state }) => state)).toEqual(names.map(() => 'applied'));
    expect(looks.filter((one) => one === 'accounts')).toHaveLength(2);
  });

  test('is not, where it is given: that nothing has changed is enough', async () => {
    const looks: string[] = [];
    const asked = { subjects: people(...names), changes: [frontend()] };
    const outcomes = await play(asked, { carried: slow(6_000, looked(looks)) });
    expect(outcomes.map(({ state }) => state)).toEqual(names.map(() => 'applied'));
    expect(looks).toEqual(['people']);
  });

  test('is not given once its term is over', async () => {
    const asked = { subjects: people(...names), changes: [frontend()] };
    const at = bench.now() + 5_000;
    const outcomes = await play(asked, {
      over: { term: { kind: 'until', at } },
      carried: slow(6_000),
    });
    const given = outcomes.filter(({ state }) => state === 'applied');
    expect(given).toHaveLength(5);
    expect(outcomes.slice(5)).toMatchObject([
      { state: 'failed', reason: 'termOver' },
      { state: 'failed', reason: 'termOver' },
    ]);
  });
});

describe('once the token is not taken', () => {
  test('what was not sent is as it was before', async () => {
    const subjects = people(
      ...[PRIYA, GRACE, 'Rin Takahashi', 'Nadia Rahimi', 'Mei Lin', 'Omar Farouk', 'Wei Zhang'],
    );
    const give: Provisioner['give'] = async () => ({
      answer: 'credentialRejected',
      message: 'no',
    });
    const at = bench.now() - MINUTE;
    const begun = { state: 'begun', before: 'notHeld', at } as const;
    const outcomes = subjects.map((_, place) =>
      place < 6 ? ({ state: 'pending' } as const) : begun,
    );
    const after = await play(
      { subjects, changes: [frontend()] },
      { outcomes, carried: withSite(() => ({ provisioner: { give } })) },
    );
    expect(after.slice(0, 6)).toEqual(Array(6).fill({ state: 'pending' }));
    // What an earlier run may have done is kept, and that it was looked for since.
    expect(after[6]).toMatchObject({ state: 'begun', before: 'notHeld', missed: true });
    expect(await pauseOf()).toBe('connectionFailing');
  });
});

describe('what is written of a block', () => {
  test('once, where nothing is to be sent', async () => {
    site().addMember(bench.group('frontend').groupId, bench.person(PRIYA).accountId);
    let writes = 0;
    const carried: Carried = {
      ports: ({ commit }) => ({
        commit: (of) => {
          writes += of.blocks?.length ?? 0;
          return commit(of);
        },
      }),
    };
    await play({ subjects: people(PRIYA), changes: [frontend()] }, { carried });
    expect(writes).toBe(1);
  });

  test('that the token is not taken, at once', async () => {
    const seen: string[] = [];
    let calls = 0;
    await play(
      { subjects: people(PRIYA, GRACE), changes: [frontend()] },
      {
        carried: {
          ports: (ports) => ({
            commit: (of) => {
              if (of.blocks !== undefined) seen.push('written');
              return ports.commit(of);
            },
            ...withSite(() => ({
              provisioner: {
                give: async () => {
                  calls += 1;
                  if (calls === 1) return { answer: 'credentialRejected', message: 'no' };
                  await ports.clock.sleep(500);
                  seen.push('answered');
                  return { answer: 'done' };
                },
              },
            })).ports?.(ports),
          }),
        },
      },
    );
    expect(seen).toEqual(['written', 'written', 'answered', 'written']);
  });

  test('of what has ended before, nothing, and the others go on', async () => {
    const by = { accountId: 'a', displayName: 'A' };
    const ended: StepState = { state: 'manual', by, at: 1 };
    expect(
      await play(
        { subjects: people(PRIYA, GRACE), changes: [frontend()] },
        { outcomes: [ended, { state: 'pending' }] },
      ),
    ).toMatchObject([ended, { state: 'applied' }]);
    expect(bench.sent).toHaveLength(1);
  });

  test('before it is sent: that it is to be', async () => {
    const written: string[] = [];
    await play(
      { subjects: people(PRIYA), changes: [frontend()] },
      {
        carried: {
          ports: ({ commit }) => ({
            commit: (writes) => {
              for (const { steps } of writes.blocks ?? []) {
                written.push(`${bench.sent.length} ${steps[0]?.outcome.state}`);
              }
              return commit(writes);
            },
          }),
        },
      },
    );
    expect(written).toEqual(['0 begun', '1 applied']);
  });

  test('at least once a second while it is sent, and at once where the token is not taken', async () => {
    const subjects = people(
      PRIYA,
      GRACE,
      'Rin Takahashi',
      'Nadia Rahimi',
      'Mei Lin',
      'Omar Farouk',
    );
    const written: number[] = [];
    let calls = 0;
    await play(
      { subjects, changes: [frontend()] },
      {
        carried: {
          ports: (ports) => ({
            commit: (writes) => {
              for (const { steps } of writes.blocks ?? []) {
                written.push(steps.filter(({ outcome }) => outcome.state === 'applied').length);
              }
              return ports.commit(writes);
            },
            ...withSite(({ provisioner }) => ({
              provisioner: {
                give: async (...of) => {
                  calls += 1;
                  const takes = calls * 1_100;
                  const answer = await provisioner.give(...of);
                  await ports.clock.sleep(takes);
                  return answer;
                },
              },
            })).ports?.(ports),
          }),
        },
      },
    );
    expect(written).toEqual([0, 1, 2, 3, 4, 5, 6, 6]);
    const effects = await bench.run(async ({ trail }) => {
      const { records } = await trail.search({ kind: 'effect' });
      return records.flatMap(({ events }) => events.filter(({ kind }) => kind === 'effect'));
    });
    // Each is told once, however often the block is written.
    expect(effects).toHaveLength(6);
  });

  const refusing = (retryable: boolean): Carried => ({
    ports: ({ commit }) => ({
      commit: async (writes) => {
        if (writes.holdings !== undefined) throw new PlatformFailure('NO', 'no', retryable);
        return commit(writes);
      },
    }),
  });
  const forThreeDays = { term: { kind: 'days', days: 3 } } as const;

  test('what has no end on record has failed, though it is there', async () => {
    const [outcome] = await play(
      { subjects: people(PRIYA), changes: [frontend()] },
      { over: forThreeDays, carried: refusing(false) },
    );
    expect(outcome).toMatchObject({
      state: 'failed',
      reason: 'recordRefused',
      begun: { before: 'notHeld' },
    });
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
  });

  test('its end is on record', async () => {
    await play({ subjects: people(PRIYA), changes: [frontend()] }, { over: forThreeDays });
    const held = {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(PRIYA),
    };
    const found = await bench.run(({ holdings }) => holdings.getMany([held]));
    const [given] = found.found.get(holdingId(held))?.grants ?? [];
    expect(given).toMatchObject({ requestId: 'r1', block: 0 });
    expect((given?.endsAt ?? 0) - (given?.grantedAt ?? 0)).toBe(3 * DAY);
  });

  test('one that was not there to be prolonged is given by the next run', async () => {
    const own = grant({ requestId: 'r0', grantedAt: bench.now(), endsAt: bench.now() + DAY });
    const held = holding([own], {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(PRIYA),
    });
    site().addMember(bench.group('frontend').groupId, bench.person(PRIYA).accountId);
    await bench.run(({ commit }) => commit({ holdings: [held] }));
    // Over as it is written, and still there as it was looked at.
    const over: Carried = {
      ports: ({ holdings }) => {
        let reads = 0;
        return {
          holdings: {
            ...holdings,
            getMany: async (some) => {
              reads += 1;
              if (reads === 1) return holdings.getMany(some);
              return { found: new Map(), unreadable: new Set() };
            },
          },
        };
      },
    };
    const [outcome] = await play(
      { subjects: people(PRIYA), changes: [frontend()] },
      { over: forThreeDays, carried: over },
    );
    expect(outcome).toEqual({ state: 'pending' });
    expect((await requestOf(bench))?.state).toBe('applying');
  });
});

describe('what may have been created a moment ago', () => {
  const email = 'sam.new@acme.example';
  const newcomer = (): Asked => ({
    subjects: [{ kind: 'newPerson', email, displayName: email }],
    changes: [{ verb: 'create', entitlement: { kind: 'account', products: [] } }, frontend()],
  });

  test('is looked for again for a moment, and then by later runs', async () => {
    bench.platform.atlassian.faults.visibilityLag = 10 * MINUTE;
    const begun = bench.now();
    const [created, given] = await play(newcomer());
    expect(created).toMatchObject({ state: 'applied' });
    expect(given).toEqual({ state: 'pending' });
    expect(await pauseOf()).toBe('notYetVisible');
    expect(bench.now() - begun).toBeGreaterThanOrEqual(3_500);
    expect(bench.now() - begun).toBeLessThan(6_000);
    await bench.platform.clock.advance(11 * MINUTE);
    await carryOut(bench);
    expect(await outcomesOf(bench)).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
  });

  test('what is not possible for another reason is not looked for again', async () => {
    const begun = bench.now();
    const asked = { subjects: people('Tom Becker'), changes: [frontend()] };
    expect(await play(asked)).toMatchObject([{ state: 'failed' }]);
    expect(bench.now() - begun).toBeLessThan(500);
  });

  test('is no longer waited for after a quarter of an hour', async () => {
    bench.platform.atlassian.faults.visibilityLag = DAY;
    await play(newcomer());
    await bench.platform.clock.advance(14 * MINUTE);
    await carryOut(bench);
    expect((await outcomesOf(bench))[1]).toEqual({ state: 'pending' });
    await bench.platform.clock.advance(2 * MINUTE);
    await carryOut(bench);
    expect((await outcomesOf(bench))[1]).toMatchObject({
      state: 'failed',
      reason: 'notYetVisible',
      retryable: true,
    });
  });

  test('is not looked for beyond the time that there is', async () => {
    bench.platform.atlassian.faults.visibilityLag = DAY;
    const begun = bench.now();
    const deadline = begun + 1_400;
    await play(newcomer(), {
      carried: { allowance: ({ callsMade }) => allowanceOf(deadline, 10, callsMade) },
    });
    expect(bench.now()).toBeLessThan(deadline);
    expect(bench.now() - begun).toBeGreaterThanOrEqual(500);
  });
});
