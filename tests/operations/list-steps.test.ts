import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { StepState } from '../../src/domain/effects/step';
import type { EndedGrant, Grant } from '../../src/domain/grant/grant';
import type { Completed } from '../../src/domain/request/access-request';
import { listSteps, type StepFilter } from '../../src/operations/request/list-steps';
import { keysOf, poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, addToFrontend, grant, holding, inState, subject } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const ports = { requests: requestStore, holdings: holdingStore };
const ALL: StepFilter = { outcome: 'all', who: undefined, likeStep: undefined };
const PENDING: StepState = { state: 'pending' };
const APPLIED: StepState = { state: 'applied', before: 'notHeld', at: AT };
const FAILED: StepState = { state: 'failed', reason: 'siteRefused', retryable: true, at: AT };

/** A request that adds these people to a group, with how it went for each of them. */
async function store(
  names: readonly string[],
  outcomes: (place: number) => StepState,
  verb: 'add' | 'remove' = 'add',
): Promise<Completed> {
  const ask = addToFrontend(...names);
  const changes = ask.changes.map((change) => ({ ...change, verb }) as typeof change);
  const request = { ...inState('completed'), revision: 1, ask: { ...ask, changes } } as Completed;
  const steps = names.map((_, subject) => ({
    subject,
    planned: { verdict: 'change' } as const,
    outcome: outcomes(subject),
  }));
  const blocks = [{ requestId: request.id, block: 0, revision: 1, change: 0, steps }];
  await inForge(() => commit({ request, blocks }));
  return request;
}
const list = (request: Completed, filter: Partial<StepFilter> = {}, from = 0) =>
  inForge(() => listSteps(ports, request, { ...ALL, ...filter }, from));
const names = ({ rows }: Awaited<ReturnType<typeof list>>) =>
  rows.map((row) => row.subject.displayName);

describe('which steps are listed', () => {
  test.each([
    ['zoe', ['Zoë']],
    ['A', ['Sam', 'Pia']],
    ['Q', []],
    [undefined, ['Sam', 'Zoë', 'Pia']],
  ])('those about whom the name says “%s”, in any case and without accents', async (who, found) => {
    expect(names(await list(await store(['Sam', 'Zoë', 'Pia'], () => APPLIED), { who }))).toEqual(
      found,
    );
  });

  test.each([
    ['applied', ['Sam']],
    ['failed', ['Zoë', 'Pia']],
    ['manual', []],
  ] as const)('those that are %s', async (outcome, found) => {
    const request = await store(['Sam', 'Zoë', 'Pia'], (place) => (place === 0 ? APPLIED : FAILED));
    expect(names(await list(request, { outcome }))).toEqual(found);
  });

  test('a hundred at once, and the number of the next', async () => {
    const many = Array.from({ length: 101 }, (_, place) => `Person ${place}`);
    const request = await store(many, () => PENDING);
    const first = await list(request);
    expect([first.rows.length, first.next]).toEqual([100, 100]);
    const rest = await list(request, {}, 100);
    expect([names(rest), rest.next]).toEqual([['Person 100'], undefined]);
  });
});

describe('what a step gave', () => {
  const gone = (over: Partial<EndedGrant> = {}): EndedGrant => ({
    ...grant(),
    why: 'expired',
    endedAt: AT,
    ...over,
  });
  const hold = (grants: readonly Grant[], ended: readonly EndedGrant[] = []) =>
    inForge(() => commit({ holdings: [holding(grants, { subject: subject('Sam'), ended })] }));
  const given = async (request: Completed) => (await list(request)).rows.map((row) => row.grant);

  test('is the grant in force that is of this step', async () => {
    const request = await store(['Sam', 'Zoë'], () => APPLIED);
    const own = grant({ endsAt: AT + 1 });
    await hold([grant({ requestId: 'another' }), grant({ block: 1 }), own], [gone()]);
    expect(await given(request)).toMatchObject([
      { grant: own, holding: { revision: 1 } },
      undefined,
    ]);
  });

  test('else the one that ended last', async () => {
    const request = await store(['Sam'], () => APPLIED);
    const last = gone({ endedAt: AT + 2 });
    await hold([grant({ requestId: 'another' })], [gone(), last, gone({ block: 1 })]);
    expect(await given(request)).toEqual([{ ended: last }]);
  });

  test('or nothing, where what is kept is of others', async () => {
    const request = await store(['Sam'], () => APPLIED);
    await hold([grant({ requestId: 'another' })], [gone({ block: 1 })]);
    expect(await given(request)).toEqual([undefined]);
  });

  test('is not known where it can’t be read', async () => {
    const request = await store(['Sam', 'Zoë'], () => APPLIED);
    await hold([grant()]);
    for (const key of keysOf(platform, 'holding')) poison(platform, 'holding', key);
    expect(await given(request)).toEqual(['unreadable', undefined]);
  });

  test.each([
    ['that takes away', 'remove', APPLIED],
    ['that gave nothing', 'add', FAILED],
    ['that has not ended', 'add', PENDING],
  ] as const)('is not looked up for a step %s', async (_, verb, outcome) => {
    const request = await store(['Sam'], () => outcome, verb);
    await hold([grant()]);
    for (const key of keysOf(platform, 'holding')) poison(platform, 'holding', key);
    expect(await given(request)).toEqual([undefined]);
  });
});
