import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf, type NamedAsk } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

// A preview writes nothing: one world serves them all.
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend'], { longestTermDays: 7 });
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('frontend'), world.person('Grace Kim').accountId);
});
afterAll(() => world.close());

const preview = async (by: string, named: Omit<NamedAsk, 'issue'>) => {
  const input = {
    ask: askOf(world, { issue: 'WEB-1', add: ['frontend'], ...named }),
    term: named.term ?? ({ kind: 'days', days: 7 } as const),
  };
  const plan = value(await world.as(by).panel('request.preview', 'WEB-1', input));
  return {
    refusal: plan.refusal,
    decide: plan.approvals.map(({ approvers }) => approvers.map((one) => one.displayName)),
  };
};

const NOAH = 'Noah Okafor';
const LEAD = [['Maya Lindqvist']];

test.each([
  ['one that can be submitted', NOAH, { people: ['Priya Raman'] }, undefined, LEAD],
  [
    'one of which a part is so already',
    NOAH,
    { people: ['Priya Raman', 'Grace Kim'] },
    undefined,
    LEAD,
  ],
  [
    'one of which all is so already',
    NOAH,
    { people: ['Grace Kim'] },
    { code: 'nothingToChange' },
    LEAD,
  ],
  [
    'one of which nothing can be done',
    NOAH,
    { people: ['Priya Raman'], add: ['design'] },
    { code: 'nothingToChange' },
    [],
  ],
  [
    'one of the lead themselves',
    'Maya Lindqvist',
    { people: ['Priya Raman'] },
    { code: 'noApprover' },
    [[]],
  ],
  [
    'one for longer than may be asked',
    NOAH,
    { people: ['Priya Raman'], term: { kind: 'days', days: 8 } },
    { code: 'termTooLong' },
    LEAD,
  ],
  [
    'one for good',
    NOAH,
    { people: ['Priya Raman'], term: { kind: 'permanent' } },
    { code: 'termTooLong' },
    LEAD,
  ],
] as const)('%s says so, and who would decide it', async (_, by, named, refusal, decide) => {
  const shown = await preview(by, named);
  expect(shown.decide).toEqual(decide);
  if (refusal === undefined) expect(shown.refusal).toBeUndefined();
  else expect(shown.refusal).toMatchObject(refusal);
});
