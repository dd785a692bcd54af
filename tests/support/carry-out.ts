import type { Change } from '../../src/domain/action/ask';
import type { Subject } from '../../src/domain/action/subject';
import { makeStepBlocks } from '../../src/domain/effects/make-step-blocks';
import type { StepState } from '../../src/domain/effects/step';
import { HOUR, MINUTE } from '../../src/domain/lib/time';
import type { Verdict } from '../../src/domain/plan/plan';
import type { Applying, Approved } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { type Allowance, allowanceOf } from '../../src/operations/effects/allowance';
import { carryOutRequest } from '../../src/operations/run/carry-out-request';
import type { Operations } from './open-operations';
import { ISSUE, inState, stage } from './samples';

/** The promise that its run fulfils. */
export const PROMISE = 'promise-1';

export interface Asked {
  readonly subjects: readonly Subject[];
  readonly changes: readonly (Omit<Change, 'subjects'> & Partial<Pick<Change, 'subjects'>>)[];
}

/** Asked by Noah Okafor and approved by Maya Lindqvist a moment ago; each change is of everybody, unless it says of whom. */
export function approvedAsk(
  bench: Operations,
  { subjects, changes }: Asked,
  over: Partial<Approved> = {},
): Approved {
  const [noah, maya] = [bench.person('Noah Okafor'), bench.person('Maya Lindqvist')];
  const ask = {
    subjects,
    changes: changes.map((one) => ({ subjects: subjects.map((_, place) => place), ...one })),
  } as Approved['ask'];
  const at = bench.now();
  const { projectOf } = bench.platform.atlassian.directory;
  return {
    ...(inState('approved') as Approved),
    revision: 1,
    connectionId: bench.connection.id,
    issue: { ...ISSUE, cloudId: bench.connection.id, projectId: projectOf('WEB').id },
    requester: noah,
    ask,
    approvals: [
      stage(maya, {
        changes: ask.changes.map((_, place) => place),
        decisions: [{ decision: 'approved', by: maya, at }],
      }),
    ],
    approvedAt: at,
    approvalValidUntil: at + HOUR,
    ...over,
  };
}

/** How the steps stand, and what the plan said of them, in their order. */
export interface Stands {
  readonly outcomes?: readonly StepState[];
  readonly planned?: readonly Verdict[];
}

/** Stores it with its steps, which stand as `outcomes` says, else are to be done; and the promise to carry it out. */
export async function storeAsk(
  bench: Operations,
  request: Approved | Applying,
  { outcomes = [], planned = [] }: Stands = {},
): Promise<void> {
  let place = 0;
  const blocks = makeStepBlocks(request.id, request, planned).map((block) => ({
    ...block,
    steps: block.steps.map((step) => ({ ...step, outcome: outcomes[place++] ?? step.outcome })),
  }));
  await bench.run(async ({ commit }) => {
    const item = { kind: 'provision', requestId: request.id } as const;
    const entry = {
      id: PROMISE,
      item,
      dueAt: bench.now(),
      bulk: false,
      claimedUntil: 0,
      attempts: 0,
    };
    const done = await commit({ request, blocks, outbox: [entry] });
    if (done !== 'committed') throw new Error('It is not stored');
  });
}
export interface Carried {
  /** As many as the run has, else ten minutes. */
  readonly allowance?: (ports: Ports) => Allowance;
  readonly ports?: (ports: Ports) => Partial<Ports>;
}

/** One run of it. */
export function carryOut(
  bench: Operations,
  requestId = 'r1',
  { allowance, ports: other }: Carried = {},
): Promise<void> {
  return bench.run((own) => {
    const ports = { ...own, ...other?.(own) };
    return carryOutRequest(ports, {
      requestId,
      outboxId: PROMISE,
      claimedUntil: undefined,
      allowance: allowance?.(own) ?? allowanceOf(bench.now() + 10 * MINUTE, 10, own.callsMade),
    });
  });
}

/** How its steps stand, in their order. */
export function outcomesOf(bench: Operations, requestId = 'r1'): Promise<readonly StepState[]> {
  return bench.run(async ({ requests }) => {
    const request = await requests.get(requestId);
    if (request === undefined) return [];
    const blocks = await requests.blocks(requestId, 0, 99);
    return blocks.flatMap(({ steps }) => steps.map(({ outcome }) => outcome));
  });
}

export const requestOf = (bench: Operations, requestId = 'r1') =>
  bench.run(({ requests }) => requests.get(requestId));
