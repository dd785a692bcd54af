import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { policyVersionKey } from '../../src/adapters/storage/keys';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR } from '../../src/domain/lib/time';
import { approve, ask, get, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';
import { rulesBy } from '../support/rules-by';
import { answering } from '../support/site-answers';

/**
 * Attempts to decide as a fallback approver who is let in as nobody else has decided for 24 hours: before that, where it gives them
 * something, where they asked, where the policy lets them no longer, and by one odd answer.
 */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
const EMMA = 'Emma Fischer';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await lets();
});
afterEach(() => world.close());
const { LEAD, people, stage, ruleInput } = rulesBy(() => world);

const lets = (more: Parameters<World['allow']>[1] = {}) =>
  world.allow(['design', 'frontend'], {
    rolesOf: 'anyProject',
    fallbackApprovers: [EMMA],
    fallbackAfterHours: 24,
    ...more,
  });

interface Asked extends Partial<NamedAsk> {
  readonly by?: string;
}
async function asks({ by = NOAH, ...asked }: Asked = {}): Promise<RequestView> {
  const named = { issue: 'WEB-1', people: [PRIYA], add: ['design'], ...asked };
  const request = value(await ask(world, world.as(by), named));
  await world.settle();
  return request;
}
const current = ({ id }: RequestView) => get(world.as(MAYA), 'WEB-1', id);
/** Without what comes of it. */
const decides = async (name: string, request: RequestView) =>
  approve(world.as(name), 'WEB-1', await current(request));
const ends = async ({ id }: RequestView) =>
  (await steps(world.as(NOAH), 'WEB-1', id)).map(({ outcome }) =>
    'reason' in outcome ? outcome.reason : outcome.state,
  );
const passes = async (time: number) => {
  await world.pass(time);
  await world.sweep();
};
const refusedAs = (refusal: object) => ({ ok: false, error: { refusal } });
const notTheirs = refusedAs({ code: 'notYourTurn' });

interface Attempt {
  readonly asked?: Asked;
  /** Once it was asked, and before they try. */
  readonly later: (request: RequestView) => unknown;
  readonly who?: string;
  readonly why: object;
}

const puts = (name: string, { id: requestId }: RequestView) =>
  world.as(name).access('request.question', { requestId, text: 'Why?' });

const ATTEMPTS: readonly (readonly [string, Attempt])[] = [
  ['before the hours are over', { later: () => passes(DAY - HOUR), why: notTheirs }],
  [
    'where it gives them something',
    {
      asked: { people: [EMMA] },
      later: () => passes(DAY),
      why: refusedAs({ code: 'wouldGain', known: true }),
    },
  ],
  [
    'where it gives something to a group that they are in',
    {
      asked: { people: [], groups: ['design'], add: ['WEB/Viewers'] },
      later: async () => {
        const { directory } = world.platform.atlassian;
        directory.addMember(world.groupId('design'), world.person(EMMA).accountId);
        await passes(DAY);
      },
      why: refusedAs({ code: 'wouldGain', known: true }),
    },
  ],
  [
    'where they asked for it',
    { asked: { by: EMMA }, later: () => passes(DAY), why: refusedAs({ code: 'ownRequest' }) },
  ],
  [
    'as somebody whom the policy does not name',
    { who: LIAM, later: () => passes(DAY), why: notTheirs },
  ],
  [
    'once the policy does not name them any more',
    {
      later: async () => {
        await passes(DAY);
        await lets({ fallbackApprovers: [LIAM] });
      },
      why: notTheirs,
    },
  ],
  [
    'once the policy lets nobody in any more',
    {
      later: async () => {
        await passes(DAY);
        await lets({ fallbackAfterHours: null });
      },
      why: notTheirs,
    },
  ],
  [
    'once the policy lets them in later',
    {
      later: async () => {
        await passes(DAY);
        await lets({ fallbackAfterHours: 48 });
      },
      why: notTheirs,
    },
  ],
  [
    'by an earlier version of the policy that an admin put back',
    {
      later: async () => {
        const policy = async () =>
          value(await world.as('Olivia Hart').admin('admin.load', {})).policy?.version ?? 0;
        await lets({ decideWithinDays: 9 });
        poison(world.platform, 'policy', policyVersionKey(await policy()));
        await policy();
        value(await world.as('Olivia Hart').admin('aside.end', { key: 'policy:current' }));
        await passes(DAY);
      },
      why: notTheirs,
    },
  ],
  [
    'while a question waits for its answer, however long nobody answers',
    {
      later: async (request) => {
        await passes(HOUR);
        value(await puts(MAYA, request));
        await passes(10 * DAY);
      },
      why: notTheirs,
    },
  ],
  [
    'as the question of somebody who is let in only by it was answered',
    {
      later: async (request) => {
        await passes(HOUR);
        value(await puts(MAYA, request));
        await passes(DAY);
        const { id: requestId } = request;
        value(await world.as(NOAH).access('request.answer', { requestId, text: 'So.' }));
        await passes(22 * HOUR);
      },
      why: notTheirs,
    },
  ],
  [
    'once somebody else is asked, who has their own time',
    {
      later: async () => {
        await passes(DAY);
        world.platform.atlassian.directory.setLead('WEB', world.person(LIAM).accountId);
      },
      why: notTheirs,
    },
  ],
  [
    'once it is decided',
    {
      later: async (request) => {
        await passes(DAY);
        value(await decides(MAYA, request));
      },
      why: refusedAs({ code: 'wrongState' }),
    },
  ],
  [
    'once the time to decide is over',
    { later: () => passes(15 * DAY), why: refusedAs({ code: 'wrongState', state: 'timedOut' }) },
  ],
  [
    'where they don’t see the work item any more',
    {
      later: async () => {
        await passes(DAY);
        world.platform.atlassian.directory.setActive(world.person(EMMA).accountId, false);
      },
      why: { ok: false },
    },
  ],
];

describe('nobody decides so', () => {
  test.each(ATTEMPTS)('%s', async (_, { asked, later, who = EMMA, why }) => {
    const request = await asks(asked);
    await later(request);
    expect(await decides(who, request)).toMatchObject(why);
    await world.settle();
    const { state, approvals } = await current(request);
    const by = approvals.flatMap(({ decisions }) => decisions.map((one) => one.by.displayName));
    expect(by).not.toContain(who);
    if (!by.includes(MAYA)) {
      expect(['awaitingApproval', 'timedOut']).toContain(state);
      expect(world.members('design')).not.toContain(PRIYA);
    }
  });
});

describe('of several stages', () => {
  const two = () =>
    lets({ rules: [ruleInput({ stages: [stage(1, LEAD), stage(1, people(LIAM))] }, 0)] });

  test('only the one whose turn it is lets somebody in, and each has its own hours', async () => {
    await two();
    const request = await asks();
    await passes(DAY);
    value(await decides(MAYA, request));
    await world.settle();
    await passes(HOUR);
    expect(await decides(EMMA, request)).toMatchObject(notTheirs);
    await passes(DAY);
    value(await decides(EMMA, request));
    await world.settle();
    expect(world.members('design')).toContain(PRIYA);
  });

  test('nobody is let into a second one', async () => {
    await two();
    const request = await asks();
    await passes(DAY);
    value(await decides(EMMA, request));
    await world.settle();
    await passes(2 * DAY);
    expect(await decides(EMMA, request)).toMatchObject(notTheirs);
    expect(world.members('design')).not.toContain(PRIYA);
  });

  test('nobody is let into one who is needed in a later one', async () => {
    await lets({ rules: [ruleInput({ stages: [stage(1, LEAD), stage(1, people(EMMA))] }, 0)] });
    const request = await asks();
    await passes(2 * DAY);
    expect(await decides(EMMA, request)).toMatchObject(notTheirs);
    value(await decides(MAYA, request));
    await world.settle();
    value(await decides(EMMA, request));
    await world.settle();
    expect(world.members('design')).toContain(PRIYA);
  });

  test('whoever stands in for them does not count as a second one', async () => {
    await lets({ rules: [ruleInput({ stages: [stage(2, people(MAYA, LIAM))] }, 0)] });
    const request = await asks();
    await passes(DAY);
    value(await decides(EMMA, request));
    await world.settle();
    const at = world.platform.clock.now();
    const deputyId = world.person('Grace Kim').accountId;
    const away = { from: at, until: at + 7 * DAY, deputyId };
    value(await world.as(EMMA).access('access.setAway', away));
    expect(await decides('Grace Kim', request)).toMatchObject(notTheirs);
    expect(await decides(EMMA, request)).toMatchObject({ ok: false });
    expect(world.members('design')).not.toContain(PRIYA);
  });
});

describe('what they approved is not done', () => {
  test.each([
    ['they are not named any more', () => lets({ fallbackApprovers: [LIAM] })],
    ['nobody is let in any more', () => lets({ fallbackAfterHours: null })],
    ['they would be let in later', () => lets({ fallbackAfterHours: 25 })],
  ])('once %s', async (_, narrow) => {
    const request = await asks();
    await passes(DAY);
    value(await decides(EMMA, request));
    await narrow();
    await world.settle();
    expect(await ends(request)).toEqual(['approverNotLetIn']);
    expect(world.members('design')).not.toContain(PRIYA);
    // Nor once more, whatever the policy says then: it needs a new request.
    await lets();
    const retried = await world.as(NOAH).panel('request.retry', 'WEB-1', { requestId: request.id });
    expect(retried).toMatchObject(refusedAs({ code: 'nothingToRetry' }));
  });

  test('while it is being done: what is left is not, once they are not named any more', async () => {
    const { directory } = world.platform.atlassian;
    const many = Array.from({ length: 60 }, (_one, place) => `Joiner ${place}`);
    for (const [place, name] of many.entries()) {
      directory.addPerson(name, `joiner.${place}@acme.example`);
    }
    const request = await asks({ people: many });
    await passes(DAY);
    value(await decides(EMMA, request));
    let sent = 0;
    let narrowed: Promise<void> | undefined;
    world.platform.atlassian.onExchange(({ method, url }) => {
      if (method !== 'POST' || !url.includes('/group/user')) return;
      sent += 1;
      if (sent === 5) narrowed = lets({ fallbackApprovers: [] });
    });
    await world.settle();
    await narrowed;
    await world.settle();
    const outcomes = await ends(request);
    const left = outcomes.filter((one) => one === 'approverNotLetIn').length;
    expect(left).toBeGreaterThan(20);
    expect(outcomes.filter((one) => one === 'applied')).toHaveLength(many.length - left);
  });

  test('where they come into the group that gets it', async () => {
    const request = await asks({ people: [], groups: ['design'], add: ['WEB/Viewers'] });
    await passes(DAY);
    value(await decides(EMMA, request));
    const { directory } = world.platform.atlassian;
    directory.addMember(world.groupId('design'), world.person(EMMA).accountId);
    await world.settle();
    expect(await ends(request)).toEqual(['approverGains']);
  });
});

describe('an odd answer lets nobody in', () => {
  const no = { errorMessages: ['No.'], errors: {} };
  const rows = [
    [/^\/user\/viewissue\/search/, 403, no],
    [/^\/user\/viewissue\/search/, 200, null],
    [/^\/user\/viewissue\/search/, 200, []],
    [/^\/user\/bulk/, 403, no],
    [/^\/user\/bulk/, 200, null],
    [/^\/user\/bulk/, 200, { values: [], isLast: false, total: 3, startAt: 0, maxResults: 50 }],
    [/^\/project\/[^/]+$/, 403, no],
    [/^\/project\/[^/]+$/, 200, null],
  ] as const;
  test.each(rows)('%s: %i %j', async (path, status, body) => {
    const request = await asks();
    await passes(DAY);
    const before = await current(request);
    world.platform.atlassian.faults.add({ path, effect: answering(status, body) });
    expect(await approve(world.as(EMMA), 'WEB-1', before)).toMatchObject({ ok: false });
    expect((await current(request)).state).toBe('awaitingApproval');
    expect(world.members('design')).not.toContain(PRIYA);
  });

  test('nor keeps whoever was asked from deciding', async () => {
    const request = await asks();
    await passes(DAY);
    const before = await current(request);
    const query = new RegExp(encodeURIComponent(world.person(EMMA).accountId));
    for (const path of [/^\/user\/bulk/, /^\/user\/viewissue\/search/]) {
      world.platform.atlassian.faults.add({ path, query, effect: answering(503, no) });
    }
    value(await approve(world.as(MAYA), 'WEB-1', before));
    await world.settle();
    expect(world.members('design')).toContain(PRIYA);
  });
});
