import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Subject } from '../../src/domain/action/subject';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import type { Approved } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { allowanceOf } from '../../src/operations/effects/allowance';
import { SiteFailure } from '../../src/ports/site-failure';
import { type Asked, approvedAsk, carryOut, outcomesOf, storeAsk } from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';

/** As a request is carried out: whoever approved what would give them something by now. Maya Lindqvist approved it. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const MAYA = 'Maya Lindqvist';
const PRIYA = 'Priya Raman';
const site = () => bench.platform.atlassian.directory;
const join = (group: string, name: string) =>
  site().addMember(bench.group(group).groupId, bench.person(name).accountId);

const viewers = (...subjects: readonly Subject[]): Asked => ({
  subjects,
  changes: [{ verb: 'add', entitlement: bench.role('WEB', 'Viewers') }],
});
const frontend = (...subjects: readonly Subject[]): Asked => ({
  subjects,
  changes: [{ verb: 'add', entitlement: bench.group('frontend') }],
});

async function play(asked: Asked, over: Partial<Approved> = {}): Promise<readonly string[]> {
  await storeAsk(bench, approvedAsk(bench, asked, over));
  await carryOut(bench);
  return (await outcomesOf(bench)).map((one) => (one.state === 'failed' ? one.reason : one.state));
}

describe('a group', () => {
  test('which they have come into since is not given it, and others are', async () => {
    join('qa', MAYA);
    expect(await play(viewers(bench.team('qa'), bench.team('sales')))).toEqual([
      'approverGains',
      'applied',
    ]);
    expect(bench.sent).toHaveLength(1);
  });

  test('which they are not in is given it', async () => {
    expect(await play(viewers(bench.team('qa')))).toEqual(['applied']);
  });

  test('which they are in is, where they have it for good themselves', async () => {
    join('qa', MAYA);
    site().addActor('WEB', 'Viewers', { accountId: bench.person(MAYA).accountId });
    expect(await play(viewers(bench.team('qa')))).toEqual(['applied']);
  });

  test('which they are in may be taken out of it', async () => {
    join('marketing', MAYA);
    const [change] = viewers().changes;
    const asked = { subjects: [bench.team('marketing')], changes: [{ ...change, verb: 'remove' }] };
    expect(await play(asked as Asked)).toEqual(['applied']);
  });

  test('which another request brings them into is not given it, though the site does not show it', async () => {
    await bench.run(({ groupJoins }) => {
      const { groupId } = bench.group('qa');
      const until = bench.now() + MINUTE;
      const accountIds = [bench.person(MAYA).accountId];
      const joining = { connectionId: bench.connection.id, groupId, accountIds, until, record: 0 };
      return groupJoins.begin(joining, bench.now());
    });
    expect(await play(viewers(bench.team('qa'), bench.team('sales')))).toEqual([
      'approverGains',
      'applied',
    ]);
  });

  const untold = ({ siteOf }: Ports) => ({
    siteOf: (id: string) => {
      const own = siteOf(id);
      const groupsOf = () => Promise.reject(new SiteFailure('siteUnavailable', 'no', true));
      return { ...own, directory: { ...own.directory, groupsOf } };
    },
  });

  test('is not given it where the site does not tell who they are: that is waited for', async () => {
    await storeAsk(bench, approvedAsk(bench, viewers(bench.team('qa'))));
    await carryOut(bench, 'r1', { ports: untold });
    expect(await outcomesOf(bench)).toEqual([{ state: 'pending' }]);
    expect(bench.sent).toEqual([]);
  });

  test('may be taken out of it without a look at who they are', async () => {
    const [change] = viewers().changes;
    const asked = { subjects: [bench.team('marketing')], changes: [{ ...change, verb: 'remove' }] };
    await storeAsk(bench, approvedAsk(bench, asked as Asked));
    await carryOut(bench, 'r1', { ports: untold });
    expect(await outcomesOf(bench)).toMatchObject([{ state: 'applied' }]);
  });
});

describe('somebody comes into a group', () => {
  test('and is on the way as long as the call can be that was sent at the last moment', async () => {
    const priya = bench.person(PRIYA);
    const { groupId } = bench.group('frontend');
    const [begun, deadline] = [bench.now(), bench.now() + 5 * SECOND];
    bench.platform.atlassian.faults.add({
      method: 'POST',
      path: /^\/group\/user/,
      effect: { kind: 'delay', milliseconds: 19 * SECOND },
    });
    await storeAsk(bench, approvedAsk(bench, frontend(priya)));
    const carried = carryOut(bench, 'r1', {
      allowance: ({ callsMade }) => allowanceOf(deadline, 10, callsMade),
    });
    await new Promise((resolve) => setTimeout(resolve, 15 * SECOND));
    const underWay = await bench.run(({ groupJoins }) =>
      groupJoins.underWay(bench.connection.id, groupId, [priya.accountId], bench.now()),
    );
    expect([bench.now() > deadline, bench.sent.length]).toEqual([true, 0]);
    expect([...underWay]).toEqual([priya.accountId]);
    await carried;
    expect([bench.now() - begun > 19 * SECOND, await outcomesOf(bench)]).toMatchObject([
      true,
      [{ state: 'applied' }],
    ]);
  });

  test('where they approve it for another, not for themselves', async () => {
    site().removeMember(bench.group('frontend').groupId, bench.person(MAYA).accountId);
    expect(await play(frontend(bench.person(PRIYA), bench.person(MAYA)))).toEqual([
      'applied',
      'approverGains',
    ]);
  });

  const given = (name: string, sinceApproved: number, groupId = bench.group('frontend').groupId) =>
    bench.run(async ({ groupApprovals }) => {
      const approverIds = [bench.person(name).accountId];
      const toGroup = { connectionId: bench.connection.id, groupId, approverIds };
      const at = bench.now();
      await groupApprovals.begin(toGroup, at + MINUTE);
      await groupApprovals.end(toGroup, at + MINUTE, at + sinceApproved);
    });

  test.each([
    ['since it was approved', 1_000, 'approverGains'],
    ['before it was approved', -1_000, 'applied'],
  ])('whose own approval has given the group something %s', async (_, since, expected) => {
    await given(PRIYA, since);
    expect(await play(frontend(bench.person(PRIYA), bench.person('Grace Kim')))).toEqual([
      expected,
      'applied',
    ]);
  });

  test('whose own approval has given another group something', async () => {
    await given(PRIYA, 1_000, bench.group('qa').groupId);
    expect(await play(frontend(bench.person(PRIYA)))).toEqual(['applied']);
  });

  test('which the same request gives something: those who approved that are not brought into it', async () => {
    site().removeMember(bench.group('frontend').groupId, bench.person(MAYA).accountId);
    const liam = bench.person('Liam Chen');
    const asked: Asked = {
      subjects: [bench.team('frontend'), bench.person(MAYA), bench.person(PRIYA)],
      changes: [
        { verb: 'add', entitlement: bench.role('WEB', 'Viewers'), subjects: [0] },
        { verb: 'add', entitlement: bench.group('frontend'), subjects: [1, 2] },
      ],
    };
    const [approval] = approvedAsk(bench, asked).approvals;
    const at = bench.now();
    const approvals = [
      { ...approval, changes: [0] },
      { ...approval, changes: [1], decisions: [{ decision: 'approved', by: liam, at }] },
    ] as Approved['approvals'];
    // The group is not given it: Maya, who approved that, would come into the group.
    expect(await play(asked, { approvals })).toEqual(['approverGains', 'approverGains', 'applied']);
  });
});

describe('an account', () => {
  const invite = (email: string): Asked => ({
    subjects: [{ kind: 'newPerson', email, displayName: email }],
    changes: [{ verb: 'create', entitlement: { kind: 'account', products: [] } }],
  });

  test('is not created at their own address', async () => {
    const { email } = site().personNamed(MAYA);
    site().setShowsEmail(bench.person(MAYA).accountId, true);
    site().setEmail(bench.person(MAYA).accountId, 'sam.new@acme.example');
    expect(await play(invite('sam.new@acme.example'))).not.toEqual(['applied']);
    expect(bench.sent).toEqual([]);
    expect(email).not.toBe('sam.new@acme.example');
  });

  test('that is theirs, as the answer shows, has failed, and gets nothing more', async () => {
    const maya = bench.person(MAYA).accountId;
    const asked: Asked = {
      ...invite('sam.new@acme.example'),
      changes: [
        { verb: 'create', entitlement: { kind: 'account', products: [] } },
        { verb: 'add', entitlement: bench.group('frontend') },
      ],
    };
    await storeAsk(bench, approvedAsk(bench, asked));
    await carryOut(bench, 'r1', {
      ports: ({ siteOf }) => ({
        siteOf: (id) => {
          const own = siteOf(id);
          const createUser = async () => ({ answer: 'done', createdId: maya }) as const;
          return { ...own, provisioner: { ...own.provisioner, createUser } };
        },
      }),
    });
    const [created, given] = await outcomesOf(bench);
    expect(created).toMatchObject({ state: 'failed', reason: 'approverGains', createdId: maya });
    expect(given).not.toMatchObject({ state: 'applied' });
    expect(bench.sent).toEqual([]);
  });
});

test('it is looked again while a block is sent, and nothing more goes once they gain by it', async () => {
  const people = site()
    .people()
    .filter(({ active, accountType }) => active && accountType === 'atlassian')
    .map(({ displayName }) => displayName)
    .filter((name) => !bench.isMember('frontend', name));
  const subjects = [...new Set(people)].slice(0, 30).map(bench.person);
  const last = subjects.at(-1);
  if (last === undefined) throw new Error('There is nobody');
  let calls = 0;
  await storeAsk(
    bench,
    approvedAsk(bench, frontend(...subjects), { term: { kind: 'days', days: 3 } }),
  );
  await carryOut(bench, 'r1', {
    ports: ({ siteOf, groupApprovals, clock }) => ({
      siteOf: (id) => {
        const own = siteOf(id);
        const give: typeof own.provisioner.give = async (...to) => {
          calls += 1;
          if (calls === 5) {
            // Meanwhile the group is given something in the name of the last of them.
            const { groupId } = bench.group('frontend');
            const approverIds = [last.accountId];
            await groupApprovals.begin(
              { connectionId: bench.connection.id, groupId, approverIds },
              clock.now() + DAY,
            );
          }
          return own.provisioner.give(...to);
        };
        return { ...own, provisioner: { ...own.provisioner, give } };
      },
    }),
  });
  const outcomes = await outcomesOf(bench);
  expect(outcomes.at(-1)).toMatchObject({ state: 'failed', reason: 'approverGains' });
  expect(outcomes.filter(({ state }) => state === 'applied')).toHaveLength(29);
});
