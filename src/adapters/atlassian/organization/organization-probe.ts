import type { Connection } from '#domain/connection/connection';
import { ok, refuse } from '#domain/lib/result';
import { SECOND } from '#domain/lib/time';
import type { OrganizationProblem } from '#domain/organization/organization';
import type { Clock } from '#ports/clock';
import type { OrganizationProbe } from '#ports/organization';
import type { OrganizationAccess } from './organization-access';
import { type OrganizationCall, type Tried, tryOrganization } from './organization-client';
import { organizationSchema, workspacesSchema } from './schemas';

/** The most that one answer holds (doc: Search for workspaces). */
const WORKSPACES = 1_000;
const NAMED = 3;

export function organizationProbe(clock: Clock): OrganizationProbe {
  return {
    async probe({ organizationId, key }, site) {
      const access: OrganizationAccess = { organizationId, key };
      const ask = (call: OrganizationCall) => tryOrganization(clock, access, call);
      const tried = await ask({ method: 'GET', version: 'v1', path: '' });
      const organization = readAs(tried, organizationSchema);
      if (organization === undefined) return refuse(problemOf(tried, key));
      const name = organization.data.attributes?.name ?? organizationId;
      // What the key is for: a key with scopes may be taken, and allow none of it.
      const [directories, dates, workspaces] = await Promise.all([
        ask({ method: 'GET', version: 'v2', path: '/directories' }),
        ask({
          method: 'GET',
          version: 'v1',
          path: '/directory/users/{}/last-active-dates',
          at: [site.actsAs.accountId],
        }),
        ask({ method: 'POST', version: 'v2', path: '/workspaces', body: { limit: WORKSPACES } }),
      ]);
      const sites = sitesIn(workspaces, site);
      if (sites !== undefined) return refuse({ code: 'otherOrganization', name, sites });
      for (const one of [directories, dates]) {
        if (one.kind !== 'answered' || !['success', 'notFound'].includes(one.is.kind)) {
          return refuse(problemOf(one, key));
        }
      }
      return ok({ name });
    },
  };
}

/** The organization's sites, where they are all known and the connected one is not among them. */
function sitesIn(
  tried: Tried,
  { cloudId, instanceUrl }: Pick<Connection, 'cloudId' | 'instanceUrl'>,
): readonly string[] | undefined {
  const found = readAs(tried, workspacesSchema);
  if (found === undefined || found.data.unreadable > 0) return undefined;
  const { items } = found.data;
  if (items.length === 0) return undefined;
  const isIt = items.some(
    ({ id, attributes }) =>
      id?.endsWith(`/${cloudId}`) === true || attributes?.hostUrl === instanceUrl,
  );
  if (isIt || (found.links?.next ?? '') !== '') return undefined;
  const hosts = items.flatMap(({ attributes }) => attributes?.hostUrl ?? []);
  return [...new Set(hosts)].slice(0, NAMED);
}

function readAs<T>(
  tried: Tried,
  schema: { safeParse(json: unknown): { readonly data?: T | undefined } },
): T | undefined {
  if (tried.kind !== 'answered' || tried.is.kind !== 'success') return undefined;
  return schema.safeParse(tried.answer.json).data;
}

function problemOf(tried: Tried, key: string): OrganizationProblem {
  if (tried.kind === 'noAnswer') return { code: 'networkFailure' };
  const { is, answer } = tried;
  switch (is.kind) {
    case 'credentialRejected':
      // Personal tokens begin so (doc: Manage API tokens); the organization takes none of them.
      return key.startsWith('ATATT') ? { code: 'personalToken' } : { code: 'keyRejected' };
    case 'forbidden':
    case 'scopeMissing':
    case 'ipNotAllowed':
      return { code: 'keyNotAllowed' };
    case 'notFound':
      return { code: 'noSuchOrganization' };
    case 'rateLimited':
      return {
        code: 'rateLimited',
        retryAfterSeconds:
          is.retryAfterMs === undefined ? undefined : Math.ceil(is.retryAfterMs / SECOND),
      };
    default:
      return { code: 'unexpectedAnswer', status: answer.status };
  }
}
