import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ask, Change } from '../../src/domain/action/ask';
import type { Subject } from '../../src/domain/action/subject';
import { accountSubject, placeKey, type Way } from '../../src/domain/approval/gains';
import type { Policy } from '../../src/domain/policy/policy';
import type { Source } from '../../src/domain/policy/stage-rule';
import type { Term } from '../../src/domain/term/term';
import type { Ports } from '../../src/entry/compose';
import { currentOrRecorded } from '../../src/operations/approval/current-or-recorded';
import { type ApprovalAsked, findApprovals } from '../../src/operations/approval/find-approvals';
import { findHeld } from '../../src/operations/approval/find-held';
import {
  findReach,
  type Reaching,
  type WhenUnanswered,
} from '../../src/operations/approval/find-reach';
import { withCurrentApprovers } from '../../src/operations/approval/with-current-approvers';
import { onSite } from '../../src/operations/connection/on-site';
import type { Directory } from '../../src/ports/directory';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { SiteFailure } from '../../src/ports/site-failure';
import { type Operations, openOperations } from '../support/open-operations';
import { awaiting, grant, holding, inState, LISTED, stage } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const MAYA = 'Maya Lindqvist';
const LIAM = 'Liam Chen';
const EMMA = 'Emma Fischer';
const NOAH = 'Noah Okafor';
const PRIYA = 'Priya Raman';
const site = () => bench.platform.atlassian.directory;
const idOf = (name: string) => bench.person(name).accountId;
const personOf = (name: string) => {
  const { accountId, displayName } = bench.person(name);
  return { accountId, displayName };
};
const newcomer = (email: string): Subject => ({ kind: 'newPerson', email, displayName: email });
const PERMANENT: Term = { kind: 'permanent' };

type Changes = readonly (Omit<Change, 'subjects'> & Partial<Pick<Change, 'subjects'>>)[];
const askOf = (subjects: readonly Subject[], changes: Changes): Ask =>
  ({
    subjects,
    changes: changes.map((one) => ({ subjects: subjects.map((_, place) => place), ...one })),
  }) as Ask;
const frontend = (verb: 'add' | 'remove' = 'add'): Changes[number] => ({
  verb,
  entitlement: bench.group('frontend'),
});
const role = (project: string, name: string): Changes[number] => ({
  verb: 'add',
  entitlement: bench.role(project, name),
});
function issueOf(key: string) {
  const issue = site().issue(key);
  if (issue === undefined) throw new Error(`There is no ${key}`);
  const { id } = site().projectOf(issue.projectKey);
  return {
    cloudId: bench.connection.cloudId,
    id: issue.id,
    key,
    projectId: id,
    projectKey: issue.projectKey,
  };
}

describe('who decides', () => {
  const find = (
    ask: Ask,
    over: Partial<ApprovalAsked> = {},
    how: (own: Ports) => object = () => ({}),
  ) =>
    bench.run((own) =>
      findApprovals(
        { ...onSite(own, bench.connection.id), ...how(own) },
        {
          ask,
          requester: personOf(NOAH),
          issue: issueOf('WEB-1'),
          term: PERMANENT,
          policy: LISTED,
          connectionId: bench.connection.id,
          ...over,
        },
      ),
    );
  const namesOf = async (ask: Ask, over: Partial<ApprovalAsked> = {}) => {
    const { approvals } = await find(ask, over);
    return approvals.map(({ changes, approvers }) => [
      changes.join(),
      approvers.map(({ displayName }) => displayName).join(),
    ]);
  };
  const fallback = (...names: readonly string[]) => ({
    policy: { ...LISTED, fallbackApprovers: names.map(personOf) },
  });
  const priya = () => [bench.person(PRIYA)];

  test('the lead of the issue’s project; of a role, that of its own', async () => {
    const ask = askOf(priya(), [frontend(), role('MOB', 'Viewer'), role('WEB', 'Viewers')]);
    expect(await namesOf(ask)).toEqual([
      ['0,2', MAYA],
      ['1', LIAM],
    ]);
    // What is decided already asks nobody.
    const by = personOf(MAYA);
    const decisions = [{ decision: 'approved', by, at: bench.now() } as const];
    const stored = [
      stage(by, { changes: [0, 2], asks: `lead:${site().projectOf('WEB').id}`, decisions }),
    ];
    expect(await namesOf(ask, { stored })).toEqual([['1', LIAM]]);
  });

  test('the lead of where the issue is now, by its new name', async () => {
    const before = issueOf('WEB-2');
    const key = site().moveIssue('WEB-2', 'MOB');
    const { issue, approvals } = await find(askOf(priya(), [frontend()]), { issue: before });
    expect(issue).toEqual({ ...issueOf(key), id: before.id });
    expect(approvals.map(({ approvers }) => approvers[0]?.displayName)).toEqual([LIAM]);
  });

  test('nobody where the issue is gone, and it is told as it was', async () => {
    const before = issueOf('WEB-2');
    site().removeIssue('WEB-2');
    const { issue, approvals } = await find(askOf(priya(), [frontend()]), {
      ...fallback(EMMA),
      issue: before,
    });
    expect(issue).toEqual(before);
    expect(approvals.map(({ approvers }) => approvers)).toEqual([[]]);
    expect(approvals[0]?.trace.map(({ outcome }) => outcome)).toEqual(['issueGone']);
  });

  test('nobody is looked up where the issue is gone', async () => {
    const asked: string[] = [];
    const counting = ({ hostAsApp }: Ports) => ({
      hostAsApp: {
        ...hostAsApp,
        issue: async () => undefined,
        projectLead: async (id: string) => void asked.push(id),
      },
    });
    await find(askOf(priya(), [frontend()]), {}, counting);
    expect(asked).toEqual([]);
  });

  test('not known is no answer where the site may say later', async () => {
    bench.answer(/^\/(?!_edge)/, 503);
    const found = find(askOf([bench.person(MAYA)], [frontend()]), fallback(EMMA));
    await expect(found).rejects.toBeInstanceOf(SiteFailure);
  });

  describe('by a rule of the policy', () => {
    const [everybody, needed] = [{ who: 'everybody' } as const, 1];
    const ruled = (
      sources: readonly Source[],
      owners: Policy['requestableGroups'][number]['owners'] = undefined,
    ) => ({
      policy: {
        ...LISTED,
        requestableGroups: [
          {
            ...bench.group('frontend'),
            unlockedFor: [],
            ...(owners === undefined ? {} : { owners }),
          },
        ],
        rules: [
          {
            id: 'x',
            name: 'X',
            what: { groups: 'all' as const, roles: false, accounts: false, newGroups: false },
            askers: everybody,
            projects: 'all' as const,
            stages: [{ sources, needed }],
            longestTermDays: undefined,
            usualTermDays: undefined,
            ticket: false,
          },
        ],
      },
    });
    const ask = () => askOf(priya(), [frontend(), role('WEB', 'Viewers')]);

    test('whom it names, of what it is about; of the rest, the lead', async () => {
      const people = { kind: 'people', people: [personOf(EMMA)] } as const;
      expect(await namesOf(ask(), ruled([people]))).toEqual([
        ['0', EMMA],
        ['1', MAYA],
      ]);
    });

    test('the owners of the group as the policy names them', async () => {
      const owner = { kind: 'groupOwner' } as const;
      expect(await namesOf(ask(), ruled([owner], [personOf(LIAM)]))).toEqual([
        ['0', LIAM],
        ['1', MAYA],
      ]);
      const traceOf = async (over: Partial<ApprovalAsked>) => {
        const { approvals } = await find(ask(), over);
        return approvals[0]?.trace[0]?.outcome;
      };
      expect(await traceOf(ruled([owner]))).toBe('nobody');
      const { policy } = ruled([owner], [personOf(LIAM)]);
      const others = policy.requestableGroups.map((one) => ({ ...one, groupId: 'another' }));
      const delisted = { policy: { ...policy, requestableGroups: others } };
      expect(await traceOf(delisted)).toBe('notListed');
    });
  });

  test('of a role on another site than the issue’s, the lead there', async () => {
    const issue = { ...issueOf('WEB-1'), cloudId: 'another' };
    expect(await namesOf(askOf(priya(), [role('WEB', 'Viewers')]), { issue })).toEqual([
      ['0', MAYA],
    ]);
  });

  test('where there is no lead, everybody of the fallback who can', async () => {
    site().setLead('WEB', undefined);
    const ask = askOf(priya(), [frontend()]);
    expect(await namesOf(ask)).toEqual([['0', '']]);
    const { policy } = fallback(EMMA, 'Tom Becker', LIAM);
    const gone = { accountId: 'nobody', displayName: 'Gone' };
    const fallbackApprovers = [...policy.fallbackApprovers, gone];
    expect(await namesOf(ask, { policy: { ...policy, fallbackApprovers } })).toEqual([
      ['0', `${EMMA},${LIAM}`],
    ]);
  });

  test('the fallback is asked for only where the lead can’t', async () => {
    let asked = 0;
    const counting = ({ hostAsApp }: Ports) => ({
      hostAsApp: {
        ...hostAsApp,
        people: (ids: readonly string[]) => {
          if (ids.includes(idOf(EMMA))) asked += 1;
          return hostAsApp.people(ids);
        },
      },
    });
    await find(askOf(priya(), [frontend()]), fallback(EMMA), counting);
    expect(asked).toBe(0);
    site().setLead('WEB', undefined);
    await find(askOf(priya(), [frontend()]), {}, counting);
    expect(asked).toBe(0);
    await find(askOf(priya(), [frontend()]), fallback(EMMA), counting);
    expect(asked).toBe(1);
  });

  test('whoever can’t decide anyway is not looked up, and named where it is told why', async () => {
    site().setLead('WEB', undefined);
    const gone = { accountId: 'nobody', displayName: 'Gone' };
    const names = [NOAH, 'Tom Becker', EMMA];
    const policy = { ...LISTED, fallbackApprovers: [...names.map(personOf), gone] };
    const looked: string[] = [];
    const { approvals } = await find(askOf(priya(), [frontend()]), { policy }, ({ hostAsApp }) => ({
      hostAsApp: {
        ...hostAsApp,
        sight: (key: string, ids: readonly string[]) => {
          looked.push(...ids);
          return hostAsApp.sight(key, ids);
        },
      },
    }));
    expect(looked).toEqual([idOf(EMMA)]);
    expect(JSON.stringify(approvals[0]?.trace)).toContain('"Gone"');
  });

  test('not the lead who is in a group that is given it, and the lead where it is taken from it', async () => {
    const toViewers = (verb: 'add' | 'remove') =>
      askOf([bench.team('frontend')], [{ ...role('WEB', 'Viewers'), verb } as Changes[number]]);
    expect(await namesOf(toViewers('add'), fallback(EMMA))).toEqual([['0', EMMA]]);
    const untold = (own: Ports) => {
      const { directory } = own.siteOf(bench.connection.id);
      const groupsOf = () => Promise.reject(new SiteFailure('siteUnavailable', 'no', true));
      return { directory: { ...directory, groupsOf } };
    };
    const { approvals } = await find(toViewers('remove'), fallback(EMMA), untold);
    expect(approvals[0]?.approvers[0]?.displayName).toBe(MAYA);
  });

  test('where it can’t be known what the lead has, the fallback, who would get nothing', async () => {
    bench.answer(/^\/(?!_edge)/, 403);
    const ask = askOf([bench.person(MAYA)], [frontend()]);
    expect(await namesOf(ask, fallback(EMMA))).toEqual([['0', EMMA]]);
  });

  test.each([
    ['the lead asks', () => ({ requester: personOf(MAYA) }), () => [bench.person(PRIYA)]],
    ['the lead would get it', () => ({}), () => [bench.person(MAYA)]],
  ])('not the lead where %s', async (_, over, subjects) => {
    site().removeMember(bench.group('frontend').groupId, idOf(MAYA));
    const ask = askOf(subjects(), [frontend()]);
    expect(await namesOf(ask, { ...fallback(EMMA), ...over() })).toEqual([['0', EMMA]]);
  });

  test('the lead where they have it for good, or it is only taken from them', async () => {
    expect(await namesOf(askOf([bench.person(MAYA)], [frontend()]))).toEqual([['0', MAYA]]);
    site().removeMember(bench.group('frontend').groupId, idOf(MAYA));
    expect(await namesOf(askOf([bench.person(MAYA)], [frontend('remove')]))).toEqual([['0', MAYA]]);
  });

  test('a lead of one stage and a fallback for the other: what each would get is known of both', async () => {
    site().setLead('WEB', undefined);
    const ask = askOf(priya(), [frontend(), role('MOB', 'Viewer')]);
    expect(await namesOf(ask, fallback(EMMA))).toEqual([
      ['0', EMMA],
      ['1', LIAM],
    ]);
  });

  test('and what each holds already is known of both', async () => {
    site().setLead('WEB', undefined);
    const viewer = bench.role('MOB', 'Viewer');
    for (const name of [LIAM, EMMA]) {
      site().addActor('MOB', 'Viewer', { accountId: idOf(name) });
      site().addMember(bench.group('frontend').groupId, idOf(name));
    }
    const both = [bench.person(LIAM), bench.person(EMMA)];
    const ask = askOf(both, [frontend(), { verb: 'add', entitlement: viewer }]);
    expect(await namesOf(ask, fallback(EMMA))).toEqual([
      ['0', EMMA],
      ['1', LIAM],
    ]);
  });

  test('nobody who does not see the issue', async () => {
    const [hidden] = site()
      .projects()
      .filter(({ key }) => !site().canSee(idOf(MAYA), `${key}-1`));
    if (hidden === undefined) throw new Error('Maya sees all');
    site().setLead(hidden.key, idOf(MAYA));
    const ask = askOf(priya(), [frontend()]);
    const { approvals } = await find(ask, { issue: issueOf(`${hidden.key}-1`) });
    expect(approvals[0]?.trace.map(({ outcome }) => outcome)).toContain('cannotSeeIssue');
  });
});

describe('in which ways people may be meant', () => {
  const find = (
    subjects: readonly Subject[],
    people: readonly Reaching[],
    over: Partial<Directory> = {},
    unanswered: WhenUnanswered = 'throwIfLater',
    known?: Parameters<typeof findReach>[4],
    shown?: Parameters<typeof findReach>[5],
  ) =>
    bench.run(async ({ siteOf }) => {
      const { directory } = siteOf(bench.connection.id);
      const asked: string[] = [];
      const counted = {
        people: (ids: readonly string[]) => {
          asked.push(`people ${ids.length}`);
          return (over.people ?? directory.people)(ids);
        },
        owners: (emails: readonly string[]) => {
          asked.push(`owners ${emails.join()}`);
          return (over.owners ?? directory.owners)(emails);
        },
        groupsOf: (id: string) => {
          asked.push('groupsOf');
          return (over.groupsOf ?? directory.groupsOf)(id);
        },
      };
      const found = await findReach(counted, subjects, people, unanswered, known, shown);
      return { asked, reach: [...found.values()] };
    });
  const maya = (email?: string): Reaching => ({
    accountId: idOf(MAYA),
    ...(email === undefined ? {} : { email }),
  });
  const shows = (is: boolean) => site().setShowsEmail(idOf(MAYA), is);
  const mail = () => site().personNamed(MAYA).email;
  const failing =
    (retryable: boolean, code = 'forbidden' as SiteFailure['code']) =>
    () =>
      Promise.reject(new SiteFailure(code, 'no', retryable));

  test('nothing is asked of the site where it is about people alone', async () => {
    const { asked, reach } = await find([bench.person(PRIYA)], [maya()]);
    expect(asked).toEqual([]);
    expect(reach).toEqual([
      { accountId: idOf(MAYA), addresses: new Set(), perhaps: new Set(), groups: new Set() },
    ]);
    expect((await find([newcomer('a@acme.example')], [])).asked).toEqual([]);
  });

  test.each<[string, string | undefined, Readonly<Record<string, string>>, readonly string[]]>([
    ['of the same mailbox', 'Maya@acme.example', { two: 'maya+two@ACME.example' }, ['two']],
    [
      'of the mailbox without their tag',
      'maya+it@acme.example',
      { two: 'maya@acme.example' },
      ['two'],
    ],
    ['of others', 'maya@acme.example', { two: 'maya.two@acme.example' }, []],
    ['as their own is shown beside', undefined, { maya: 'm@a.io', two: 'm+2@a.io' }, ['two']],
    ['where theirs is not shown', undefined, { two: 'maya+two@acme.example' }, []],
  ])('accounts %s are theirs', async (_, email, all, expected) => {
    const shown = new Map(
      Object.entries(all).map(([who, one]) => [who === 'maya' ? idOf(MAYA) : who, one]),
    );
    const people = [bench.person(PRIYA)];
    const { asked, reach } = await find(people, [maya(email)], {}, 'throw', undefined, shown);
    expect([...(reach[0]?.accounts ?? [])]).toEqual(expected);
    expect(asked).toEqual([]);
  });

  test('where it is about a group: the groups that each is in', async () => {
    const { asked, reach } = await find([bench.team('frontend')], [maya()]);
    expect(asked).toEqual(['groupsOf']);
    const ids = site()
      .groups()
      .filter(({ groupId }) => site().membersOf(groupId).includes(idOf(MAYA)))
      .map(({ groupId }) => groupId);
    expect(reach[0]?.groups).toEqual(new Set(ids));
  });

  test('also where it is about a person besides', async () => {
    const { asked } = await find([bench.person(PRIYA), bench.team('frontend')], [maya()]);
    expect(asked).toEqual(['groupsOf']);
  });

  test('nobody who can sign in is in no group: that is no answer', async () => {
    const none = { groupsOf: async () => [] };
    const { reach } = await find([bench.team('frontend')], [maya()], none);
    expect(reach[0]?.groups).toBeUndefined();
    await expect(find([bench.team('frontend')], [maya()], none, 'throw')).rejects.toMatchObject({
      code: 'unexpectedAnswer',
      retryable: false,
    });
    const tom = { accountId: idOf('Tom Becker') };
    expect((await find([bench.team('frontend')], [tom], none)).reach[0]?.groups).toEqual(new Set());
    const gone = { accountId: 'nobody' };
    expect((await find([bench.team('frontend')], [gone], none)).reach[0]?.groups).toEqual(
      new Set(),
    );
  });

  test('where it is about an address: their own, if it is shown, and no search for others', async () => {
    shows(true);
    const { asked, reach } = await find([newcomer('sam@acme.example')], [maya()]);
    expect(asked).toEqual(['people 1']);
    expect(reach[0]).toEqual({
      accountId: idOf(MAYA),
      addresses: new Set([mail()]),
      groups: new Set(),
    });
  });

  test('or the one by which they are known to the host', async () => {
    shows(false);
    const { asked, reach } = await find(
      [newcomer('sam@acme.example')],
      [maya('Maya+work@Acme.example')],
    );
    expect(asked).toEqual(['people 1']);
    expect(reach[0]?.addresses).toEqual(new Set(['maya@acme.example']));
    expect(reach[0]).not.toHaveProperty('perhaps');
  });

  test('where it is hidden, whose the address is, with and without what stands behind a plus', async () => {
    shows(false);
    const { asked, reach } = await find(
      [
        newcomer('Sam+x@acme.example'),
        newcomer('sam@acme.example'),
        newcomer('eve+y@acme.example'),
      ],
      [maya()],
    );
    expect(asked).toEqual([
      'people 1',
      'owners Sam+x@acme.example,sam@acme.example,eve+y@acme.example,eve@acme.example',
    ]);
    expect(reach[0]).toMatchObject({ addresses: new Set(), perhaps: new Set() });
  });

  test('where one of several hides it, too', async () => {
    shows(true);
    site().setShowsEmail(idOf(LIAM), false);
    const { asked } = await find([newcomer('a@acme.example')], [maya(), { accountId: idOf(LIAM) }]);
    expect(asked).toEqual(['people 2', 'owners a@acme.example']);
  });

  test('what was looked up just now is not looked up again', async () => {
    shows(false);
    const known = new Map([
      ['sam@acme.example', { owner: 'known', person: idOf(MAYA) } as const],
      ['eve@acme.example', { owner: 'perhaps', person: idOf(MAYA) } as const],
      ['joe@acme.example', { owner: 'known', person: idOf(PRIYA) } as const],
    ]);
    const subjects = ['sam', 'eve', 'joe'].map((name) => newcomer(`${name}@acme.example`));
    const { asked, reach } = await find(subjects, [maya()], {}, 'throw', known);
    expect(asked).toEqual(['people 1', 'owners ']);
    expect(reach[0]).toMatchObject({
      addresses: new Set(['sam@acme.example']),
      perhaps: new Set(['sam@acme.example', 'eve@acme.example']),
    });
  });

  test.each<[string, WhenUnanswered, boolean, SiteFailure['code'], boolean]>([
    ['never goes on', 'throw', false, 'forbidden', true],
    ['goes on where that is not known for good', 'throwIfLater', false, 'forbidden', false],
    ['gives up where it may be known later', 'throwIfLater', true, 'siteUnavailable', true],
    ['and where there are no calls left', 'throwIfLater', false, 'callsUsedUp', true],
    ['goes on in any case', 'goOnUnknown', true, 'siteUnavailable', false],
  ])('where the site does not say, it %s', async (_, how, retryable, code, throws) => {
    shows(false);
    const fail = failing(retryable, code);
    const [group, address] = [bench.team('frontend'), newcomer('a@acme.example')];
    for (const [about, over] of [
      [group, { groupsOf: fail }],
      [address, { people: fail }],
      [address, { owners: fail }],
    ] as const) {
      const found = find([about], [maya()], over, how);
      if (throws) await expect(found).rejects.toThrow(SiteFailure);
      else expect((await found).reach[0]).toMatchObject({ accountId: idOf(MAYA) });
    }
  });

  test.each(['people', 'owners'] as const)(
    'of addresses likewise: nobody is taken for nobody: %s',
    async (kind) => {
      shows(false);
      const over = { [kind]: failing(false) };
      const { reach } = await find([newcomer('a@acme.example')], [maya()], over);
      expect(reach[0]).toEqual({
        accountId: idOf(MAYA),
        addresses: undefined,
        groups: new Set(),
      });
    },
  );

  test('a fault of the app is none of the site', async () => {
    const groupsOf = () => Promise.reject(new TypeError('Not so.'));
    await expect(
      find([bench.team('frontend')], [maya()], { groupsOf }, 'goOnUnknown'),
    ).rejects.toThrow('Not so.');
  });
});

describe('what is held already, of what an ask reaches', () => {
  const find = (
    ways: readonly Way[],
    name = MAYA,
    term = PERMANENT,
    how: WhenUnanswered = 'throw',
  ) =>
    bench.run((own) =>
      findHeld(
        onSite(own, bench.connection.id),
        [{ accountId: idOf(name), ways }],
        { connectionId: bench.connection.id, term },
        how,
      ),
    );
  const way = (as: Subject, entitlement: Way['entitlement']): Way => ({
    as,
    entitlement,
    known: true,
  });

  test('by the group through which they are reached, and by themselves', async () => {
    const viewers = bench.role('WEB', 'Viewers');
    const marketing = bench.team('marketing');
    expect(await find([way(marketing, viewers)])).toEqual(new Set([placeKey(marketing, viewers)]));
    site().addActor('WEB', 'Viewers', { accountId: idOf(MAYA) });
    expect(await find([way(bench.team('qa'), viewers)])).toEqual(
      new Set([placeKey(accountSubject(idOf(MAYA)), viewers)]),
    );
    expect(await find([way(bench.team('qa'), bench.role('WEB', 'Developers'))])).toEqual(new Set());
  });

  describe('of several people', () => {
    const several = [MAYA, LIAM, EMMA, NOAH, PRIYA];
    const asked = () => ({ connectionId: bench.connection.id, term: PERMANENT });
    const reached = (entitlement: Way['entitlement']) =>
      several.map((name) => ({
        accountId: idOf(name),
        ways: [way(bench.person(name), entitlement)],
      }));
    const keysOf = (names: readonly string[], entitlement: Way['entitlement']) =>
      new Set(names.map((name) => placeKey(bench.person(name), entitlement)));
    const members = () => several.filter((name) => bench.isMember('frontend', name));

    test('each, and nobody of whom it ends', async () => {
      const entitlement = bench.group('frontend');
      expect(members().length).toBeGreaterThan(0);
      for (const name of several)
        if (!bench.isMember('frontend', name)) site().addMember(entitlement.groupId, idOf(name));
      const held = holding([grant({ endsAt: bench.now() + 1_000_000 })], {
        connectionId: bench.connection.id,
        entitlement,
        subject: bench.person(EMMA),
      });
      await bench.run(({ commit }) => commit({ holdings: [held] }));
      const found = await bench.run((own) =>
        findHeld(onSite(own, bench.connection.id), reached(entitlement), asked(), 'throw'),
      );
      const others = several.filter((name) => name !== EMMA);
      expect(found).toEqual(keysOf(others, entitlement));
    });

    test('as it is now, whatever was read a moment ago', async () => {
      const entitlement = bench.group('frontend');
      const before = members();
      const after = await bench.run(async (own) => {
        const ports = onSite(own, bench.connection.id);
        const find = () => findHeld(ports, reached(entitlement), asked(), 'throw');
        expect(await find()).toEqual(keysOf(before, entitlement));
        // As the form reads it: who is in a group is remembered for a moment.
        const among = { accountIds: several.map(idOf), groupIds: [] };
        await ports.directory.holders([entitlement], among);
        site().removeMember(entitlement.groupId, idOf(before[0] ?? ''));
        return find();
      });
      expect(after).toEqual(keysOf(before.slice(1), entitlement));
    });
  });

  test('of several, each', async () => {
    const [frontendGroup, design] = [bench.group('frontend'), bench.group('design')];
    const maya = bench.person(MAYA);
    expect(await find([way(maya, frontendGroup), way(maya, design)])).toEqual(
      new Set([placeKey(maya, frontendGroup)]),
    );
  });

  test('and of several groups, each', async () => {
    const viewers = bench.role('WEB', 'Viewers');
    const [qa, marketing] = [bench.team('qa'), bench.team('marketing')];
    expect(await find([way(qa, viewers), way(marketing, viewers)])).toEqual(
      new Set([placeKey(marketing, viewers)]),
    );
  });

  test('what ends is not held for good', async () => {
    const entitlement = bench.group('frontend');
    const maya = bench.person(MAYA);
    const endsAt = bench.now() + 1_000_000;
    const held = holding([grant({ endsAt })], {
      connectionId: bench.connection.id,
      entitlement,
      subject: maya,
    });
    await bench.run(({ commit }) => commit({ holdings: [held] }));
    expect(await find([way(maya, entitlement)])).toEqual(new Set());
  });

  test('an account that is there, and not one that is not', async () => {
    const account = { kind: 'account', products: [] } as const;
    const { email } = site().personNamed(MAYA);
    site().setShowsEmail(idOf(MAYA), true);
    const own = newcomer(email);
    expect(await find([way(own, account)])).toEqual(new Set([placeKey(own, account)]));
    expect(await find([way(newcomer('sam@acme.example'), account)])).toEqual(new Set());
    const maya = bench.person(MAYA);
    expect(await find([way(maya, account)])).toEqual(new Set([placeKey(maya, account)]));
  });

  test('nothing is read of a group that is to be created, or where nobody is reached', async () => {
    bench.answer(/./, 503);
    expect(await find([])).toEqual(new Set());
    const group = { kind: 'newGroup', name: 'crew' } as const;
    expect(await find([way(bench.person(MAYA), group)])).toEqual(new Set());
  });

  test('where the site does not say, that is not known', async () => {
    bench.answer(/./, 403);
    const ways = [way(bench.person(MAYA), bench.group('frontend'))];
    expect(await find(ways, MAYA, PERMANENT, 'goOnUnknown')).toBeUndefined();
    await expect(find(ways)).rejects.toThrow(SiteFailure);
  });
});

describe('a request that waits', () => {
  const waiting = (over = {}) =>
    awaiting({
      connectionId: bench.connection.id,
      issue: issueOf('WEB-1'),
      requester: personOf(NOAH),
      ask: askOf([bench.person(PRIYA)], [frontend(), role('MOB', 'Viewer')]),
      approvals: [stage(personOf(EMMA), { changes: [0, 1] })],
      ...over,
    });
  const current = (request = waiting()) => bench.run((own) => withCurrentApprovers(own, request));
  const names = (approvals: readonly { approvers: readonly { displayName: string }[] }[]) =>
    approvals.map(({ approvers }) => approvers[0]?.displayName);

  test('is decided by those who decide today, and who is new is told', async () => {
    const { request, changed } = await current();
    expect(names(request.approvals)).toEqual([MAYA, LIAM]);
    expect(names(changed)).toEqual([MAYA, LIAM]);
    expect((await current(request)).changed).toEqual([]);
  });

  test('but for what is decided, which stays as it is', async () => {
    const decided = stage(personOf(EMMA), {
      changes: [0],
      decisions: [{ decision: 'approved', by: personOf(EMMA), at: bench.now() }],
    });
    const { request } = await current(
      waiting({ approvals: [decided, stage(personOf(EMMA), { changes: [1] })] }),
    );
    expect(request.approvals[0]).toEqual(decided);
    expect(names(request.approvals)).toEqual([EMMA, LIAM]);
  });

  test('nobody decides while the site does not tell just now', async () => {
    bench.answer(/^\/(?!_edge)/, 503);
    const ask = askOf([bench.person(MAYA)], [frontend()]);
    await expect(current(waiting({ ask }))).rejects.toMatchObject({ retryable: true });
  });

  test('the fallback is that of the policy in force', async () => {
    site().setLead('WEB', undefined);
    await bench.allow({ fallbackApprovers: [personOf(EMMA)] });
    expect(names((await current()).request.approvals)).toEqual([EMMA, LIAM]);
  });

  test('no more is as it was, and nothing is asked', async () => {
    bench.answer(/./, 503);
    const over = inState('declined');
    const { request, changed } = await bench.run((own) => withCurrentApprovers(own, over));
    expect([request, changed]).toEqual([over, []]);
  });

  test('is not decided while another site is connected, and shown as it is on record', async () => {
    await bench.run(({ commit }) =>
      commit({ connection: { ...bench.connection, revision: 2, id: 'another' } }),
    );
    const request = waiting();
    await expect(current(request)).rejects.toMatchObject({
      code: 'otherSite',
      retryable: false,
    });
    expect(await bench.run((own) => currentOrRecorded(own, request))).toEqual(request);
  });

  test('while none is, by those of the host', async () => {
    await bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
    const ask = askOf([bench.person(PRIYA)], [frontend()]);
    const { request } = await current(waiting({ ask }));
    expect(names(request.approvals)).toEqual([MAYA]);
  });

  test('is shown with those of today, else as it is on record; a fault of the app is none of the site', async () => {
    const request = waiting();
    const shown = await bench.run((own) => currentOrRecorded(own, request));
    expect('approvals' in shown && names(shown.approvals)).toEqual([MAYA, LIAM]);
    const failing = (error: Error) =>
      bench.run((own) =>
        currentOrRecorded(
          { ...own, hostAsApp: { ...own.hostAsApp, issue: () => Promise.reject(error) } },
          request,
        ),
      );
    expect(await failing(new SiteFailure('siteUnavailable', 'no', true))).toEqual(request);
    expect(await failing(new PlatformFailure('TIMEOUT', 'no', true))).toEqual(request);
    const full = new PlatformFailure('MAX_SIZE', 'no', false);
    await expect(failing(full)).rejects.toBe(full);
    await expect(failing(new TypeError('Not so.'))).rejects.toThrow('Not so.');
  });
});
