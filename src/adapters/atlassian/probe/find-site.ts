import { z } from 'zod';
import { parseCloudId } from '#domain/connection/cloud-id';
import type { CredentialProblem } from '#domain/connection/connection';
import { parseInstanceUrl } from '#domain/connection/instance-url';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import type { KnownSite } from '#ports/site-probe';
import { problemOf } from './problem-of';
import { type Tried, tryRequest } from './try-request';

const tenantInfo = z.object({ cloudId: z.unknown() });

/**
 * Which site is at an address, asked without any credential (doc: Retrieve my Atlassian site's Cloud
 * ID). A renamed one answers with a redirect to its new address: that is asked in turn, once and without
 * a credential as well, but nothing else follows it.
 */
export async function findSite(
  clock: Clock,
  instanceUrl: string,
  known?: KnownSite,
): Promise<Result<{ readonly cloudId: string }, CredentialProblem>> {
  const tried = await askWhich(clock, instanceUrl);
  const cloudId = cloudIdIn(tried);
  const { host } = new URL(instanceUrl);
  if (cloudId !== undefined) {
    const isKnown = known?.instanceUrl === instanceUrl;
    return isKnown && cloudId !== known.cloudId
      ? refuse({ code: 'otherSite', host })
      : ok({ cloudId });
  }
  const to = newAddressIn(tried, instanceUrl);
  if (to !== undefined) return refuse(await moved(clock, host, to, known));
  if (tried.kind === 'answered' && tried.is.kind === 'notFound') {
    return refuse({ code: 'noSuchSite', host });
  }
  return refuse(problemOf(tried) ?? unexpected(tried));
}

function askWhich(clock: Clock, instanceUrl: string): Promise<Tried> {
  return tryRequest(clock, `${instanceUrl}/_edge/tenant_info`);
}

function cloudIdIn(tried: Tried): string | undefined {
  if (tried.kind !== 'answered' || tried.is.kind !== 'success') return undefined;
  return parseCloudId(tenantInfo.safeParse(tried.answer.json).data?.cloudId);
}

/** Only another site's address is one: anything else that a redirect names is not looked at. */
function newAddressIn(tried: Tried, instanceUrl: string): string | undefined {
  if (tried.kind !== 'answered' || tried.is.kind !== 'redirected') return undefined;
  const location = tried.answer.headers.get('location') ?? '';
  if (!URL.canParse(location, instanceUrl)) return undefined;
  const parsed = parseInstanceUrl(new URL(location, instanceUrl).href);
  return parsed.ok && parsed.value !== instanceUrl ? parsed.value : undefined;
}

async function moved(
  clock: Clock,
  host: string,
  to: string,
  known: KnownSite | undefined,
): Promise<CredentialProblem> {
  const tried = await askWhich(clock, to);
  const cloudId = cloudIdIn(tried);
  if (cloudId === undefined) return problemOf(tried) ?? unexpected(tried);
  return known === undefined || cloudId === known.cloudId
    ? { code: 'siteMoved', to }
    : { code: 'otherSite', host };
}

function unexpected(tried: Tried): CredentialProblem {
  return tried.kind === 'answered'
    ? { code: 'unexpectedAnswer', status: tried.answer.status }
    : { code: 'networkFailure' };
}
