import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, auditOf, type NamedAsk, steps } from '../support/ask-for';
import { byHand } from '../support/by-hand';
import { killAfterChange } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';
import { type RuleInput, rulesBy } from '../support/rules-by';
import { answering } from '../support/site-answers';

/**
 * Attempts to have by two requests together what neither would give: one of them brings whoever decides
 * into a group, the other gives that group something which they approve while they are not in it.
 */
const MAYA = 'Maya Lindqvist';
const LIAM = 'Liam Chen';
const GROUP = 'qa';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow([GROUP]);
});
afterEach(() => world.close());

/** Brings Maya into the group; decided by the lead of another project. */
const joins: NamedAsk = { issue: 'MOB-1', people: [MAYA], add: [GROUP] };
/** Gives the group a role; decided by the lead of the role's project. */
const gives = (issue: string, role: string): NamedAsk => ({ issue, groups: [GROUP], add: [role] });
const { about, people, ruleInput, stage } = rulesBy(() => world);
const rule = (over: Partial<RuleInput>) => ruleInput({ what: about([GROUP]), ...over }, 0);
const projectId = (key: string) => world.platform.atlassian.directory.projectOf(key).id;
const forDays = (days: number) => ({ term: { kind: 'days', days } as const });

async function submit(asked: NamedAsk): Promise<RequestView> {
  const request = value(await ask(world, world.as('Noah Okafor'), asked));
  await world.settle();
  return request;
}

async function decide(request: RequestView, by: string): Promise<RequestView> {
  value(await approve(world.as(by), request.issueKey, request));
  await world.settle();
  return request;
}

async function endOf(request: RequestView): Promise<string | undefined> {
  const [step] = await steps(world.as('Noah Okafor'), request.issueKey, request.id);
  return step && ('reason' in step.outcome ? step.outcome.reason : step.outcome.state);
}

const retry = async ({ id, issueKey }: RequestView) => {
  value(await world.as('Noah Okafor').panel('request.retry', issueKey, { requestId: id }));
  await world.settle();
};

/** Nobody comes into a group until this is called. */
function refuse(): () => void {
  return world.platform.atlassian.faults.add({
    via: 'token',
    method: 'POST',
    path: /^\/group\/user/,
    effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
  });
}

describe('whoever approved what a group was given does not come into it by an earlier approval', () => {
  test('that failed before, and is tried again', async () => {
    const allow = refuse();
    const first = await decide(await submit(joins), LIAM);
    expect(await endOf(first)).toBe('siteRefused');
    const second = await decide(await submit(gives('WEB-1', 'WEB/Viewers')), MAYA);
    expect(await endOf(second)).toBe('applied');
    allow();
    await retry(first);
    expect(await endOf(first)).toBe('approverGains');
    expect(world.members(GROUP)).not.toContain(MAYA);
  });

  test('also where the group had it already, and only has it for longer', async () => {
    await decide(await submit({ ...gives('WEB-1', 'WEB/Viewers'), ...forDays(3) }), MAYA);
    await world.pass(MINUTE);
    const allow = refuse();
    const first = await decide(await submit(joins), LIAM);
    await world.pass(MINUTE);
    const second = await decide(await submit(gives('WEB-1', 'WEB/Viewers')), MAYA);
    expect(await endOf(second)).toBe('unchanged');
    allow();
    await retry(first);
    expect(await endOf(first)).toBe('approverGains');
    expect(world.members(GROUP)).not.toContain(MAYA);
  });

  test('also where it can’t be read any more who approved it', async () => {
    const allow = refuse();
    const first = await decide(await submit(joins), LIAM);
    await decide(await submit(gives('WEB-1', 'WEB/Viewers')), MAYA);
    const written = world.platform.database
      .prepare("UPDATE kvs_record SET value = '{}' WHERE key LIKE 'group-approval:%'")
      .run();
    expect(written.changes).toBe(2);
    allow();
    await retry(first);
    expect(await endOf(first)).toBe('approverGains');
  });
});

describe('whoever approves what a group is being given does not come into it meanwhile', () => {
  test.each([
    ['is carried out after it', false],
    ['is carried out while it is on its way', true],
  ])('where what was approved meanwhile %s', async (_, atOnce) => {
    const first = await submit(joins);
    const second = await submit(gives('WEB-1', 'WEB/Viewers'));
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /\/role\//,
      times: 1,
      effect: { kind: 'delay', milliseconds: 20_000 },
    });
    let between: Promise<unknown> | undefined;
    world.platform.forge.faults.onWireCall = ({ target }) => {
      if (/^egress POST .*\/role\//.test(target)) {
        between ??= approve(world.as(LIAM), first.issueKey, first).then(async (decided) => {
          if (atOnce) await world.settle();
          return decided;
        });
      }
      return 'go';
    };
    await decide(second, MAYA);
    expect(await between).toMatchObject({ ok: true });
    world.platform.forge.faults.onWireCall = undefined;
    await world.settle();
    expect(await endOf(second)).toBe('applied');
    expect(await endOf(first)).toBe('approverGains');
    expect(world.members(GROUP)).not.toContain(MAYA);
  });
});

describe('where one is on its way, and the other is approved and carried out meanwhile', () => {
  /** The first call of that kind takes so long. */
  const slow = (path: RegExp) =>
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path,
      times: 1,
      effect: { kind: 'delay', milliseconds: 15_000 },
    });

  /** Approves these, and answers five seconds into what comes of it. */
  async function begin(...decisions: (readonly [RequestView, string])[]): Promise<() => unknown> {
    for (const [request, by] of decisions) {
      value(await approve(world.as(by), request.issueKey, request));
    }
    const done = world.settle();
    await new Promise((resolve) => setTimeout(resolve, 5 * SECOND));
    return () => done;
  }

  test.each([
    ['of another approver', 'MOB-1', 'MOB/Member', LIAM],
    ['of the same approver', 'WEB-1', 'WEB/Developers', MAYA],
  ])('a third, %s, that gives the group something hides nothing', async (_, issue, role, by) => {
    const first = await submit(joins);
    const second = await submit(gives('WEB-1', 'WEB/Viewers'));
    const third = await submit(gives(issue, role));
    slow(new RegExp(`/role/${world.roleId('WEB', 'Viewers')}`));
    const those = await begin([second, MAYA], [third, by]);
    expect([await endOf(second), await endOf(third)]).toEqual(['begun', 'applied']);
    const that = await begin([first, LIAM]);
    expect(await endOf(second)).toBe('begun');
    await Promise.all([those(), that()]);
    expect([await endOf(second), await endOf(first)]).toEqual(['applied', 'approverGains']);
    expect(world.members(GROUP)).not.toContain(MAYA);
  });

  test('whoever is being brought into the group gives it nothing', async () => {
    const first = await submit(joins);
    const second = await submit(gives('WEB-1', 'WEB/Viewers'));
    slow(/^\/group\/user/);
    const that = await begin([first, LIAM]);
    const those = await begin([second, MAYA]);
    expect([await endOf(first), await endOf(second)]).toEqual(['begun', 'approverGains']);
    await Promise.all([those(), that()]);
    expect(await endOf(first)).toBe('applied');
  });

  test('nor does whoever has come into it, and is not shown there yet', async () => {
    const first = await decide(await submit(joins), LIAM);
    const { atlassian } = world.platform;
    const second = await submit(gives('WEB-1', 'WEB/Viewers')).catch(String);
    expect(second).toContain('noApprover');
    const body = JSON.stringify([{ groupId: 'another', name: 'another', self: '' }]);
    const effect = { kind: 'answer', status: 200, body } as const;
    atlassian.faults.add({ via: 'token', path: /^\/user\/groups/, effect });
    const third = await decide(await submit(gives('WEB-1', 'WEB/Viewers')), MAYA);
    expect([await endOf(first), await endOf(third)]).toEqual(['applied', 'approverGains']);
  });
});

describe('what a group had, and a pass took away as it was prolonged, is given back once the site takes it', () => {
  const hasRole = () =>
    world.platform.atlassian.directory
      .actorsOf('WEB', 'Viewers')
      .groupIds.includes(world.groupId(GROUP));

  /** It is prolonged in the moment in which it is taken away, and the site takes nothing from then on. */
  async function takenAndProlonged(): Promise<{ readonly longer: RequestView; allow(): void }> {
    await decide(await submit({ ...gives('WEB-1', 'WEB/Viewers'), ...forDays(1) }), MAYA);
    await world.pass(DAY - MINUTE);
    const longer = await submit({ ...gives('WEB-1', 'WEB/Viewers'), ...forDays(5) });
    const { faults } = world.platform.atlassian;
    faults.add({ method: 'DELETE', times: 1, effect: { kind: 'delay', milliseconds: 5 * SECOND } });
    const allow = faults.add({
      via: 'token',
      method: 'POST',
      path: /\/role\//,
      effect: answering(403, {}),
    });
    let between: Promise<unknown> | undefined;
    world.platform.forge.faults.onWireCall = ({ target }) => {
      if (/^egress DELETE .*\/role\//.test(target)) between ??= decide(longer, MAYA);
      return 'go';
    };
    await world.pass(2 * MINUTE);
    world.platform.forge.faults.onWireCall = undefined;
    await between;
    expect([await endOf(longer), hasRole()]).toEqual(['unchanged', false]);
    return { longer, allow };
  }

  test.each<[string, boolean, (longer: RequestView) => unknown]>([
    ['as it was approved', true, () => undefined],
    [
      'not where whoever approved it has come into the group since',
      false,
      async () => {
        expect(await endOf(await decide(await submit(joins), LIAM))).toBe('applied');
      },
    ],
    [
      'not so long as it can’t be known who approved it',
      false,
      ({ id }) => {
        const key = keysOf(world.platform, 'request').find((one) => one.endsWith(id));
        poison(world.platform, 'request', String(key));
      },
    ],
    [
      'not so long as the site does not say who is in the group',
      false,
      () =>
        world.platform.atlassian.faults.add({
          via: 'token',
          path: /^\/user\/groups/,
          effect: answering(403, {}),
        }),
    ],
  ])('%s', async (_, isGivenBack, meanwhile) => {
    const { longer, allow } = await takenAndProlonged();
    await meanwhile(longer);
    allow();
    for (let looks = 0; looks < 7; looks += 1) await world.pass(10 * MINUTE);
    expect(hasRole()).toBe(isGivenBack);
  });

  test('and whoever approved it does not come in after that, by an approval from before', async () => {
    const { allow } = await takenAndProlonged();
    const take = refuse();
    const first = await decide(await submit(joins), LIAM);
    expect(await endOf(first)).toBe('siteRefused');
    allow();
    for (let looks = 0; looks < 7; looks += 1) await world.pass(10 * MINUTE);
    expect(hasRole()).toBe(true);
    take();
    await retry(first);
    expect(await endOf(first)).toBe('approverGains');
    expect(world.members(GROUP)).not.toContain(MAYA);
    const later = await decide(await submit(joins), LIAM);
    expect(await endOf(later)).toBe('applied');
  });
});

describe('and is not kept out', () => {
  test('where somebody else approved what the group was given', async () => {
    const allow = refuse();
    const first = await decide(await submit(joins), LIAM);
    await decide(await submit(gives('MOB-1', 'MOB/Member')), LIAM);
    allow();
    await retry(first);
    expect(await endOf(first)).toBe('applied');
  });

  test('by an approval that came after it: whoever gave that could see what the group has', async () => {
    await decide(await submit(gives('WEB-1', 'WEB/Viewers')), MAYA);
    const later = await decide(await submit(joins), LIAM);
    expect(await endOf(later)).toBe('applied');
    expect(world.members(GROUP)).toContain(MAYA);
  });

  test('where the group has it all along', async () => {
    const allow = refuse();
    await decide(await submit(gives('WEB-1', 'WEB/Viewers')), MAYA);
    const first = await decide(await submit(joins), LIAM);
    expect(await endOf(first)).toBe('siteRefused');
    allow();
    await retry(first);
    expect(await endOf(first)).toBe('applied');
  });
});

describe('two give the same at once, for different times', () => {
  const PRIYA = { issue: 'WEB-1', people: ['Priya Raman'] };
  test.each([
    ['a group', GROUP],
    ['a role', 'WEB/Viewers'],
  ])('%s: what was approved for longer stays, whichever call comes first', async (_, thing) => {
    const asked = { ...PRIYA, add: [thing] };
    const forGood = await submit(asked);
    const hours = await submit({ ...asked, term: { kind: 'hours', hours: 1 } });
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /^\/group\/user|\/role\//,
      times: 1,
      effect: { kind: 'delay', milliseconds: 3 * SECOND },
    });
    value(await approve(world.as(MAYA), 'WEB-1', forGood));
    await decide(hours, MAYA);
    expect(await endOf(hours)).toBe('applied');
    await world.pass(61 * MINUTE);
    await world.sweep();
    const there = thing === GROUP ? world.members(GROUP) : world.actors('WEB', 'Viewers');
    expect(there).toContain('Priya Raman');
  });
});

describe('the shorter one’s worker dies between its call and its record, and the longer one looks meanwhile', () => {
  const PRIYA = { issue: 'WEB-1', people: ['Priya Raman'] };
  const hours = (count: number) => ({ term: { kind: 'hours', hours: count } as const });
  const HOURS = 60 * MINUTE;
  const SENT = /egress POST .*(group\/user|\/role\/)/;

  /** The worker that makes a call of that kind for the first time dies at it. */
  function killAtFirst(target: RegExp, how: 'kill' | 'killAfter' = 'killAfter'): void {
    let killed = false;
    world.platform.forge.faults.onWireCall = (call) => {
      if (killed || call.functionKey !== 'work-consumer' || !target.test(call.target)) return 'go';
      killed = true;
      return how;
    };
  }

  /** An hour, or a few more, and this: approved while the call of the former is known to nobody. */
  async function both(thing: string, longTerm: Partial<NamedAsk>, shortTerm = hours(1)) {
    const asked = { ...PRIYA, add: [thing] };
    const short = await submit({ ...asked, ...shortTerm });
    const long = await submit({ ...asked, ...longTerm });
    killAtFirst(SENT);
    await decide(short, MAYA);
    expect(await endOf(short)).toBe('begun');
    return { short, long };
  }

  async function wait(time: number) {
    await world.pass(time);
    await world.sweep();
  }

  const isThere = (thing = GROUP) =>
    (thing === GROUP ? world.members(GROUP) : world.actors('WEB', 'Viewers')).includes(
      'Priya Raman',
    );
  /** Why access ended, of which request, the latest first. */
  const endsTold = async () =>
    (await auditOf(world)).flatMap(({ event, requestId }) =>
      event.kind === 'grant.ended' ? [[event.why, requestId]] : [],
    );
  const outcomeOf = async ({ issueKey, id }: RequestView) =>
    (await steps(world.as('Noah Okafor'), issueKey, id))[0]?.outcome;

  test.each([
    ['a group', GROUP],
    ['a role', 'WEB/Viewers'],
  ])('%s: it stays for as long as was approved, and both say so', async (_, thing) => {
    const { short, long } = await both(thing, {});
    await decide(long, MAYA);
    // So far nobody knows.
    expect(await outcomeOf(long)).toMatchObject({ state: 'unchanged' });
    expect(await outcomeOf(long)).not.toMatchObject({ prolonged: true });
    await wait(5 * MINUTE);
    await wait(2 * HOURS);
    expect(isThere(thing)).toBe(true);
    expect(await endOf(short)).toBe('applied');
    expect(await outcomeOf(long)).toMatchObject({ state: 'unchanged', prolonged: true });
  });

  test.each([
    ['later', 3, 1],
    ['sooner', 1, 3],
  ])('where both end, this one %s, the later end counts', async (_, longer, shorter) => {
    const { long } = await both(GROUP, hours(longer), hours(shorter));
    await decide(long, MAYA);
    await wait(5 * MINUTE);
    await wait(2 * HOURS);
    expect(isThere()).toBe(true);
    await wait(HOURS);
    expect(isThere()).toBe(false);
  });

  test.each([
    ['the term has become too long', () => world.allow([GROUP], { longestTermDays: 7 })],
    ['the group is not listed any more', () => world.allow([])],
    [
      'whoever asked is among those who may ask no more',
      () => world.allow([GROUP], { rules: [rule({ askers: [world.groupId('design')] })] }),
    ],
    [
      'its work item is in a project in which it can’t be asked for any more',
      () => world.allow([GROUP], { rules: [rule({ projects: [projectId('MOB')] })] }),
    ],
    [
      'its work item is gone, where a rule asks in which project it is',
      async (issue: string) => {
        await world.allow([GROUP], { rules: [rule({ projects: [projectId('WEB')] })] });
        world.platform.atlassian.directory.removeIssue(issue);
      },
    ],
  ])(
    'it is not prolonged where %s before it is known whose it is, and that is told',
    async (_, narrow) => {
      const { short, long } = await both(GROUP, { issue: 'WEB-2' });
      await decide(long, MAYA);
      await narrow('WEB-2');
      await wait(5 * MINUTE);
      await wait(2 * HOURS);
      expect(isThere()).toBe(false);
      expect(await endsTold()).toEqual([
        ['expired', short.id],
        ['notProlonged', long.id],
      ]);
    },
  );

  test('it says so where it was asked for', async () => {
    const { long } = await both(GROUP, {});
    await decide(long, MAYA);
    await world.allow([]);
    await wait(5 * MINUTE);
    const [step] = await steps(world.as('Noah Okafor'), long.issueKey, long.id);
    expect(step).toMatchObject({
      outcome: { state: 'unchanged' },
      grant: { state: 'notProlonged' },
    });
    expect(step?.outcome).not.toMatchObject({ prolonged: true });
  });

  test('a group’s is not prolonged where whoever approved the longer one has come into that group', async () => {
    const stages = [stage(1, people(MAYA, 'Emma Fischer'))];
    await world.allow([GROUP], { rules: [rule({ what: about([], { roles: true }), stages })] });
    const asked: NamedAsk = { issue: 'WEB-1', groups: [GROUP], add: ['WEB/Viewers'] };
    const [short, long] = [await submit({ ...asked, ...hours(1) }), await submit(asked)];
    killAtFirst(SENT);
    await decide(short, 'Emma Fischer');
    expect(await endOf(short)).toBe('begun');
    await decide(long, MAYA);
    expect(await outcomeOf(long)).toMatchObject({ state: 'unchanged' });
    const accountId = world.person(MAYA).accountId;
    await byHand(world, 'POST', `/group/user?groupId=${world.groupId(GROUP)}`, { accountId });
    await wait(5 * MINUTE);
    await wait(2 * HOURS);
    expect(await endsTold()).toEqual([
      ['expired', short.id],
      ['notProlonged', long.id],
    ]);
  });

  test('it is taken away all the same where that was approved in between', async () => {
    const { long } = await both(GROUP, {});
    const takes = await submit({ ...PRIYA, remove: [GROUP] });
    await decide(long, MAYA);
    await world.pass(SECOND);
    await decide(takes, MAYA);
    await wait(5 * MINUTE);
    await wait(2 * HOURS);
    expect(isThere()).toBe(false);
  });

  test('what is there by somebody’s hand alone stays, and nobody’s term ends it', async () => {
    const asked = { ...PRIYA, add: [GROUP] };
    const [one, other] = [await submit({ ...asked, ...hours(1) }), await submit(asked)];
    const accountId = world.person('Priya Raman').accountId;
    await byHand(world, 'POST', `/group/user?groupId=${world.groupId(GROUP)}`, { accountId });
    await decide(one, MAYA);
    await decide(other, MAYA);
    expect([await endOf(one), await endOf(other)]).toEqual(['unchanged', 'unchanged']);
    await wait(2 * HOURS);
    expect(isThere()).toBe(true);
    expect(await outcomeOf(one)).not.toMatchObject({ prolonged: true });
  });

  test.each<[string, NamedAsk]>([
    ['themselves', { issue: 'WEB-1', people: [MAYA], add: [GROUP] }],
    ['a group that they are in', { issue: 'WEB-1', groups: [GROUP], add: ['WEB/Viewers'] }],
  ])('nobody prolongs it who approved the longer one, for %s', async (_, asked) => {
    await world.allow([GROUP], { fallbackApprovers: ['Emma Fischer'] });
    if (asked.groups !== undefined) {
      const accountId = world.person(MAYA).accountId;
      await byHand(world, 'POST', `/group/user?groupId=${world.groupId(GROUP)}`, { accountId });
    }
    const short = await submit({ ...asked, ...hours(1) });
    const long = await submit(asked);
    killAtFirst(SENT);
    await decide(short, 'Emma Fischer');
    expect(await endOf(short)).toBe('begun');
    // By what the site shows she has it for good, and gains nothing.
    await decide(long, MAYA);
    expect(await outcomeOf(long)).toMatchObject({ state: 'unchanged' });
    await wait(5 * MINUTE);
    expect(await endOf(short)).toBe('applied');
    expect(await outcomeOf(long)).not.toMatchObject({ prolonged: true });
    await wait(2 * HOURS);
    // It has ended: it could be asked for anew.
    expect(await ask(world, world.as('Noah Okafor'), asked)).toMatchObject({ ok: true });
  });

  test('and stays whenever the longer one’s worker dies as well', async () => {
    const { long } = await both(GROUP, {});
    world.platform.forge.faults.onWireCall = undefined;
    value(await approve(world.as(MAYA), 'WEB-1', long));
    const beginning = world.platform.image();
    for (let at = 0; ; at += 1) {
      await world.close();
      world = await openWorld({ from: beginning });
      const wasKilled = killAfterChange(world, at);
      await world.settle();
      await wait(5 * MINUTE);
      await wait(5 * MINUTE);
      await wait(2 * HOURS);
      const outcome = await outcomeOf(long);
      expect([at, isThere(), outcome]).toMatchObject([at, true, { prolonged: true }]);
      if (!wasKilled()) return expect(at).toBeGreaterThan(8);
    }
  }, 240_000);
});
