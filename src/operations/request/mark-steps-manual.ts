import type { Ask } from '#domain/action/ask';
import type { Person } from '#domain/action/person';
import { resolveCreated } from '#domain/action/resolve-created';
import { createdBy } from '#domain/effects/created-by';
import type { StepBlock } from '#domain/effects/step-block';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { judgeVerb } from '#domain/request/judge-verb';
import { markManual, type StepPredicate } from '#domain/request/mark-manual';
import type { ConnectionStore } from '#ports/connection-store';
import type { RequestStore } from '#ports/request-store';
import type { Sites } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { pickSteps, readBlocks } from '../effects/read-blocks';
import { type RecordPorts, recordHoldings } from '../holding/record-ends';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';
import { type Picked, readDoneOnSite } from './read-done-on-site';

export interface MarkPorts extends ChangePorts, RecordPorts, Sites {
  readonly requests: RequestStore;
  readonly connections: ConnectionStore;
}

/** Takes a person's word that steps were done by hand, once the site has been asked whether it is so. */
export async function markStepsManual(
  ports: MarkPorts,
  input: { readonly requestId: string; readonly steps: readonly number[]; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const request = await ports.requests.get(input.requestId);
  if (request === undefined) return refuse({ code: 'notFound' });
  const { by } = input;
  const allowed = judgeVerb(request, 'markManual', by.accountId, ports.clock.now());
  if (!allowed.allowed) return refuse(allowed.why);
  const blocks = await readBlocks(ports.requests, request);
  const isSelected = pickSteps(request, blocks, input);
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  const lookedAt = ports.clock.now();
  const isDone = await askSite(ports, request, ask, blocks, isSelected);
  if (!isDone.ok) return isDone;
  const at = ports.clock.now();
  const next = markManual(request, blocks, isSelected, isDone.value, by, at);
  if (!next.ok) return next;
  for (const after of next.value.blocks) {
    const before = blocks.find(({ block }) => block === after.block);
    const ended = after.steps.filter((step, place) => step !== before?.steps[place]);
    const { notEnded, refused } = await recordHoldings(
      ports,
      { request: next.value.request, ask, lookedAt },
      before ?? after,
      ended,
    );
    // Without a record of it, nobody would ever end what was given.
    if (notEnded.size + refused.size > 0) return refuse({ code: 'notKnownWhetherSo' });
  }
  return changeRequest(ports, by, at, next.value, []);
}

/** A site that can't be asked has not said that it is so. */
async function askSite(
  ports: MarkPorts,
  request: AccessRequest,
  ask: Ask,
  blocks: readonly StepBlock[],
  isSelected: StepPredicate,
): Promise<Result<StepPredicate, ChangeRefusal>> {
  const { connectionId } = request;
  if ((await ports.connections.of(connectionId)) === undefined)
    return refuse({ code: 'notKnownWhetherSo' });
  const { directory } = ports.siteOf(connectionId);
  const places = new Map<string, Picked>();
  for (const { block, change, steps } of blocks) {
    steps.forEach(({ subject, outcome }, place) => {
      if (outcome.state !== 'failed' || !isSelected(block, place)) return;
      places.set(`${block} ${place}`, { change, subject });
    });
  }
  try {
    const isDone = await readDoneOnSite(directory, ask, [...places.values()]);
    return {
      ok: true,
      value: (block, place) => {
        const picked = places.get(`${block} ${place}`);
        return picked !== undefined && isDone(picked);
      },
    };
  } catch (error) {
    if (error instanceof SiteFailure) return refuse({ code: 'notKnownWhetherSo' });
    throw error;
  }
}
