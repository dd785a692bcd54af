import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { existingIds } from '../../src/domain/action/entitlement';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { askAndApprove, type NamedAsk } from '../support/ask-for';
import { ACCESS, openWorld, PANEL, value, type World } from '../support/open-world';
import { type Known, samplePayload } from '../support/payloads-of';
import { KEYS } from '../support/surfaces';

/**
 * Whoever has access that was asked for in a work item which they don't see: by no key are they told which that is, who asked, who
 * approved it, or why, nor is it written to them. Whatever its term, and however it ends.
 */
const [HOLDER, REQUESTER, LEAD] = ['Priya Raman', 'Ingrid Solberg', 'Isabelle Moreau'];
const ISSUE = 'FIN-1';
const REASON = 'For the audit of the third quarter.';
const SECRETS = [ISSUE, REQUESTER, LEAD, REASON];

let world: World;
let requestId: string;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const now = () => world.platform.clock.now();
const directory = () => world.platform.atlassian.directory;
const place = () => ({
  subject: { kind: 'person' as const, accountId: world.person(HOLDER).accountId },
  access: existingIds({ kind: 'group', groupId: world.groupId('frontend'), name: '' }),
});

/** Every key that they can call with the ids of what they have. To return it is one of them, and comes last. */
async function askedOf(surface: string): Promise<readonly string[]> {
  const [held] = value(await world.as(HOLDER).access('access.held', {})).items;
  const known: Known = {
    requestId,
    issueId: directory().issue(ISSUE)?.id,
    connectionId: held?.connectionId,
    access: place().access,
    places: [place()],
    query: 'zz',
    accountId: world.person(HOLDER).accountId,
    deputyId: world.person('Noah Okafor').accountId,
    from: now(),
    until: now() + DAY,
    cursor: undefined,
  };
  const keys = KEYS.filter((one) => one.surface === surface).toSorted(
    (one, other) => Number(one.key === 'access.return') - Number(other.key === 'access.return'),
  );
  const answers: string[] = [];
  for (const { key, schema } of keys) {
    const payload = samplePayload(schema, known);
    const answer = await world.as(HOLDER).raw(surface, key, payload);
    answers.push(`${key} ${JSON.stringify(answer)}`);
  }
  return answers;
}

const telling = (said: readonly string[]) =>
  said.filter((one) => SECRETS.some((secret) => one.includes(secret)));

const done = async () => {
  directory().transitionIssue(ISSUE, 'Done');
  await world.pass(MINUTE);
};

const canNotEnd = async () => {
  const effect = { kind: 'answer', status: 403 } as const;
  world.platform.atlassian.faults.add({ method: 'DELETE', path: /^\/group\/user/, effect });
  await world.pass(2 * DAY);
  for (let time = 0; time < 6; time += 1) await world.pass(5 * MINUTE);
};
const endsEarly = async () => {
  const input = { requestId, places: [place()] };
  value(await world.as(LEAD).panel('request.takeBack', ISSUE, input));
  await world.pass(MINUTE);
};

const days = (count: number) => () => ({ kind: 'days' as const, days: count });
const untilDone = (count: number) => () => {
  const at = now() + count * DAY;
  return { kind: 'workItem' as const, issueId: 'any', issueKey: 'ANY-1', at };
};

describe('is told nothing of where it is from who has it', () => {
  test.each<[string, () => NonNullable<NamedAsk['term']>, () => Promise<unknown>]>([
    ['for good', () => ({ kind: 'permanent' }), async () => undefined],
    ['for some days', days(30), async () => undefined],
    ['until that work item is done', untilDone(30), async () => undefined],
    ['as it is about to end with that work item', untilDone(2), () => world.pass(36 * HOUR)],
    ['once that work item is done', untilDone(30), done],
    ['once it has ended', days(2), () => world.pass(2 * DAY + MINUTE)],
    ['once it was ended early', days(30), endsEarly],
    ['as it can’t be ended', days(2), canNotEnd],
  ])('%s', async (_, term, later) => {
    const named = { issue: ISSUE, people: [HOLDER], add: ['frontend'], justification: REASON };
    requestId = (
      await askAndApprove(world, { ...named, term: term(), by: REQUESTER, approver: LEAD })
    ).id;
    const { accountId } = world.person(HOLDER);
    expect(directory().canSee(accountId, ISSUE)).toBe(false);
    await later();
    const answers = [...(await askedOf(ACCESS)), ...(await askedOf(PANEL))];
    // It is there to be found, by the keys that tell it.
    expect(answers.join()).toContain('"known":"hidden"');
    expect(telling(answers)).toEqual([]);
    const mails = world.platform.atlassian.notificationsOf(accountId);
    expect(telling(mails.map((one) => JSON.stringify(one)))).toEqual([]);
  });
});
