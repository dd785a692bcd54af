import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { extensionId } from '../../local/forge/runtime/extension-id';
import type { RequestView } from '../../src/contract/views';
import { approve, ask, get, type NamedAsk } from '../support/ask-for';
import { error, manifest, openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy } from '../support/rules-by';

/**
 * Who holds the app's permission in the work item's project, where a rule asks them: barred as a lead is, and only as long
 * as Jira says so.
 */
let world: World;
const site = putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await rules({ stages: [stage(1, PERMISSION)] });
});
beforeEach(() => {
  directory().grantInProject('WEB', DECIDE, ROLE);
});
afterEach(() => {
  world.platform.atlassian.faults.clear();
  directory().takeBackInProject('WEB', DECIDE, ROLE);
});
afterAll(() => world.close());

const DECIDE = extensionId(manifest, 'decide-on-access');
const ROLE = 'Viewers';
const { LEAD, PERMISSION, stage, rules } = rulesBy(() => world);
const [EMMA, LIAM, MAYA, PRIYA] = [
  'Emma Fischer',
  'Liam Chen',
  'Maya Lindqvist',
  'Priya Raman',
] as const;
const directory = () => world.platform.atlassian.directory;
/** These people, and nobody else, are in the role that it is granted to. */
function only(...names: readonly string[]): void {
  for (const name of world.actors('WEB', ROLE)) site().noActor(`WEB/${ROLE}`, name);
  for (const groupId of directory().actorsOf('WEB', ROLE).groupIds)
    directory().removeActor('WEB', ROLE, { groupId });
  for (const name of names) site().actor(`WEB/${ROLE}`, name);
}
const NAMED: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['design'] };
const submit = (over: Partial<NamedAsk> = {}) =>
  ask(world, world.as('Noah Okafor'), { ...NAMED, ...over });
const decide = (name: string, request: RequestView) => approve(world.as(name), 'WEB-1', request);
const now = (request: RequestView) => get(world.as('Noah Okafor'), 'WEB-1', request.id);
const names = (all: readonly { readonly displayName: string }[]) =>
  all.map(({ displayName }) => displayName).sort();

describe('whoever holds the permission', () => {
  test('decides, and the project lead who does not hold it does not', async () => {
    only(EMMA, LIAM);
    const request = value(await submit());
    expect(request.approvals.map(({ approvers }) => names(approvers))).toEqual([[EMMA, LIAM]]);
    expect(request.approvals[0]?.trace[0]?.tried).toEqual({
      source: 'permission',
      projectKey: 'WEB',
    });
    expect(error(await decide(MAYA, request))).toMatchObject({ refusal: { code: 'notYourTurn' } });
    value(await decide(EMMA, request));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
    expect(world.members('design')).toContain(PRIYA);
  });

  test.each<[string, readonly string[], Partial<NamedAsk>, () => void, string]>([
    ['asks', ['Noah Okafor'], {}, () => {}, 'isRequester'],
    ['gains', [EMMA], { people: [EMMA] }, () => {}, 'gains'],
    ['is nobody', [], {}, () => {}, 'nobody'],
    // Jira finds nobody who is inactive.
    ['is inactive', [EMMA], {}, () => site().inactive(EMMA), 'nobody'],
    ['is refused to the app', [EMMA], {}, () => fault(403), 'notKnown'],
    ['is known to nobody', [EMMA], {}, () => fault(404), 'notKnown'],
    ['is no permission here', [EMMA], {}, () => fault(400), 'notKnown'],
  ])('does not decide who %s', async (_, holders, over, before, outcome) => {
    only(...holders);
    before();
    const refused = error(await submit(over));
    expect(refused).toMatchObject({ refusal: { code: 'noApprover', rules: ['Rule 0'] } });
    expect(JSON.stringify(refused)).toContain(`"outcome":"${outcome}"`);
  });

  const fault = (status: number) =>
    site().fault(/^\/user\/permission\/search/, status, { errorMessages: [], errors: {} });

  test('is asked for again where Jira only does not tell now', async () => {
    only(EMMA);
    fault(503);
    expect(error(await submit())).toMatchObject({ code: 'platform', retryable: true });
  });

  test('is nobody where more than twenty people who can act do', async () => {
    only();
    const group = directory()
      .groups()
      .find(({ groupId }) => directory().membersOf(groupId).length > 40);
    if (group === undefined) throw new Error('There is no such group');
    directory().addActor('WEB', ROLE, { groupId: group.groupId });
    const refused = error(await submit());
    expect(refused).toMatchObject({ refusal: { code: 'noApprover' } });
    expect(JSON.stringify(refused)).toContain('"outcome":"tooMany"');
  });

  test('is whoever holds it by the decision, in the project that the work item is in by then', async () => {
    only(EMMA, LIAM);
    const request = value(await submit({ issue: 'WEB-2' }));
    site().noActor(`WEB/${ROLE}`, EMMA);
    const decideThere = (name: string) => approve(world.as(name), 'WEB-2', request);
    expect(error(await decideThere(EMMA))).toMatchObject({
      refusal: { code: 'notYourTurn', approvers: [{ displayName: LIAM }] },
    });
    directory().takeBackInProject('WEB', DECIDE, ROLE);
    expect(error(await decideThere(LIAM))).toMatchObject({ refusal: { code: 'notYourTurn' } });
    expect(world.members('design')).not.toContain(PRIYA);
  });

  test('decides beside the lead, each once', async () => {
    only(EMMA);
    await rules({ stages: [stage(2, LEAD, PERMISSION)] });
    const request = value(await submit());
    expect(request.approvals.map(({ approvers }) => names(approvers))).toEqual([[EMMA, MAYA]]);
    value(await decide(EMMA, request));
    await world.settle();
    expect((await now(request)).state).toBe('awaitingApproval');
    value(await decide(MAYA, await now(request)));
    await world.settle();
    expect((await now(request)).state).toBe('completed');
  });
});
