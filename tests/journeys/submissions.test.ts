import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve, askOf, type NamedAsk, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';

// What is only asked changes nothing on the site: one world serves them all.
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend'], { longestTermDays: 7 });
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('frontend'), world.person('Grace Kim').accountId);
});
afterAll(() => world.close());

type Asked = Omit<NamedAsk, 'issue'>;

const inputOf = (named: Asked) => ({
  ask: askOf(world, { issue: 'WEB-1', add: ['frontend'], ...named }),
  term: named.term ?? ({ kind: 'days', days: 7 } as const),
});
const preview = async (by: string, named: Asked) =>
  value(await world.as(by).panel('request.preview', 'WEB-1', inputOf(named)));
const submit = async (by: string, named: Asked, planFingerprint?: string) =>
  world.as(by).panel('request.submit', 'WEB-1', {
    ...inputOf(named),
    justification: named.justification ?? 'Needed for the launch.',
    planFingerprint: planFingerprint ?? (await preview(by, named)).fingerprint,
    submissionKey: named.submissionKey ?? randomUUID(),
  });

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
] as const)('%s: is shown so, with who would decide, and submitted or not', async (...row) => {
  const [, by, named, refusal, decide] = row;
  const shown = await preview(by, named);
  expect(shown.approvals.map(({ approvers }) => approvers.map((one) => one.displayName))).toEqual(
    decide,
  );
  const submitted = await submit(by, named);
  if (refusal === undefined) {
    expect(shown.refusal).toBeUndefined();
    expect(value(submitted).state).toBe('awaitingApproval');
  } else {
    expect(shown.refusal).toMatchObject(refusal);
    expect(error(submitted)).toMatchObject({ code: 'request', refusal });
  }
});

test('without a reason it is shown as it is, and not submitted', async () => {
  const named = { people: ['Priya Raman'], justification: ' ' };
  expect((await preview(NOAH, named)).refusal).toBeUndefined();
  expect(error(await submit(NOAH, named))).toMatchObject({
    refusal: { code: 'justificationMissing' },
  });
});

test('a request is about what can be done, each with what was said of it', async () => {
  const named = { people: ['Grace Kim', 'Priya Raman'], add: ['design', 'frontend'] };
  const { id } = value(await submit(NOAH, named));
  const listed = await steps(world.as(NOAH), 'WEB-1', id);
  expect(
    listed.map(({ subject, entitlement, planned }) => [
      subject.displayName,
      'name' in entitlement && entitlement.name,
      planned.verdict,
    ]),
  ).toEqual([
    ['Grace Kim', 'frontend', 'alreadySo'],
    ['Priya Raman', 'frontend', 'change'],
  ]);
});

test('the same form sent again answers its request, whatever has changed since', async () => {
  const named = { people: ['Priya Raman'], submissionKey: randomUUID() };
  const { fingerprint } = await preview(NOAH, named);
  const request = value(await submit(NOAH, named, fingerprint));
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  expect((await preview(NOAH, named)).fingerprint).not.toBe(fingerprint);
  expect(value(await submit(NOAH, named, fingerprint))).toMatchObject({
    id: request.id,
    state: 'completed',
  });
  const anew = { ...named, submissionKey: randomUUID() };
  expect(error(await submit(NOAH, anew, fingerprint))).toMatchObject({
    refusal: { code: 'planChanged' },
  });
});
