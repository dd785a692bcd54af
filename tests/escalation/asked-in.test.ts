import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import type { RequestView } from '../../src/contract/views';
import { MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askOf, auditOf, get, type NamedAsk, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy } from '../support/rules-by';

/**
 * A rule says in whose work items something can be asked for. It is the project that the work item is in as somebody asks,
 * and again as it is carried out, known by its id.
 */
let world: World;
const site = putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const { about, people, rules, stage } = rulesBy(() => world);
const directory = () => world.platform.atlassian.directory;
const projectId = (key: string) => directory().projectOf(key).id;

const NAMED = { people: ['Priya Raman'], add: ['design'] };
const NOT_ALLOWED = { reason: 'projectNotAllowed', rule: 'Rule 0' };
const NOT_KNOWN = { reason: 'projectNotKnown', rule: 'Rule 0' };
const submit = (issue: string, over: Partial<NamedAsk> = {}, name = 'Noah Okafor') =>
  ask(world, world.as(name), { ...NAMED, issue, ...over });
const verdictIn = async (issue: string, over: Partial<NamedAsk> = {}, name = 'Noah Okafor') => {
  const named = { ...NAMED, issue, ...over };
  const term = { kind: 'permanent' } as const;
  const asked = { ask: askOf(world, named), term };
  const { lines } = value(await world.as(name).panel('request.preview', issue, asked));
  return lines.map(({ verdict }) => verdict);
};
const now = (issue: string, { id }: RequestView) => get(world.as('Noah Okafor'), issue, id);
const isMember = () => world.members('design').includes('Priya Raman');

/** The step has failed for it, and the audit says by which rule. */
async function expectRefusedInTheEnd(issue: string, request: RequestView, why: object) {
  const [step] = await steps(world.as('Noah Okafor'), issue, request.id);
  expect(step?.outcome).toMatchObject({ state: 'failed', ...why });
  const told = (await auditOf(world)).filter((one) => one.requestId === request.id);
  expect(told.map(({ event }) => event)).toContainEqual(expect.objectContaining(why));
  expect(isMember()).toBe(false);
}

describe('what can be asked for in the work items of one project', () => {
  test('is refused in another by the name of the rule, and not to be submitted there', async () => {
    await rules({ projects: [projectId('WEB')] });
    expect(await verdictIn('WEB-1')).toEqual([{ verdict: 'change' }]);
    expect(await verdictIn('MOB-1')).toEqual([{ verdict: 'refused', ...NOT_ALLOWED }]);
    expect(error(await submit('MOB-1'))).toMatchObject({ refusal: { code: 'nothingToChange' } });
    // Of what no rule is about, nothing is asked.
    expect(await verdictIn('MOB-1', { add: ['frontend'] })).toEqual([{ verdict: 'change' }]);
  });

  test('is refused in another also to who is to lose it', async () => {
    site().join('design', 'Priya Raman');
    await rules({ projects: [projectId('WEB')] });
    const remove = { add: [], remove: ['design'] };
    expect(await verdictIn('MOB-1', remove)).toEqual([{ verdict: 'refused', ...NOT_ALLOWED }]);
  });

  test('is asked for where all of the rules about it say so', async () => {
    await rules(
      { projects: [projectId('WEB'), projectId('MOB')] },
      { projects: [projectId('MOB')], what: about([], { roles: true }) },
      { projects: [projectId('WEB')] },
    );
    expect(await verdictIn('WEB-1')).toEqual([{ verdict: 'change' }]);
    expect(await verdictIn('MOB-1')).toMatchObject([{ ...NOT_ALLOWED, rule: 'Rule 2' }]);
  });

  test('is not given once its work item was moved before it was decided', async () => {
    await rules({ projects: [projectId('WEB')] });
    const request = value(await submit('WEB-2'));
    await world.settle();
    const moved = directory().moveIssue('WEB-2', 'MOB');
    await world.sweep();
    const plan = await world
      .as('Liam Chen')
      .panel('request.plan', moved, { requestId: request.id });
    expect(value(plan).differs).toMatchObject([
      { verdict: { verdict: 'refused', ...NOT_ALLOWED } },
    ]);
    value(await approve(world.as('Liam Chen'), moved, await now(moved, request)));
    await world.settle();
    await expectRefusedInTheEnd(moved, request, NOT_ALLOWED);
  });

  test('is not given once its work item, moved to where another lead approved it, is back', async () => {
    await rules({ projects: [projectId('WEB')] });
    const request = value(await submit('WEB-6'));
    const away = directory().moveIssue('WEB-6', 'MOB');
    value(await approve(world.as('Liam Chen'), away, await now(away, request)));
    const back = directory().moveIssue(away, 'WEB');
    await world.settle();
    await expectRefusedInTheEnd(back, request, NOT_ALLOWED);
  });

  test('is not given by another lead who approved it there, though others decide the rest where it can be asked for', async () => {
    await rules(
      { projects: [projectId('WEB')] },
      { what: about(['frontend']), stages: [stage(1, people('Grace Kim'))] },
    );
    const here = directory().moveIssue('MOB-2', 'WEB');
    const request = value(await submit(here, { add: ['design', 'frontend'] }));
    const away = directory().moveIssue(here, 'MOB');
    value(await approve(world.as('Liam Chen'), away, await now(away, request)));
    const back = directory().moveIssue(away, 'WEB');
    value(await approve(world.as('Grace Kim'), back, await now(back, request)));
    await world.settle();
    await expectRefusedInTheEnd(back, request, NOT_ALLOWED);
    expect(world.members('frontend')).toContain('Priya Raman');
  });

  test('is not given once its work item was moved after it was approved', async () => {
    await rules({ projects: [projectId('WEB')] });
    const request = value(await submit('WEB-3'));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-3', request));
    const moved = directory().moveIssue('WEB-3', 'MOB');
    await world.settle();
    await expectRefusedInTheEnd(moved, request, NOT_ALLOWED);
  });

  test('is not given once the policy says otherwise after it was approved', async () => {
    const request = value(await submit('WEB-1'));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await rules({ projects: [projectId('MOB')] });
    await world.settle();
    await expectRefusedInTheEnd('WEB-1', request, NOT_ALLOWED);
  });

  test('is given where the project is called otherwise, and not where another has its name', async () => {
    await rules({ projects: [projectId('WEB')] });
    const request = value(await submit('WEB-1'));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    site().renamed('WEB', 'SITE', 'Websites');
    site().renamed('MOB', 'WEB', 'Website');
    expect(await verdictIn('SITE-1')).toEqual([{ verdict: 'change' }]);
    expect(await verdictIn('WEB-1')).toEqual([{ verdict: 'refused', ...NOT_ALLOWED }]);
    await world.settle();
    expect((await now('SITE-1', request)).state).toBe('completed');
    expect(isMember()).toBe(true);
  });
});

describe('where it is not known which project the work item is in', () => {
  test('nothing is asked for: the app does not see it', async () => {
    await rules({ projects: [projectId('WEB')] });
    expect(await verdictIn('HIRE-1', {}, 'Charlotte Dubois')).toEqual([
      { verdict: 'refused', ...NOT_KNOWN },
    ]);
  });

  test('nothing is given: it was moved to where the app does not see it', async () => {
    await rules({ projects: [projectId('WEB')] });
    const request = value(await submit('WEB-4'));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-4', request));
    directory().moveIssue('WEB-4', 'HIRE');
    await world.settle();
    expect(isMember()).toBe(false);
    const told = (await auditOf(world)).filter((one) => one.requestId === request.id);
    expect(told.map(({ event }) => event)).toContainEqual(expect.objectContaining(NOT_KNOWN));
  });

  test('nothing is given: it is gone', async () => {
    await rules({ projects: [projectId('WEB')] });
    const request = value(await submit('WEB-5'));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-5', request));
    directory().removeIssue('WEB-5');
    await world.settle();
    expect(isMember()).toBe(false);
    const told = (await auditOf(world)).filter((one) => one.requestId === request.id);
    expect(told.map(({ event }) => event)).toContainEqual(expect.objectContaining(NOT_KNOWN));
  });

  /** As the app asks for it, and nobody else. */
  const fails = (effect: FaultRule['effect']) =>
    world.platform.atlassian.faults.add({
      path: /^\/issue\/[^/]+$/,
      query: /fields=project/,
      via: 'gateway',
      effect,
    });

  test('and Jira says that it does not tell, it is refused', async () => {
    await rules({ projects: [projectId('WEB')] });
    const wellAgain = fails({ kind: 'answer', status: 403 });
    expect(await verdictIn('WEB-1')).toEqual([{ verdict: 'refused', ...NOT_KNOWN }]);
    wellAgain();
  });

  test.each<[string, FaultRule['effect'], string]>([
    ['is down', { kind: 'answer', status: 503 }, 'siteUnavailable'],
    [
      'asks to slow down',
      { kind: 'answer', status: 429, headers: { 'retry-after': '20' } },
      'rateLimited',
    ],
    ['breaks off', { kind: 'reset', when: 'before' }, 'siteUnavailable'],
  ])('as Jira %s, it is asked for again, and waited for before the effects', async (...row) => {
    const [, effect, cause] = row;
    await rules({ projects: [projectId('WEB')] });
    let wellAgain = fails(effect);
    expect(error(await submit('WEB-1'))).toMatchObject({ code: 'platform', retryable: true });
    wellAgain();
    await world.pass(MINUTE);
    const request = value(await submit('WEB-1'));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    wellAgain = fails(effect);
    await world.settle();
    expect(await now('WEB-1', request)).toMatchObject({ state: 'applying', pause: { cause } });
    expect(isMember()).toBe(false);
    wellAgain();
    await world.pass(5 * MINUTE);
    expect((await now('WEB-1', request)).state).toBe('completed');
    expect(isMember()).toBe(true);
  });
});
