import type { Person } from '#domain/action/person';
import type { Aside } from '#domain/aside/aside';
import { makeStepBlocks } from '#domain/effects/make-step-blocks';
import type { Step } from '#domain/effects/step-block';
import { ok, type Result, refuse } from '#domain/lib/result';
import { makeRecord, personActor } from '../audit/make-record';
import { recordHoldings } from '../holding/record-ends';
import type { EndAsidePorts, EndAsideRefusal } from './end-aside-ports';

/**
 * Puts failed steps in the place of a block of steps that can't be read: nobody knows what became of
 * them, and the request can end where people see it.
 */
export async function giveUpSteps(
  ports: EndAsidePorts,
  { key, kind }: Aside,
  by: Person,
): Promise<Result<null, EndAsideRefusal>> {
  const [, requestId = '', number = ''] = /^steps:(.+):(\d+)$/.exec(key) ?? [];
  const request = requestId === '' ? undefined : await ports.requests.get(requestId);
  const at = ports.clock.now();
  const audit = [
    makeRecord(
      ports.ids,
      at,
      personActor(by),
      request === undefined ? {} : { issue: request.issue, requestId },
      [{ kind: 'record.removed', record: key, of: kind }],
    ),
  ];
  const block =
    request && makeStepBlocks(requestId, request, []).find((one) => one.block === Number(number));
  const revision = revisionOf(await ports.asides.raw(kind, key));
  // Without a revision to go by, or a request that it belongs to, it goes first.
  const goes = block === undefined || revision === undefined;
  if (goes && (await ports.commit({ unreadable: { kind, key }, audit })) === 'conflict') {
    return refuse({ code: 'changedMeanwhile' });
  }
  if (block !== undefined) {
    const lost = { state: 'failed', reason: 'recordLost', retryable: false, at } as const;
    // Any of it may have been sent: what it may have given has its end on record.
    const begun =
      request !== undefined &&
      'approvedAt' in request &&
      request.ask.changes[block.change]?.verb === 'add'
        ? { begun: { before: 'notHeld', at: request.approvedAt } as const }
        : {};
    const steps = block.steps.map((step): Step => ({ ...step, outcome: { ...lost, ...begun } }));
    if (request !== undefined && 'approvedAt' in request) {
      await recordHoldings(ports, { request, ask: request.ask, lookedAt: at }, block, steps);
    }
    const written = await ports.commit({
      blocks: [{ ...block, revision: (revision ?? 0) + 1, steps }],
      ...(goes ? {} : { audit }),
    });
    if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  }
  await ports.asides.forget(key);
  return ok(null);
}

function revisionOf(row: unknown): number | undefined {
  const revision = row instanceof Object && 'revision' in row ? row.revision : undefined;
  return typeof revision === 'number' ? revision : undefined;
}
