import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Holding } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import type { AccessRequest } from '../../src/domain/request/access-request';
import { findRights } from '../../src/operations/take-back/find-right';
import { type Operations, openOperations } from '../support/open-operations';
import { awaiting, grant, holding, inState, stage } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

/** She leads the project of the work item; the others have nothing to do with it. */
const MAYA = 'Maya Lindqvist';
const LIAM = 'Liam Chen';
const EMMA = 'Emma Fischer';
const NOAH = 'Noah Okafor';
const PRIYA = 'Priya Raman';
const personOf = (name: string) => {
  const { accountId, displayName } = bench.person(name);
  return { accountId, displayName };
};

/** Priya in the group, which one of these has approved, asked for by Noah. */
function approved(id: string, by: string): AccessRequest {
  const site = bench.platform.atlassian.directory;
  const issue = site.issue('WEB-1');
  if (issue === undefined) throw new Error('There is no WEB-1');
  const decided = [{ decision: 'approved', by: personOf(by), at: bench.now() } as const];
  return {
    ...inState('completed'),
    id,
    revision: 1,
    connectionId: bench.connection.id,
    requester: personOf(NOAH),
    issue: {
      ...awaiting().issue,
      cloudId: bench.connection.cloudId,
      id: issue.id,
      key: 'WEB-1',
      projectId: site.projectOf('WEB').id,
    },
    ask: {
      subjects: [bench.person(PRIYA)],
      changes: [{ verb: 'add', entitlement: bench.group('frontend'), subjects: [0] }],
    },
    approvals: [stage(personOf(by), { decisions: decided })],
  } as AccessRequest;
}
const held = (...requestIds: readonly string[]): Holding =>
  holding(
    requestIds.map((requestId) =>
      grant({ requestId, grantedAt: bench.now(), endsAt: bench.now() + DAY }),
    ),
    {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(PRIYA),
    },
  );
const rightOf = async (name: string, of: Holding, by = EMMA, isAdmin = false) => {
  const { accountId } = personOf(name);
  const [right] = await bench.run((own) =>
    findRights(own, approved('r1', by), [of], { accountId, isAdmin }),
  );
  return right?.ok ? right.value : right?.error.code;
};
const alsoBy = (by: string) => bench.run(({ commit }) => commit({ request: approved('r2', by) }));

describe('in what right somebody ends access early that a request gave', () => {
  test.each<[string, string, string]>([
    ['who approved it', EMMA, 'approved'],
    ['who would decide on it today', MAYA, 'decides'],
    ['who asked for it: in none', NOAH, 'notTheirs'],
    ['who has it: in none, they return it', PRIYA, 'notTheirs'],
    ['anybody else: in none', LIAM, 'notTheirs'],
  ])('%s', async (_, name, right) => {
    expect(await rightOf(name, held('r1'))).toBe(right);
  });

  test('who administers Jira: as such, unless they approved it', async () => {
    expect(await rightOf(LIAM, held('r1'), EMMA, true)).toBe('admin');
    expect(await rightOf(EMMA, held('r1'), EMMA, true)).toBe('approved');
  });

  test('who has it, or asked for it, in none, though they would decide on it for others', async () => {
    const { directory } = bench.platform.atlassian;
    directory.setLead('WEB', personOf(PRIYA).accountId);
    expect(await rightOf(PRIYA, held('r1'))).toBe('notTheirs');
    directory.setLead('WEB', personOf(NOAH).accountId);
    expect(await rightOf(NOAH, held('r1'))).toBe('notTheirs');
  });

  test('of what another request gives as well, who approved both, or administers Jira', async () => {
    await alsoBy(LIAM);
    const both = held('r1', 'r2');
    expect(await rightOf(EMMA, both)).toBe('approvedByOthersToo');
    expect(await rightOf(MAYA, both)).toBe('approvedByOthersToo');
    expect(await rightOf(NOAH, both)).toBe('notTheirs');
    expect(await rightOf(LIAM, both)).toBe('notTheirs');
    expect(await rightOf(LIAM, both, LIAM)).toBe('approved');
    expect(await rightOf(EMMA, both, EMMA, true)).toBe('admin');
  });

  test('nobody in that of having approved what a request gives that is not there', async () => {
    expect(await rightOf(EMMA, held('r1', 'r404'))).toBe('approvedByOthersToo');
  });

  test('where the site does not tell just now who would gain by it: not known, but who approved it', async () => {
    const { groupId } = bench.group('engineering');
    const ofGroup: Holding = {
      ...held('r1'),
      subject: { kind: 'group', groupId, displayName: 'engineering' },
    };
    expect(await rightOf(MAYA, ofGroup)).not.toBe('notKnown');
    bench.answer(/^\/(?!_edge)/, 503);
    expect(await rightOf(MAYA, ofGroup)).toBe('notKnown');
    expect(await rightOf(EMMA, held('r1'))).toBe('approved');
  });
});
