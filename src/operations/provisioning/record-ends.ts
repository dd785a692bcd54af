import type { Ask } from '#domain/action/ask';
import { giveGrants } from '#domain/grant/give-grants';
import { grantBlockId } from '#domain/grant/grant';
import { effectFact } from '#domain/provisioning/effect-fact';
import type { Step, StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { Commit, Writes } from '#ports/commit';
import type { GrantStore } from '#ports/grant-store';
import type { IdSource } from '#ports/id-source';
import { APP, recordOf } from '../audit/make-record';
import { revokeGrants } from '../grant/revoke-grants';

/** Steps that ended with the write that is being made. */
export type EndedSteps = readonly Step[];

export interface RecordPorts {
  readonly grants: GrantStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * What is to be written along with steps that have ended: one audit event for each, and the grants
 * that they gave. Grants whose access they took away are ended before, in writes of their own.
 */
export async function recordEnds(
  ports: RecordPorts,
  { request, ask }: { readonly request: AccessRequest; readonly ask: Ask },
  block: StepBlock,
  ended: EndedSteps,
): Promise<Pick<Writes, 'audit' | 'grants'>> {
  if (ended.length === 0) return {};
  const facts = ended.flatMap((step) => effectFact(ask, block.change, step));
  const audit = [recordOf(ports.ids, ports.clock.now(), APP, request, facts)];
  const change = ask.changes[block.change];
  if (change?.verb === 'remove') {
    await revokeGrants(ports, request, change.entitlement, subjectsGone(ask, ended));
    return { audit };
  }
  const already = await ports.grants.get(grantBlockId(block));
  const given = giveGrants(
    {
      requestId: request.id,
      connectionId: request.connectionId,
      ask,
      term: request.term,
    },
    block,
    ended,
    already,
  );
  return given === undefined ? { audit } : { audit, grants: [given] };
}

/** Those who, after their step, hold it no more, whoever took it away. */
function subjectsGone(ask: Ask, ended: EndedSteps) {
  return ended.flatMap(({ subject, outcome }) =>
    outcome.state === 'applied' || outcome.state === 'unchanged'
      ? (ask.subjects[subject] ?? [])
      : [],
  );
}
