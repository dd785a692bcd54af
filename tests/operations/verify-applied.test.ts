import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ask, Change } from '../../src/domain/action/ask';
import type { Subject } from '../../src/domain/action/subject';
import type { StepState } from '../../src/domain/effects/step';
import { verifyApplied } from '../../src/operations/effects/verify-applied';
import { type Operations, openOperations } from '../support/open-operations';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const NOAH = 'Noah Okafor';
const PRIYA = 'Priya Raman';
const APPLIED = { state: 'applied', before: 'notHeld', at: 1 } as const;

/** For each subject, whether it was seen to hold; nothing else of a step changes. */
async function verify(
  change: Pick<Change, 'verb' | 'entitlement'>,
  subjects: readonly Subject[],
  outcomes: readonly StepState[] = subjects.map(() => APPLIED),
) {
  const whole = { ...change, subjects: subjects.map((_, place) => place) } as Change;
  const ask: Ask = { subjects, changes: [whole] };
  const steps = outcomes.map((outcome, subject) => ({
    subject,
    planned: { verdict: 'change' } as const,
    outcome,
  }));
  const before = bench.now();
  const after = await bench.run((own) => {
    const { directory } = own.siteOf(bench.connection.id);
    return verifyApplied({ ...own, directory }, ask, whole, steps);
  });
  return after.map(({ outcome }, place) => {
    const { verifiedAt, ...rest } = outcome as { verifiedAt?: number };
    expect(rest).toEqual(outcomes[place]);
    return verifiedAt !== undefined && verifiedAt >= before;
  });
}
const frontend = (verb: 'add' | 'remove') => ({ verb, entitlement: bench.group('frontend') });

test('who has it as the change was to bring it about', async () => {
  const subjects = [bench.person(NOAH), bench.person(PRIYA)];
  expect(await verify(frontend('add'), subjects)).toEqual([true, false]);
  expect(await verify(frontend('remove'), subjects)).toEqual([false, true]);
});

test('only of what was applied', async () => {
  const [noah, maya] = [bench.person(NOAH), bench.person('Maya Lindqvist')];
  const outcomes: readonly StepState[] = [{ state: 'unchanged', at: 1 }, APPLIED];
  expect(await verify(frontend('add'), [noah, maya], outcomes)).toEqual([false, true]);
});

test('nothing is asked where nothing was, or of a place in what is not there', async () => {
  bench.answer(/./, 503);
  const failed: StepState = { state: 'failed', reason: 'siteRefused', retryable: true, at: 1 };
  expect(await verify(frontend('add'), [bench.person(NOAH)], [failed])).toEqual([false]);
  const entitlement = { kind: 'newGroup', name: 'crew' } as const;
  expect(await verify({ verb: 'add', entitlement }, [bench.person(NOAH)])).toEqual([false]);
});

test('what can’t be read back stays applied', async () => {
  bench.answer(/./, 503);
  expect(await verify(frontend('add'), [bench.person(NOAH)])).toEqual([false]);
});

test('what was created, by the id that the site gave, and by nothing else', async () => {
  const group = (name: string): Subject => ({ kind: 'newGroup', name, displayName: name });
  const person = (email: string): Subject => ({ kind: 'newPerson', email, displayName: email });
  const { groupId } = bench.group('frontend');
  const { accountId, email } = bench.platform.atlassian.directory.personNamed(NOAH);
  const made = (createdId: string) => ({ ...APPLIED, createdId });
  const entitlement = { kind: 'newGroup', name: 'frontend' } as const;
  expect(
    await verify(
      { verb: 'create', entitlement },
      [group('frontend'), group('gone'), group('qa')],
      [made(groupId), made('gone'), APPLIED],
    ),
  ).toEqual([true, false, false]);
  const account = { kind: 'account', products: [] } as const;
  expect(
    await verify(
      { verb: 'create', entitlement: account },
      [person('a@acme.example'), person('b@acme.example'), person(email)],
      [made(accountId), made('nobody'), APPLIED],
    ),
  ).toEqual([true, false, false]);
  // An account is no group, whatever its id.
  const created = [made(groupId)];
  const newcomer = [person('a@acme.example')];
  expect(await verify({ verb: 'create', entitlement: account }, newcomer, created)).toEqual([
    false,
  ]);
});
