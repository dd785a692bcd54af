import { z } from 'zod';
import type { CredentialProblem } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import { problemOf } from './problem-of';
import { tryRequest } from './try-request';

const tenantInfo = z.object({ cloudId: z.string().min(1) });

/** Whether there is a site, asked without any credential (doc: Retrieve my Atlassian site's Cloud ID). */
export async function findSite(
  clock: Clock,
  instanceUrl: string,
): Promise<Result<{ readonly cloudId: string }, CredentialProblem>> {
  const tried = await tryRequest(clock, `${instanceUrl}/_edge/tenant_info`);
  if (tried.kind === 'answered') {
    const found = tenantInfo.safeParse(tried.answer.json);
    if (tried.is.kind === 'success' && found.success) return ok(found.data);
    if (tried.is.kind === 'notFound') {
      return refuse({ code: 'noSuchSite', host: new URL(instanceUrl).host });
    }
  }
  return refuse(problemOf(tried) ?? unexpected(tried));
}

function unexpected(tried: Awaited<ReturnType<typeof tryRequest>>): CredentialProblem {
  return tried.kind === 'answered'
    ? { code: 'unexpectedAnswer', status: tried.answer.status }
    : { code: 'networkFailure' };
}
