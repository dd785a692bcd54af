import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, type NamedAsk, steps } from '../support/ask-for';
import { byHand } from '../support/by-hand';
import { error, openWorld, value, type World } from '../support/open-world';

/**
 * Attempts to have what somebody else made, gave or said taken for the app's own work: a group that is on
 * no list, access that an admin gave for good, a step that nobody did.
 */
const REQUESTER = 'Noah Okafor';
const APPROVER = 'Maya Lindqvist';
const NAME = 'design-guild';

let world: World;
let sent: string[];
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  sent = [];
  world.platform.atlassian.onExchange(({ via, method, url }) => {
    if (via === 'token' && method !== 'GET') sent.push(`${method} ${new URL(url).pathname}`);
  });
});
afterEach(() => world.close());

const site = () => world.platform.atlassian;
const idOf = (name: string) => world.person(name).accountId;
const give = (name: string) => site().directory.addMember(world.groupId('frontend'), idOf(name));
const makeGroup = (name = NAME) => byHand(world, 'POST', '/group', { name });

async function submit(named: Omit<NamedAsk, 'issue'>): Promise<string> {
  const request = value(await ask(world, world.as(REQUESTER), { issue: 'WEB-1', ...named }));
  await world.settle();
  value(await approve(world.as(APPROVER), 'WEB-1', request));
  return request.id;
}

const mark = (by: string, requestId: string, ...picked: number[]) =>
  world.as(by).panel('request.markManual', 'WEB-1', { requestId, steps: picked });

async function retry(requestId: string) {
  await world.as(REQUESTER).panel('request.retry', 'WEB-1', { requestId });
  await world.settle();
}

/** Leases run out, pauses end, the sweep looks. */
async function goOn(rounds = 3) {
  for (let round = 0; round < rounds; round += 1) {
    await world.pass(5 * MINUTE);
    await world.sweep();
  }
}

async function outcomes(requestId: string): Promise<readonly string[]> {
  const rows = await steps(world.as(REQUESTER), 'WEB-1', requestId);
  return rows.map(({ outcome }) => {
    const reason = 'reason' in outcome ? [outcome.reason] : [];
    return [outcome.state, ...reason, ...('unproved' in outcome ? ['unproved'] : [])].join(' ');
  });
}

const strike = (rule: Partial<FaultRule>, effect: FaultRule['effect']) =>
  site().faults.add({ via: 'token', method: 'POST', path: /^\/group$/, times: 1, ...rule, effect });
const before = { kind: 'reset', when: 'before' } as const;
const after = { kind: 'reset', when: 'after' } as const;
const answer = (status: number, body: string) => ({ kind: 'answer', status, body }) as const;

/** Kills the worker at its call of that kind, and lets somebody do something before it is told. */
function killAt(target: RegExp, how: 'kill' | 'killAfter'): void {
  let killed = false;
  world.platform.forge.faults.onWireCall = (call) => {
    if (killed || call.functionKey !== 'work-consumer' || !target.test(call.target)) return 'go';
    killed = true;
    return how;
  };
}

/** Does something right after the first call of that kind, whatever became of it. */
function rightAfter(path: string, act: () => void): void {
  let done = false;
  site().onExchange(({ via, method, url }) => {
    if (done || via !== 'token' || method !== 'POST' || !url.includes(path)) return;
    done = true;
    act();
  });
}

describe('into a group that the request did not make', () => {
  /** What happens before the run, and after it; then the reason that the creation ends with. */
  type Row = [string, () => unknown, (id: string) => unknown, string];
  const nothing = () => {};
  const lose = () => strike({}, after);
  const rows: Row[] = [
    ['made by somebody else meanwhile', () => makeGroup(), nothing, 'failed groupNameTaken'],
    ['made in another case', () => makeGroup('Design-GUILD'), nothing, 'failed groupNameTaken'],
    ['made, and retried', () => makeGroup(), retry, 'failed groupNameTaken'],
    [
      'made, and marked by the requester',
      () => makeGroup(),
      async (id) => {
        await mark(REQUESTER, id, 0);
        await retry(id);
      },
      'failed groupNameTaken',
    ],
    [
      'made, and marked by the approver',
      () => makeGroup(),
      async (id) => {
        value(await mark(APPROVER, id, 0));
        await retry(id);
        await goOn();
      },
      'manual',
    ],
    ['of which our own answer was lost', lose, nothing, 'failed creationUnproved'],
    ['of which our own answer was lost, and retried', lose, retry, 'failed creationUnproved'],
    [
      'of which our own answer was lost, and marked by the requester',
      lose,
      async (id) => {
        await mark(REQUESTER, id, 0);
        await retry(id);
      },
      'failed creationUnproved',
    ],
    [
      'of which our own answer was lost, and marked by the approver',
      lose,
      async (id) => {
        value(await mark(APPROVER, id, 0));
        await retry(id);
      },
      'manual',
    ],
    [
      'made by somebody else while our call did not arrive',
      () => {
        strike({}, before);
        rightAfter('/group', () => void makeGroup());
      },
      nothing,
      'failed creationUnproved',
    ],
    [
      'made by somebody else while the site was out of order',
      () => {
        strike({}, answer(502, '<html>Bad gateway</html>'));
        rightAfter('/group', () => void makeGroup());
      },
      nothing,
      'failed creationUnproved',
    ],
    [
      'whose creation was answered without an id',
      () => {
        strike({}, answer(201, JSON.stringify({ name: NAME })));
        rightAfter('/group', () => void makeGroup());
      },
      nothing,
      'failed creationUnproved',
    ],
    [
      'whose creation was answered with a page',
      () => {
        strike({}, answer(200, '<html>Welcome</html>'));
        rightAfter('/group', () => void makeGroup());
      },
      nothing,
      'failed creationUnproved',
    ],
    [
      'that a worker may have made as it was killed',
      () => killAt(/egress POST .*\/group(\?|$)/, 'killAfter'),
      () => goOn(),
      'failed creationUnproved',
    ],
    [
      'that somebody else made after a worker was killed',
      () => killAt(/egress POST .*\/group(\?|$)/, 'kill'),
      async () => {
        await makeGroup();
        await goOn();
      },
      'failed creationUnproved',
    ],
  ];
  test.each(rows)('%s', async (_, beforeRun, afterRun, created) => {
    const id = await submit({ people: ['Priya Raman'], createGroup: NAME });
    await beforeRun();
    await world.settle();
    await afterRun(id);
    expect(await outcomes(id)).toEqual([created, 'failed notCreated']);
    const group = site()
      .directory.groups()
      .find(({ name }) => name.toLowerCase() === NAME);
    expect(site().directory.membersOf(group?.groupId ?? '')).toEqual([]);
    expect(sent).not.toContain('POST /rest/api/3/group/user');
  });

  test('made anew under the name of the one that was ours', async () => {
    const id = await submit({ people: ['Priya Raman'], createGroup: NAME });
    strike({ path: /^\/group\/user$/ }, answer(403, '{"errorMessages":["Not today."]}'));
    await world.settle();
    expect(await outcomes(id)).toEqual(['applied', 'failed siteRefused']);
    await byHand(world, 'DELETE', `/group?groupId=${world.groupId(NAME)}`);
    await makeGroup();
    await retry(id);
    await goOn(5);
    expect(world.members(NAME)).toEqual([]);
    expect((await outcomes(id))[0]).toBe('applied');
  });
});

describe('a step that nobody did, or that is not theirs to say', () => {
  const fails = answer(403, '{"errorMessages":["Not today."]}');
  const failing = (named: Omit<NamedAsk, 'issue'>) => async () => {
    for (const method of ['POST', 'DELETE']) strike({ method, path: /./, times: 99 }, fails);
    const id = await submit(named);
    await world.settle();
    site().faults.clear();
    return id;
  };
  const adds = failing({ people: ['Priya Raman', 'Grace Kim'], add: ['frontend'] });
  const toRole = failing({ people: ['Priya Raman'], add: ['WEB/Viewers'] });
  const removes = async () => {
    give('Priya Raman');
    return failing({ people: ['Priya Raman'], remove: ['frontend'] })();
  };
  const invites = failing({ invite: ['sam.new@acme.example'], add: ['frontend'] });
  const makes = failing({ people: ['Priya Raman'], createGroup: NAME });
  const nothing = () => {};
  const revoked = () => strike({ method: 'GET', path: /./, times: 99 }, answer(401, ''));
  const disconnected = () => world.as('Olivia Hart').admin('connection.disconnect', {} as never);

  /** What failed, by whom it is marked, which steps, after what; and the refusal. */
  type Row = [string, () => Promise<string>, string, number[], () => unknown, string];
  const rows: Row[] = [
    ['a group that is there', makes, REQUESTER, [0], () => makeGroup(), 'notByRequester'],
    ['a group that is not there', makes, APPROVER, [0], nothing, 'notSoOnSite'],
    ['a member of a group that is not there', makes, APPROVER, [1], nothing, 'notSoOnSite'],
    ['a member of a group that has none', makes, REQUESTER, [1], () => makeGroup(), 'notSoOnSite'],
    ['an account that is there', invites, REQUESTER, [0], nothing, 'notByRequester'],
    ['an account that is not there', invites, APPROVER, [0], nothing, 'notSoOnSite'],
    ['access of an account that is not there', invites, APPROVER, [1], nothing, 'notSoOnSite'],
    ['a removal', removes, REQUESTER, [0], nothing, 'notByRequester'],
    ['a removal of somebody who is in', removes, APPROVER, [0], nothing, 'notSoOnSite'],
    ['an addition, by the requester', adds, REQUESTER, [0], nothing, 'notSoOnSite'],
    ['an addition, by the approver', adds, APPROVER, [0], nothing, 'notSoOnSite'],
    ['two, of which one is so', adds, APPROVER, [0, 1], () => give('Priya Raman'), 'notSoOnSite'],
    ['all of it, in one', makes, APPROVER, [0, 1], () => makeGroup(), 'notSoOnSite'],
    ['a creation among others', makes, REQUESTER, [0, 1], () => makeGroup(), 'notByRequester'],
    ['a place in a role', toRole, APPROVER, [0], nothing, 'notSoOnSite'],
    ['by somebody who gains by it', adds, 'Priya Raman', [0], nothing, 'notYours'],
    ['by somebody who has no part in it', adds, 'Daniel Novák', [0], nothing, 'notYours'],
    ['by a Jira admin', adds, 'Olivia Hart', [0], nothing, 'notYours'],
    ['with a token that is revoked', adds, APPROVER, [0], revoked, 'notKnownWhetherSo'],
    ['with no site connected', adds, APPROVER, [0], disconnected, 'notKnownWhetherSo'],
  ];
  test.each(rows)('%s', async (_, fail, by, picked, then, code) => {
    const id = await fail();
    await then();
    const was = await outcomes(id);
    const { revision } = await get(world.as(REQUESTER), 'WEB-1', id);
    sent.length = 0;
    expect(error(await mark(by, id, ...picked))).toMatchObject({ refusal: { code } });
    expect(await outcomes(id)).toEqual(was);
    expect((await get(world.as(REQUESTER), 'WEB-1', id)).revision).toBe(revision);
    const events = (await auditOf(world)).map(({ event }) => event);
    expect(events.filter((one) => one.kind === 'effect' && one.outcome === 'manual')).toEqual([]);
    expect(sent).toEqual([]);
  });
});

describe('access that an admin gave for good, taken away with a term', () => {
  const ROLE = 'WEB/Viewers';
  const giveRole = () => byHand(world, 'POST', rolePath(), { user: [idOf('Priya Raman')] });
  const rolePath = () => {
    const { id } = site().directory.projectOf('WEB');
    return `/project/${id}/role/${world.roleId('WEB', 'Viewers')}`;
  };
  const inGroup = () => give('Priya Raman');
  const lost = { path: /^\/(group\/user|project\/[^/]+\/role\/.*)$/, times: 99 };
  const marked = async (id: string) => {
    inGroup();
    value(await mark(REQUESTER, id, 0));
  };

  /** What goes wrong, and when it is given by hand; then how the step ends. */
  type Row = [string, string, () => unknown, (id: string) => unknown, string];
  const rows: Row[] = [
    ['given before the run', 'frontend', inGroup, () => {}, 'unchanged'],
    ['given before the run', ROLE, giveRole, () => {}, 'unchanged'],
    [
      'given while our calls did not arrive',
      'frontend',
      () => strike(lost, before),
      inGroup,
      'applied unproved',
    ],
    [
      'given while our calls did not arrive',
      ROLE,
      () => strike({ ...lost, times: 5 }, before),
      giveRole,
      'applied unproved',
    ],
    [
      'given long after a worker was killed',
      'frontend',
      () => killAt(/egress POST .*\/group\/user/, 'kill'),
      async () => {
        await world.platform.clock.advance(20 * MINUTE);
        inGroup();
      },
      'applied unproved',
    ],
    [
      'given by hand, and said to be, after the site refused ours',
      'frontend',
      () => strike({ path: /^\/group\/user$/ }, answer(403, '{"errorMessages":["Not today."]}')),
      marked,
      'manual',
    ],
  ];
  test.each(rows)('%s: %s', async (_, thing, beforeRun, afterRun, ended) => {
    const term = { kind: 'days', days: 1 } as const;
    const id = await submit({ people: ['Priya Raman'], add: [thing], term });
    await beforeRun();
    await world.settle();
    await afterRun(id);
    site().faults.clear();
    await goOn();
    expect(await outcomes(id)).toEqual([ended]);
    await world.pass(2 * DAY);
    await goOn();
    const holders = thing === ROLE ? world.actors('WEB', 'Viewers') : world.members('frontend');
    expect(holders).toContain('Priya Raman');
    expect(sent.filter((call) => call.startsWith('DELETE'))).toEqual([]);
  });
});

/**
 * The group of an answer with the right name was there before: nobody is added to it, whatever it is called
 * by now. Where it can't be known which groups there were, none is ours.
 */
test.each<[string, FaultRule['effect'] | undefined, string]>([
  ['that there was before', undefined, 'failed groupNameTaken'],
  ['where the groups are refused', answer(403, ''), 'failed creationUnproved'],
  [
    'where the list of groups is empty',
    answer(200, JSON.stringify({ values: [], isLast: true, total: 0 })),
    'failed creationUnproved',
  ],
  [
    'where the list of groups is cut off',
    answer(200, JSON.stringify({ values: [], isLast: false, total: 3 })),
    'failed creationUnproved',
  ],
])('an answer to a creation that tells of a group %s makes nothing ours', async (_, list, ends) => {
  const groupId = world.groupId('security');
  strike({}, answer(201, JSON.stringify({ name: NAME, groupId })));
  if (list !== undefined) {
    site().faults.add({
      via: 'token',
      method: 'GET',
      path: /^\/group\/bulk/,
      query: /^(?!.*(accessType|groupId))/,
      effect: list,
    });
  }
  const requestId = await submit({ people: ['Priya Raman'], createGroup: NAME });
  await world.settle();
  expect(await outcomes(requestId)).toEqual([ends, 'failed notCreated']);
  expect(world.members('security')).not.toContain('Priya Raman');
  expect(sent).not.toContain('POST /rest/api/3/group/user');
});

test.each([
  ['of another group', () => ({ name: 'security', groupId: world.groupId('security') })],
  ['of a group without a name', () => ({ groupId: world.groupId('security') })],
  ['of nothing', () => ({})],
])('an answer to a creation that tells %s makes nothing ours', async (_, told) => {
  strike({}, answer(201, JSON.stringify(told())));
  const requestId = await submit({ people: ['Priya Raman'], createGroup: NAME });
  await world.settle();
  await goOn();
  // None of that name is there: the call is sent again, and its own answer counts.
  expect(await outcomes(requestId)).toEqual(['applied', 'applied']);
  expect(world.members('security')).not.toContain('Priya Raman');
  expect(world.members(NAME)).toEqual(['Priya Raman']);
});

test.each<[string, boolean, () => Promise<unknown>]>([
  ['as nobody has listed it', true, async () => undefined],
  [
    'not once an admin has taken it off the list',
    false,
    async () => {
      await world.allow(['frontend', NAME]);
      await world.allow(['frontend']);
      // What else is saved since does not bring it back.
      await world.allow(['frontend'], { decideWithinDays: 3 });
    },
  ],
  [
    'as it is listed again',
    true,
    async () => {
      await world.allow(['frontend', NAME]);
      await world.allow(['frontend']);
      await world.allow(['frontend', NAME]);
    },
  ],
])('a group that the request created takes its first members later: %s: %s', async (...row) => {
  const [, isTaken, change] = row;
  strike({ path: /^\/group\/user/ }, answer(403, '{"errorMessages":["Not today."]}'));
  const requestId = await submit({ people: ['Priya Raman'], createGroup: NAME });
  await world.settle();
  expect(await outcomes(requestId)).toEqual(['applied', 'failed siteRefused']);
  await change();
  await retry(requestId);
  expect(await outcomes(requestId)).toEqual([
    'applied',
    isTaken ? 'applied' : 'failed groupNotRequestable',
  ]);
  expect(world.members(NAME).includes('Priya Raman')).toBe(isTaken);
});
