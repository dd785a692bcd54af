import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import { ask, get, type NamedAsk } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { siteNow } from '../support/changed-site';
import { openWorld, PANEL, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy } from '../support/rules-by';
import { answering } from '../support/site-answers';
import { storedText } from '../support/stored-text';

/**
 * Attempts to approve more under the name of less: lines of others, lines that are not there, more time, one's own part of
 * a request that one gains by, or what is another's turn. Each is refused with its reason, and nothing is written or sent.
 */
const [PRIYA, NOAH, MAYA, LIAM] = ['Priya Raman', 'Noah Okafor', 'Maya Lindqvist', 'Liam Chen'];

let world: World;
putBackAfterEach(() => world);
const { rules, ruleInput, people, stage, LEAD, about } = rulesBy(() => world);
const { levelled, named } = bundlesBy(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const DAYS = { kind: 'days', days: 7 } as const;
/** Steps 0 and 1: the group, decided by Maya and then Liam; 2 and 3: the role, by Liam as the lead of its project. */
const asked: NamedAsk = {
  issue: 'WEB-1',
  people: [PRIYA, 'Grace Kim'],
  add: ['design', 'MOB/Member'],
  term: DAYS,
};

const listed = (fallbackApprovers: readonly string[] = []) =>
  world.allow(['design', 'frontend'], { rolesOf: 'anyProject', fallbackApprovers, rules: [] });

async function submit(named: NamedAsk = asked, by = NOAH): Promise<RequestView> {
  const request = value(await ask(world, world.as(by), named));
  await world.settle();
  return request;
}

interface Attempt {
  readonly by?: string;
  readonly less: unknown;
  readonly comment?: string;
  /** Just before it is sent. */
  readonly before?: () => void;
}

async function attempt(
  { id, issueKey }: RequestView,
  { by = MAYA, less, comment = 'Less.', before }: Attempt,
) {
  const { revision } = await get(world.as(NOAH), issueKey, id);
  const payload = { requestId: id, revision, decision: 'approve', comment, less };
  before?.();
  return world.as(by).raw(PANEL, 'request.decide', payload, {
    type: 'jira:issuePanel',
    issue: { id: world.platform.atlassian.directory.issue(issueKey)?.id, key: issueKey },
  });
}

/** Nothing is written and nothing is sent, and the answer says why. */
async function refused(request: RequestView, what: Attempt, error: object): Promise<void> {
  await world.settle();
  const before = [siteNow(world), storedText(world.platform)];
  const answer = await attempt(request, what);
  expect(answer).toMatchObject({ ok: false, error });
  await world.settle();
  expect([siteNow(world), storedText(world.platform)]).toEqual(before);
}

const code = (refusal: string) => ({ code: 'request', refusal: { code: refusal } });

describe('of a request that two people decide', () => {
  let request: RequestView;
  beforeAll(async () => {
    await listed();
    request = await submit();
  });

  test.each<[string, Attempt, object]>([
    ['a line of the other', { less: { leftOut: [2] } }, code('notTheirsToLeaveOut')],
    ['lines of both', { less: { leftOut: [0, 2] } }, code('notTheirsToLeaveOut')],
    ['a line beyond the last', { less: { leftOut: [4] } }, code('notTheirsToLeaveOut')],
    ['all that is theirs', { less: { leftOut: [0, 1] } }, code('nothingLeftToApprove')],
    ['nothing', { less: { leftOut: [] } }, code('nothingLeftOut')],
    ['no reason', { less: { leftOut: [0] }, comment: '  ' }, code('lessWithoutReason')],
    [
      'more time',
      { less: { leftOut: [0], term: { kind: 'days', days: 8 } } },
      code('termNotShorter'),
    ],
    [
      'access for good',
      { less: { leftOut: [], term: { kind: 'permanent' } } },
      code('termNotShorter'),
    ],
    [
      'a term that is over',
      { less: { leftOut: [], term: { kind: 'until', at: 1 } } },
      code('termOver'),
    ],
    ['somebody who decides nothing', { less: { leftOut: [0] }, by: PRIYA }, code('notYourTurn')],
    ['the requester', { less: { leftOut: [0] }, by: NOAH }, code('ownRequest')],
    ['a line that is no number', { less: { leftOut: ['0'] } }, { code: 'badInput' }],
    ['a line below the first', { less: { leftOut: [-1] } }, { code: 'badInput' }],
  ])('%s', (_, what, error) => refused(request, what, error));
});

test('whoever gains by one line does not approve the others by leaving it out', async () => {
  await listed([LIAM]);
  const request = await submit({ ...asked, people: [PRIYA, MAYA], add: ['design'] });
  const gains = { code: 'request', refusal: { code: 'wouldGain', mayDecline: true } };
  await refused(request, { less: { leftOut: [1] } }, gains);
});

test('whoever leaves out what would be taken from them keeps that, gets nothing by it, and is named to whoever asked', async () => {
  await listed([LIAM]);
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('design'), world.person(MAYA).accountId);
  directory.addMember(world.groupId('design'), world.person('Grace Kim').accountId);
  const request = await submit({
    issue: 'WEB-1',
    people: [MAYA, 'Grace Kim'],
    remove: ['design'],
  });
  expect(await attempt(request, { less: { leftOut: [0] }, comment: 'I stay.' })).toMatchObject({
    ok: true,
  });
  await world.settle();
  const members = world.members('design');
  expect([members.includes(MAYA), members.includes('Grace Kim')]).toEqual([true, false]);
  const { less } = await get(world.as(NOAH), 'WEB-1', request.id);
  expect(less).toMatchObject([
    {
      by: { displayName: MAYA },
      reason: 'I stay.',
      leftOut: [{ verb: 'remove', subjects: [{ displayName: MAYA }] }],
    },
  ]);
  const told = world.platform.atlassian.notificationsOf(world.person(NOAH).accountId);
  expect(told.map(({ text }) => text).join()).toContain('I stay.');
});

test('a later stage leaves nothing out before its turn, and the earlier one does not answer for it', async () => {
  await rules({ stages: [stage(1, LEAD), stage(1, people(LIAM))], what: about(['design']) });
  const request = await submit({ ...asked, add: ['design'] });
  await refused(request, { less: { leftOut: [0] }, by: LIAM }, code('notYourTurn'));
  expect(await attempt(request, { less: { leftOut: [0] } })).toMatchObject({ ok: true });
  await world.settle();
  expect(world.members('design')).not.toContain('Grace Kim');
  await refused(request, { less: { leftOut: [] } }, code('notYourTurn'));
  const { approvals } = await get(world.as(NOAH), 'WEB-1', request.id);
  expect(approvals.map(({ decisions }) => decisions.length)).toEqual([1, 0]);
});

test('what one has left out is given by no later approval, retry or mark', async () => {
  await listed();
  const request = await submit();
  expect(await attempt(request, { less: { leftOut: [0] } })).toMatchObject({ ok: true });
  await refused(request, { less: { leftOut: [0] }, by: LIAM }, code('notTheirsToLeaveOut'));
  expect(await attempt(request, { less: { leftOut: [1] }, by: LIAM })).toMatchObject({ ok: true });
  await world.settle();
  expect(world.members('design')).not.toContain(PRIYA);
  expect(world.members('design')).toContain('Grace Kim');
  await world.pass(DAY);
  const again = await world.as(NOAH).panel('request.retry', 'WEB-1', { requestId: request.id });
  expect(again).toMatchObject({ ok: false });
  expect(world.members('design')).not.toContain(PRIYA);
});

describe('whoever comes in for another only as the site does not tell of them just now leaves out nothing of theirs', () => {
  /** Step 0: the group, decided by Maya; 1 and 2: the role, by Olivia, whose groups are looked at as a group is to be in it. */
  const withGroup: NamedAsk = {
    issue: 'WEB-1',
    people: [PRIYA],
    groups: ['qa'],
    add: ['design', 'WEB/Developers'],
    term: DAYS,
  };
  let request: RequestView;
  beforeAll(async () => {
    const rule = ruleInput(
      { what: about([], { roles: true }), stages: [stage(1, people('Olivia Hart'))] },
      0,
    );
    await world.allow(['design'], {
      rolesOf: 'anyProject',
      fallbackApprovers: [MAYA],
      rules: [rule],
    });
    request = await submit(withGroup);
  });

  test.each([
    ['all of it', [1, 2]],
    ['a line of it', [1]],
  ])('%s', async (_, leftOut) => {
    const stops: (() => void)[] = [];
    const before = () => {
      const { faults } = world.platform.atlassian;
      const query = new RegExp(encodeURIComponent(world.person('Olivia Hart').accountId));
      stops.push(faults.add({ path: /^\/user\/groups/, query, effect: answering(200, null) }));
    };
    await refused(request, { less: { leftOut }, before }, { code: 'platform', retryable: true });
    for (const stop of stops) stop();
    await refused(request, { less: { leftOut } }, code('notTheirsToLeaveOut'));
  });
});

describe('a lower level of a bundle in the place of the one that was asked for', () => {
  const levels = { read: ['design'], write: ['design', 'frontend', 'MOB/Member'] };
  const dev = () => levelled('Dev', levels);
  let request: RequestView;
  let shown: { readonly levelId: string; readonly mark: string };

  const save = (bundle = dev()) =>
    world.allow(['design', 'frontend', 'qa'], {
      rolesOf: 'anyProject',
      fallbackApprovers: [],
      rules: [],
      bundles: [bundle],
    });
  const below = async (by: string, { id } = request) =>
    value(await world.as(by).panel('request.levels', 'WEB-1', { requestId: id }));
  const submitted = async (over: Partial<NamedAsk> = {}) =>
    submit({
      ...asked,
      people: [PRIYA],
      add: levels.write,
      bundles: [await named(world.as(NOAH), 'WEB-1', 'dev', 'write')],
      ...over,
    });
  const less = (over: object = {}) => ({
    less: { leftOut: [], levels: [{ bundleId: 'dev', ...shown, ...over }] },
  });

  beforeAll(async () => {
    await save(levelled('Dev', { ...levels, write: ['design', 'frontend'] }));
    request = await submitted({ add: ['design', 'frontend'] });
    const [of] = await below(MAYA);
    shown = of?.levels[0] ?? { levelId: '', mark: '' };
  });

  test('is told to nobody who would not approve it now', async () => {
    expect(await below(MAYA)).toMatchObject([{ levels: [{ levelId: 'read', leftOut: [1] }] }]);
    expect(await below(NOAH)).toEqual([]);
    expect(await below(PRIYA)).toEqual([]);
  });

  test.each<[string, () => Attempt, object]>([
    ['the same level', () => less({ levelId: 'write' }), code('levelNotLower')],
    ['one that is not there', () => less({ levelId: 'admin' }), code('levelNotLower')],
    ['one by the mark of another', () => less({ mark: 'made-up' }), code('levelNotLower')],
    ['one of another bundle', () => less({ bundleId: 'ops' }), code('levelNotLower')],
    ['as whoever asked', () => ({ ...less(), by: NOAH }), code('ownRequest')],
    ['as somebody who decides nothing', () => ({ ...less(), by: PRIYA }), code('notYourTurn')],
    ['without a reason', () => ({ ...less(), comment: ' ' }), code('lessWithoutReason')],
    ['null', () => ({ less: { leftOut: [], levels: null } }), { code: 'badInput' }],
    ['without a mark', () => less({ mark: undefined }), { code: 'badInput' }],
  ])('%s is refused', async (_, what, error) => {
    await refused(request, what(), error);
  });

  test('into which an admin puts more meanwhile gives nothing that was not asked for', async () => {
    await save(levelled('Dev', { read: ['design', 'qa'], write: ['design', 'frontend'] }));
    await refused(request, less(), code('levelNotLower'));
    // Not by what it shows now either: nobody has asked for it.
    const [of] = await below(MAYA);
    expect(of?.levels).toMatchObject([{ notAskedFor: { groups: [{ name: 'qa' }], others: 0 } }]);
    await refused(request, less({ mark: of?.levels[0]?.mark }), code('levelNotLower'));
  });

  test('that is not below the one that was asked for any more is refused', async () => {
    const { levels: ordered = [], ...bundle } = levelled('Dev', {
      ...levels,
      write: ['design', 'frontend'],
    });
    await save({ ...bundle, levels: [...ordered].reverse() });
    expect(await below(MAYA)).toMatchObject([{ levels: [] }]);
    await refused(request, less(), code('levelNotLower'));
  });

  test('for which lines would have to go that others decide is refused', async () => {
    await save();
    const both = await submitted();
    const [of] = await below(MAYA, both);
    expect(of?.levels).toMatchObject([{ ofOthers: [{ kind: 'role' }] }]);
    const level = of?.levels[0];
    await refused(
      both,
      {
        less: {
          leftOut: [],
          levels: [{ bundleId: 'dev', levelId: level?.levelId, mark: level?.mark }],
        },
      },
      code('notTheirsToLeaveOut'),
    );
  });

  test('does not let somebody decide who would gain by what goes', async () => {
    await save(levelled('Dev', { ...levels, write: ['design', 'frontend'] }));
    const own = await submitted({ people: [PRIYA, MAYA], add: ['design', 'frontend'] }).catch(
      () => undefined,
    );
    // Nobody else could decide it: it is not even made.
    expect(own).toBeUndefined();
    await world.allow(['design', 'frontend'], {
      fallbackApprovers: [LIAM],
      bundles: [levelled('Dev', { ...levels, write: ['design', 'frontend'] })],
    });
    const theirs = await submitted({ people: [PRIYA, MAYA], add: ['design', 'frontend'] });
    expect(await below(MAYA, theirs)).toEqual([]);
    await refused(theirs, less(), {
      code: 'request',
      refusal: { code: 'wouldGain', mayDecline: true },
    });
  });

  test('gives those lines alone, and its name says what was asked for', async () => {
    await save(levelled('Dev', { ...levels, write: ['design', 'frontend'] }));
    const one = await submitted({ add: ['design', 'frontend'] });
    expect(await attempt(one, less())).toMatchObject({ ok: true });
    await world.settle();
    expect(world.members('frontend')).not.toContain(PRIYA);
    expect(world.members('design')).toContain(PRIYA);
    expect((await get(world.as(NOAH), 'WEB-1', one.id)).bundles).toMatchObject([
      { levelId: 'read', name: 'Dev, read', insteadOf: 'Dev, write' },
    ]);
  });
});
