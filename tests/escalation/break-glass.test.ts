import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { askAndApprove, get, type NamedAsk, steps } from '../support/ask-for';
import { FOUR_HOURS, glassBy } from '../support/glass';
import { error, openWorld, value, type World } from '../support/open-world';
import { rulesBy } from '../support/rules-by';

/** Attempts to gain by breaking the glass more than a policy lets, for others, for longer, or without anybody who looks at it after. */
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
const OLIVIA = 'Olivia Hart';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());
const { opens, breaks, preview, review } = glassBy(() => world);
const { about, members, ruleInput, stage } = rulesBy(() => world);
const directory = () => world.platform.atlassian.directory;
const because = async (by: string, more: Partial<NamedAsk> = {}) => {
  const answer = await breaks(by, more);
  await world.settle();
  const told = error(answer);
  return told.code === 'request' && told.refusal.code === 'noGlass' ? told.refusal.because : told;
};

describe('is refused', () => {
  test.each<[string, string, string, Partial<NamedAsk>, () => unknown]>([
    ['for whom the policy does not name', 'notNamed', PRIYA, {}, () => {}],
    ['for a colleague', 'notForThemself', NOAH, { people: [PRIYA] }, () => {}],
    ['for a colleague as well', 'notForThemself', NOAH, { people: [NOAH, PRIYA] }, () => {}],
    [
      'for a group that they are in',
      'notForThemself',
      NOAH,
      { people: [], groups: ['frontend'], add: ['WEB/Viewers'] },
      () => {},
    ],
    ['what is created', 'notForThemself', NOAH, { createGroup: 'crew', add: [] }, () => {}],
    [
      'a new account',
      'notForThemself',
      NOAH,
      { people: [], invite: ['new@acme.example'], add: [] },
      () => {},
    ],
    [
      'what is taken away',
      'notForThemself',
      NOAH,
      { people: [LIAM], add: [], remove: ['frontend'] },
      () => directory().addMember(world.groupId('frontend'), world.person(LIAM).accountId),
    ],
    ['for longer', 'termNotShort', NOAH, { term: { kind: 'hours', hours: 5 } }, () => {}],
    ['for a day', 'termNotShort', NOAH, { term: { kind: 'days', days: 1 } }, () => {}],
    ['for good', 'termNotShort', NOAH, { term: { kind: 'permanent' } }, () => {}],
    ['a group that is not named', 'notOpened', NOAH, { add: ['finance'] }, () => {}],
    ['that group beside another', 'notOpened', NOAH, { add: ['design', 'finance'] }, () => {}],
    ['a role, as none is opened', 'notOpened', NOAH, { add: ['WEB/Viewers'] }, () => {}],
    [
      'what somebody else decides by it',
      'membersDecide',
      NOAH,
      {},
      () =>
        opens(
          [NOAH],
          {},
          {
            rules: [
              ruleInput({ what: about(['frontend']), stages: [stage(1, members('design'))] }, 0),
            ],
          },
        ),
    ],
    [
      'what its members get without approval',
      'membersGet',
      NOAH,
      {},
      () =>
        opens(
          [NOAH],
          {},
          {
            rules: [
              ruleInput(
                {
                  what: about(['frontend']),
                  askers: [world.groupId('design')],
                  byPolicy: true,
                  longestTermDays: 30,
                },
                0,
              ),
            ],
          },
        ),
    ],
    [
      'what administers a project, where only other roles are opened',
      'notOpened',
      NOAH,
      { add: ['WEB/Administrators'] },
      () => opens([NOAH], { roles: 'ordinary' }),
    ],
    ['whoever signed it', 'signerGains', OLIVIA, {}, () => opens([OLIVIA])],
  ])('%s: %s', async (_, expected, by, more, before) => {
    await opens([NOAH], { listed: ['design', 'frontend', 'finance'] });
    await before();
    const was = world.members('design');
    expect(await because(by, more)).toBe(expected);
    expect(world.members('design')).toEqual(was);
  });

  test('once whoever signed can’t sign in any more', async () => {
    await opens([NOAH]);
    const sofia = world.as('Sofia Costa');
    const { policy } = value(await sofia.admin('admin.load', {}));
    if (policy === undefined) throw new Error('The policy can’t be read');
    value(
      await sofia.admin('policy.save', {
        version: policy.version,
        connectionId: policy.connectionId ?? null,
        requestableGroups: policy.requestableGroups.map(({ groupId }) => ({
          groupId,
          unlockedFor: [],
        })),
        rolesOf: policy.rolesOf,
        creation: policy.creation,
        fallbackApprovers: [],
        decideWithinDays: 9,
        longestTermDays: null,
        rules: [],
        breakGlass: {
          people: [world.person(NOAH).accountId],
          groups: [world.groupId('design')],
          roles: 'none',
        },
      }),
    );
    expect(value(await preview(NOAH)).glass).toMatchObject({
      enabledBy: { displayName: 'Sofia Costa' },
    });
    directory().setActive(world.person('Sofia Costa').accountId, false);
    expect(await because(NOAH)).toBe('signerGone');
  });

  test('what begins later', async () => {
    await opens([NOAH]);
    const startsAt = world.platform.clock.now() + DAY;
    expect(await because(NOAH, { startsAt })).toBe('notNow');
  });

  test.each([
    ['site', 'site-admins'],
    ['whole Jira', 'jira-administrators'],
  ])('what administers the %s, though it is unlocked and named', async (_, group) => {
    await opens([NOAH], { listed: ['design', group], groups: [group] }, { unlocked: [group] });
    expect(await because(NOAH, { add: [group] })).toBe('administersSite');
    expect(world.members(group)).not.toContain(NOAH);
  });

  test('a protected group that is named and not unlocked', async () => {
    await opens([NOAH], { listed: ['design', 'platform-crew'], groups: ['platform-crew'] });
    const plan = value(await preview(NOAH, { add: ['platform-crew'] }));
    expect(plan.refusal).toMatchObject({ code: 'nothingToChange' });
  });

  test('what is held already, which it would prolong', async () => {
    await opens([NOAH]);
    await askAndApprove(world, {
      issue: 'WEB-1',
      people: [NOAH],
      add: ['design'],
      term: { kind: 'hours', hours: 1 },
    });
    expect(await because(NOAH)).toBe('prolongs');
    await world.pass(2 * HOUR);
    await world.sweep();
    expect(world.members('design')).not.toContain(NOAH);
  });

  test('what somebody said is not to be renewed', async () => {
    await opens([NOAH]);
    const { id: requestId } = value(await breaks(NOAH));
    await world.settle();
    const place = {
      subject: { kind: 'person' as const, accountId: world.person(NOAH).accountId },
      access: { kind: 'group' as const, groupId: world.groupId('design') },
    };
    const said = { requestId, places: [place], may: 'notRenew', reason: 'Enough.' };
    value(await world.as(MAYA).panel('request.renewal', 'WEB-1', said as never));
    value(await review(MAYA, await get(world.as(NOAH), 'WEB-1', requestId)));
    await world.pass(5 * HOUR);
    await world.sweep();
    expect(await because(NOAH)).toBe('notToBeRenewed');
  });
});

test('however often it is sent, and whatever is tried with it, it is over when it was to be', async () => {
  await opens([NOAH]);
  const from = world.platform.clock.now();
  const { id } = value(await breaks(NOAH));
  await world.settle();
  // Another request by the same form, another work item, a renewal.
  for (const more of [{}, { issue: 'WEB-2' }, { term: { kind: 'hours', hours: 1 } as const }]) {
    await world.pass(HOUR);
    expect((await breaks(NOAH, more)).ok).toBe(false);
  }
  const shown = await get(world.as(NOAH), 'WEB-1', id);
  expect(shown.endsAt).toBeLessThanOrEqual(from + 4 * HOUR + MINUTE);
  await world.pass(HOUR + 2 * MINUTE);
  await world.sweep();
  expect(world.members('design')).not.toContain(NOAH);
});

test('what could not be given meanwhile is not given once its hours are over', async () => {
  await opens([NOAH]);
  const faults = world.platform.atlassian.faults;
  const wellAgain = faults.add({
    path: /^\/group\/user/,
    via: 'token',
    effect: { kind: 'answer', status: 503, body: '' },
  });
  const { id } = value(await breaks(NOAH));
  await world.settle();
  await world.pass(5 * HOUR);
  wellAgain();
  await world.sweep();
  await world.pass(HOUR);
  await world.sweep();
  await world.as(NOAH).panel('request.retry', 'WEB-1', { requestId: id });
  await world.settle();
  expect(world.members('design')).not.toContain(NOAH);
});

test('a payload that says so of a request that waits changes nothing of it', async () => {
  await opens([NOAH]);
  const plan = value(await preview(NOAH, { breaksGlass: false }));
  const submitted = await world.as(NOAH).panel('request.submit', 'WEB-1', {
    ask: {
      subjects: [{ kind: 'person', accountId: world.person(NOAH).accountId }],
      changes: [{ kind: 'group', verb: 'add', groupId: world.groupId('design') }],
    },
    term: FOUR_HOURS,
    breaksGlass: true,
    justification: 'Now.',
    planFingerprint: plan.fingerprint,
    submissionKey: 'a-key-of-the-form',
  });
  expect(error(submitted)).toMatchObject({ refusal: { code: 'planChanged' } });
  await world.settle();
  expect(world.members('design')).not.toContain(NOAH);
});

test('a version of the policy between what was shown and what is sent has it shown again', async () => {
  await opens([NOAH]);
  const plan = value(await preview(NOAH));
  await opens([NOAH], {}, { decideWithinDays: 8 });
  const submitted = await world.as(NOAH).panel('request.submit', 'WEB-1', {
    ask: {
      subjects: [{ kind: 'person', accountId: world.person(NOAH).accountId }],
      changes: [{ kind: 'group', verb: 'add', groupId: world.groupId('design') }],
    },
    term: FOUR_HOURS,
    breaksGlass: true,
    justification: 'Now.',
    planFingerprint: plan.fingerprint,
    submissionKey: 'a-key-of-the-form',
  });
  expect(error(submitted)).toMatchObject({ refusal: { code: 'planChanged' } });
});

test('whoever took it reviews nothing of their own, by whatever surface, nor who gains by it', async () => {
  await opens([MAYA]);
  // She leads the project: nobody else would have decided, and whoever enabled it reviews it.
  const { id } = value(await breaks(MAYA));
  await world.settle();
  const shown = await get(world.as(MAYA), 'WEB-1', id);
  expect(shown.review?.by.map(({ displayName }) => displayName)).not.toContain(MAYA);
  expect(shown.review?.by.map(({ displayName }) => displayName)).toContain(OLIVIA);
  expect(error(await review(MAYA, shown))).toMatchObject({ refusal: { code: 'ownReview' } });
  value(await review(OLIVIA, shown));
});

test('nobody reviews by another account that Jira shows to have their own mailbox what they took, though it administers Jira', async () => {
  const [name, domain] = world.person(NOAH).email.split('@');
  const other = directory().addPerson('Noah Two', `${name}+two@${domain}`);
  for (const { accountId } of [other, world.person(NOAH)]) {
    directory().setShowsEmail(accountId, true);
  }
  directory().addMember(world.groupId('jira-administrators'), other.accountId);
  await opens([NOAH]);
  const { id: requestId } = value(await breaks(NOAH));
  await world.settle();
  const { revision } = await get(world.as(NOAH), 'WEB-1', requestId);
  const said = { requestId, revision, verdict: 'inOrder', note: 'Fine.' } as const;
  expect(error(await world.as('Noah Two').admin('admin.review', said))).toMatchObject({
    refusal: { code: 'ownReview' },
  });
  value(await world.as(OLIVIA).admin('admin.review', said));
});

test('two who may take the same do not review each other, at once or by turns, so that neither goes on without a third', async () => {
  await opens([NOAH, MAYA]);
  const [noah, maya] = [value(await breaks(NOAH)).id, value(await breaks(MAYA)).id];
  await world.settle();
  const shown = await get(world.as(NOAH), 'WEB-1', noah);
  expect(shown.review?.by.map(({ displayName }) => displayName)).toContain(MAYA);
  expect(error(await review(MAYA, shown))).toMatchObject({ refusal: { code: 'reviewOfPeer' } });
  await opens([NOAH]);
  // Named no more, she has still a review of her own.
  expect(error(await review(MAYA, shown))).toMatchObject({ refusal: { code: 'ownReviewFirst' } });
  value(await review(OLIVIA, await get(world.as(MAYA), 'WEB-1', maya)));
  value(await review(MAYA, await get(world.as(NOAH), 'WEB-1', noah)));
});

test('whoever has it has not approved anything by it: who gave it can end it', async () => {
  await opens([NOAH]);
  const { id: requestId } = value(await breaks(NOAH));
  await world.settle();
  const place = {
    subject: { kind: 'person' as const, accountId: world.person(NOAH).accountId },
    access: { kind: 'group' as const, groupId: world.groupId('design') },
  };
  value(await world.as(MAYA).panel('request.takeBack', 'WEB-1', { requestId, places: [place] }));
  await world.settle();
  expect(world.members('design')).not.toContain(NOAH);
  const [step] = await steps(world.as(NOAH), 'WEB-1', requestId);
  expect(step?.outcome.state).toBe('applied');
});
