import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

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
