import { describe, expect, test } from 'vitest';
import type { Change } from '#domain/action/ask';
import { MOST_MEMBERS_ASKED } from '#domain/approval/asked-source';
import type { ApprovalQuestion, Candidate } from '#domain/approval/resolve-approvals';
import { type AskedChain, LEAD_DECIDES, type Source } from '#domain/policy/stage-rule';
import { SiteFailure } from '#ports/site-failure';
import {
  developers,
  frontend,
  LEAD,
  OTHER_LEAD,
  otherProjectRole,
  person,
  REQUESTER,
  stage,
  subject,
} from '../../../tests/support/samples';
import { everybodyIn, findSources } from './find-sources';

const candidate = (name: string, over: Partial<Candidate> = {}): Candidate => ({
  ...person(name),
  active: true,
  accountType: 'atlassian',
  ...over,
});
const lead = candidate('Lena');
const otherLead = candidate('Otto');
const backend = { kind: 'group', groupId: 'g2', name: 'backend' } as const;
const board = { groupId: 'g9', name: 'board' };

type Entitlement = Change['entitlement'];
const asking = (...sources: readonly Source[]): AskedChain => [{ sources, needed: 1 }];
const people = (...names: readonly string[]): Source => ({
  kind: 'people',
  people: names.map(person),
});
const members = (group = board): Source => ({ kind: 'members', group });

function questionOf(
  asked: readonly (readonly [Entitlement, AskedChain])[],
  over: Partial<ApprovalQuestion> = {},
): ApprovalQuestion {
  return {
    ask: {
      subjects: [subject('Sam')],
      changes: asked.map(([entitlement]) => ({ verb: 'add', entitlement, subjects: [0] })),
    } as ApprovalQuestion['ask'],
    requester: REQUESTER,
    issueProject: { id: '10', key: 'WEB' },
    issueThere: true,
    sameSite: true,
    policyDecides: () => false,
    chainOf: (change) => asked[change]?.[1] ?? LEAD_DECIDES,
    stored: [],
    leads: new Map(),
    holders: [],
    ownersOf: () => 'notListed',
    named: new Map(),
    members: new Map(),
    fallback: [],
    away: new Map(),
    known: { sight: new Map(), reach: new Map(), held: new Set() },
    ...over,
  };
}

interface Told {
  readonly lead?: Candidate | 'notKnown' | undefined;
  readonly deciders?: readonly Candidate[] | undefined | Error;
  readonly members?: { readonly people: readonly Candidate[]; readonly isWhole: boolean } | Error;
  /** As the group is asked for again. */
  readonly again?: readonly Candidate[];
  readonly isListed?: boolean;
  readonly isGone?: boolean;
  readonly known?: readonly Candidate[];
  readonly project?: undefined;
}

/** What is found, and what was asked for it: each once. */
async function find(question: ApprovalQuestion, told: Told = {}) {
  const asked: string[] = [];
  const orThrow = async <T>(answer: T | Error): Promise<T> => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const ports = {
    hostAsApp: {
      projectLead: async (id: string) => {
        asked.push(`lead of ${id}`);
        return 'lead' in told ? told.lead : lead;
      },
      deciders: (key: string) => {
        asked.push(`deciders of ${key}`);
        return orThrow('deciders' in told ? told.deciders : [lead]);
      },
      people: async (ids: readonly string[]) => {
        asked.push(`people ${ids.join(' ')}`);
        const known = told.known ?? ids.map((id) => candidate(id));
        return new Map(known.map((one) => [one.accountId, one]));
      },
    },
    directory: {
      project: async (id: string) => {
        asked.push(`project ${id}`);
        return 'project' in told ? told.project : { projectId: id, lead: otherLead };
      },
      members: (id: string) => {
        const isAgain = asked.includes(`members of ${id}`);
        asked.push(`members of ${id}`);
        return isAgain && told.again !== undefined
          ? orThrow({ people: told.again, isWhole: true })
          : orThrow(told.members ?? { people: [lead], isWhole: true });
      },
      groupNames: async () => new Map(told.isListed === false ? [] : [[board.groupId, 'board']]),
      isGroupGone: async () => told.isGone === true,
    },
  };
  const found = await findSources(ports as never, question, 'throwIfLater');
  return { ...found, asked };
}
const group = (...sources: readonly Source[]) => questionOf([[frontend, asking(...sources)]]);
const NOTHING = { leads: new Map(), holders: [], named: new Map(), members: new Map() };

describe('the lead', () => {
  test('of the issue’s project is asked of the host, whatever is asked for', async () => {
    for (const entitlement of [frontend, developers, otherProjectRole]) {
      const chain = asking({ kind: 'issueProjectLead' });
      const found = await find(questionOf([[entitlement, chain]]));
      expect(found).toEqual({
        ...NOTHING,
        leads: new Map([['10', lead]]),
        asked: ['lead of 10'],
      });
    }
  });

  test('of a role’s project is asked of the site, but where the issue is in it', async () => {
    expect(await find(questionOf([[otherProjectRole, LEAD_DECIDES]]))).toMatchObject({
      leads: new Map([['20', otherLead]]),
      asked: ['project 20'],
    });
    expect(await find(questionOf([[developers, LEAD_DECIDES]]))).toMatchObject({
      leads: new Map([['10', lead]]),
      asked: ['lead of 10'],
    });
  });

  test('of a role on another site than the issue’s is that of there', async () => {
    const question = questionOf([[developers, LEAD_DECIDES]], { sameSite: false });
    expect(await find(question)).toMatchObject({
      leads: new Map([['elsewhere:10', otherLead]]),
      asked: ['project 10'],
    });
  });

  test('is not known where the project is not there', async () => {
    const question = questionOf([[otherProjectRole, LEAD_DECIDES]]);
    const found = await find(question, { project: undefined });
    expect(found.leads).toEqual(new Map([['20', 'notKnown']]));
    expect(everybodyIn(found)).toEqual([]);
    const ofIssue = await find(questionOf([[frontend, LEAD_DECIDES]]), { lead: 'notKnown' });
    expect(ofIssue.leads).toEqual(new Map([['10', 'notKnown']]));
    expect(everybodyIn(ofIssue)).toEqual([]);
  });

  test('is asked for where one of several stages, and of several sources, is the lead', async () => {
    const chain = [...asking(people('Ada')), ...asking(people('Ben'), { kind: 'projectLead' })];
    const found = await find(questionOf([[otherProjectRole, chain]]));
    expect(found.leads).toEqual(new Map([['20', otherLead]]));
    const ofIssue = await find(group(people('Ada'), { kind: 'issueProjectLead' }));
    expect(ofIssue.leads).toEqual(new Map([['10', lead]]));
  });

  test('is not asked for where no stage asks the lead', async () => {
    const found = await find(group(people('Ada')));
    expect(found.leads).toEqual(new Map());
    expect(found.asked).toEqual(['people ada']);
  });
});

describe('people whom a rule names', () => {
  test('are looked up together, each once', async () => {
    const found = await find(
      questionOf([
        [frontend, asking(people('Ada', 'Ben'))],
        [backend, asking(people('Ben', 'Cleo'))],
      ]),
    );
    expect(found.asked).toEqual(['people ada ben cleo']);
    expect([...found.named.keys()]).toEqual(['ada', 'ben', 'cleo']);
    expect(everybodyIn(found).map(({ accountId }) => accountId)).toEqual(['ada', 'ben', 'cleo']);
  });

  test('can’t act where Jira does not know them', async () => {
    const found = await find(group(people('Ada')), { known: [] });
    expect(found.named.get('ada')).toEqual({
      ...person('Ada'),
      active: false,
      accountType: 'unknown',
    });
  });
});

describe('the owners of a group', () => {
  const owners: Partial<ApprovalQuestion> = {
    ownersOf: (id) => (id === frontend.groupId ? [LEAD, OTHER_LEAD] : 'notListed'),
  };
  const owner = asking({ kind: 'groupOwner' });

  test('are those whom the policy names for it', async () => {
    const found = await find(questionOf([[frontend, owner]], owners));
    expect([...found.named.keys()]).toEqual(['lena', 'otto']);
  });

  test('beside other sources, and in another stage, too', async () => {
    const chain = [...asking(people('Ada')), ...asking(people('Ada'), { kind: 'groupOwner' })];
    const found = await find(questionOf([[frontend, chain]], owners));
    expect([...found.named.keys()]).toEqual(['ada', 'lena', 'otto']);
  });

  test.each<[string, Entitlement, AskedChain]>([
    ['of a group that is not listed', backend, owner],
    ['of a role', developers, owner],
    ['where no stage asks them', frontend, asking({ kind: 'issueProjectLead' })],
  ])('nobody is looked up %s', async (_, entitlement, chain) => {
    const found = await find(questionOf([[entitlement, chain]], owners));
    expect(found.named.size).toBe(0);
    expect(found.asked.filter((one) => one.startsWith('people'))).toEqual([]);
  });
});

describe('who holds the permission', () => {
  const permission: Source = { kind: 'permission' };

  test('is asked of the project that the issue is in', async () => {
    const found = await find(group(people('Ada'), permission));
    expect(found.asked).toContain('deciders of WEB');
    expect(found.holders).toEqual([lead]);
    expect(everybodyIn(found).map(({ accountId }) => accountId)).toEqual(['lena', 'ada']);
  });

  test('is not asked for where no stage asks them', async () => {
    expect((await find(group(people('Ada')))).holders).toEqual([]);
  });

  test('is not known where Jira does not say', async () => {
    const silent = new SiteFailure('forbidden', 'no', false);
    for (const deciders of [undefined, silent]) {
      const found = await find(group(permission), { deciders });
      expect(found.holders).toBe('notKnown');
      expect(everybodyIn(found)).toEqual([]);
    }
  });

  test('where Jira may say later, that is no answer', async () => {
    const busy = new SiteFailure('siteUnavailable', 'no', true);
    await expect(find(group(permission), { deciders: busy })).rejects.toBe(busy);
  });
});

describe('of many', () => {
  const crowd = (count: number, over: Partial<Candidate> = {}) =>
    Array.from({ length: count }, (_, at) => candidate(`p${at}`, over));
  const most = crowd(MOST_MEMBERS_ASKED);
  const idle = candidate('Idle', { active: false });
  const robot = candidate('Robot', { accountType: 'app' });
  const permission: Source = { kind: 'permission' };

  test.each<[string, readonly Candidate[], unknown]>([
    ['so many as can be asked, all', most, most],
    ['one more, nobody', crowd(MOST_MEMBERS_ASKED + 1), 'tooMany'],
    ['those alone who can act', [idle, lead, robot], [lead]],
    ['those who can’t act do not count', [...most, idle, robot], most],
    ['nobody, nobody', [], []],
  ])('who hold the permission, %s', async (_, deciders, expected) => {
    expect((await find(group(permission), { deciders })).holders).toEqual(expected);
  });

  test.each<[string, Told['members'], unknown]>([
    ['so many as can be asked, all', { people: most, isWhole: true }, most],
    ['one more, nobody', { people: crowd(MOST_MEMBERS_ASKED + 1), isWhole: true }, 'tooMany'],
    ['those alone who can act', { people: [idle, lead, robot], isWhole: true }, [lead]],
    ['of a list that is cut off, nobody', { people: [lead], isWhole: false }, 'tooMany'],
    ['the site does not say', new SiteFailure('forbidden', 'no', false), 'notKnown'],
  ])('in a group, %s', async (_, told, expected) => {
    const found = await find(group(members()), { members: told as never });
    expect(found.members).toEqual(new Map([[board.groupId, expected]]));
    const everybody = typeof expected === 'string' ? [] : expected;
    expect(everybodyIn(found)).toEqual(everybody);
  });

  const NOBODY: Told['members'] = { people: [], isWhole: true };
  test.each<[string, Told, unknown]>([
    ['is there, and has nobody', {}, []],
    ['is not there', { isListed: false, isGone: true }, []],
    ['has somebody by the next answer', { again: [lead] }, [lead]],
    ['is listed, and not there', { isGone: true }, 'notKnown'],
    ['is not listed, and there', { isListed: false }, 'notKnown'],
  ])('a group has nobody only where it %s', async (_, told, expected) => {
    const found = await find(group(members()), { members: NOBODY, ...told });
    expect(found.members).toEqual(new Map([[board.groupId, expected]]));
  });

  test('each group is read once, and each has its own answer', async () => {
    const other = { groupId: 'g8', name: 'other' };
    const found = await find(
      questionOf([
        [frontend, asking(members(), members(other))],
        [backend, asking(members())],
      ]),
    );
    expect(found.asked).toEqual(['members of g9', 'members of g8']);
    expect([...found.members.keys()]).toEqual(['g9', 'g8']);
  });
});

test('of what is decided, nobody is looked up', async () => {
  const decisions = [{ decision: 'approved', by: LEAD, at: 1 } as const];
  const question = questionOf(
    [
      [frontend, LEAD_DECIDES],
      [backend, asking(people('Ada'))],
    ],
    { stored: [stage(LEAD, { changes: [0], decisions })] },
  );
  expect((await find(question)).asked).toEqual(['people ada']);
});
