import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import { resolveCreated } from '#domain/action/resolve-created';
import type { Subject } from '#domain/action/subject';
import { createdBy } from '#domain/effects/created-by';
import type { AccessRequest } from '#domain/request/access-request';
import { type FailureCause, groupFailures } from '#domain/request/group-failures';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

export interface CauseFound extends Omit<FailureCause, 'parts'> {
  readonly parts: readonly {
    readonly verb: Verb;
    readonly entitlement: Entitlement;
    readonly subjects: readonly Subject[];
  }[];
}

/** Why steps of a request have failed, each cause once. */
export async function listCauses(
  ports: { readonly requests: RequestStore },
  request: AccessRequest,
): Promise<readonly CauseFound[]> {
  const blocks = await readBlocks(ports.requests, request);
  const ask = resolveCreated(request.ask, createdBy(request.ask, blocks));
  return groupFailures(request, blocks).map((cause) => ({
    ...cause,
    parts: cause.parts.flatMap(({ change, subjects }) => {
      const changed = ask.changes[change];
      if (changed === undefined) return [];
      const { verb, entitlement } = changed;
      return [
        { verb, entitlement, subjects: subjects.flatMap((place) => ask.subjects[place] ?? []) },
      ];
    }),
  }));
}
