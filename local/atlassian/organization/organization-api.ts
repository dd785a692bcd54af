import { Hono } from 'hono';
import { Refusal } from '../rest/refusal';
import type { Site } from '../site/site';
import { directoryUser, searchDirectoryUsers } from './directory-users';
import { lastActiveDates } from './last-active-dates';
import { refuseInOrganization } from './organization-refusal';

export interface OrganizationApi {
  /** The request's path starts with /admin/. */
  answer(request: Request): Promise<Response>;
}

/**
 * The organization's administration: what of it tells and changes people's access (doc: Organizations
 * REST API). Only a key of the organization, as a bearer, opens it.
 */
export function openOrganizationApi(site: Site): OrganizationApi {
  const { organization } = site;
  const app = new Hono();
  const org = '/admin/:version{v1|v2}/orgs/:orgId';

  app.use('*', async (context, next) => {
    if (!isKey(site, context.req.header('authorization')))
      return Response.json({ code: 401, message: 'Unauthorized' }, { status: 401 });
    // A body needs its type, and a POST without a body is no exception (recorded).
    const type = context.req.header('content-type') ?? '';
    if (context.req.method === 'POST' && !type.startsWith('application/json'))
      return context.json({ error: 'Unsupported Media Type', status: 415 }, 415);
    return next();
  });
  app.use(`${org}/*`, async (context, next) => {
    knownOrganization(context.req.param('orgId'));
    await next();
  });

  app.get('/admin/v1/orgs/:orgId', (context) => {
    knownOrganization(context.req.param('orgId'));
    const self = `https://api.atlassian.com/admin/v1/orgs/${organization.id}`;
    return context.json({
      data: {
        id: organization.id,
        type: 'orgs',
        attributes: { name: organization.name },
        relationships: {
          domains: { links: { related: `${self}/domains` } },
          users: { links: { related: `${self}/users` } },
        },
        links: { self },
      },
    });
  });

  app.post('/admin/v2/orgs/:orgId/workspaces', (context) =>
    context.json({
      data: [
        {
          id: `ari:cloud:jira::site/${site.cloudId}`,
          type: 'workspace',
          attributes: {
            name: new URL(site.siteUrl).hostname.split('.')[0],
            typeKey: 'jira-software',
            type: 'Jira',
            status: 'online',
            hostUrl: site.siteUrl,
          },
        },
      ],
      links: {},
      meta: { pageSize: 1, startIndex: 1, endIndex: 1, total: 1 },
    }),
  );

  app.get('/admin/v2/orgs/:orgId/directories', (context) => {
    const accountId = context.req.query('accountId');
    const isThere =
      accountId === undefined || site.people.byId(accountId)?.accountType === 'atlassian';
    const { directoryId, name } = organization;
    return context.json({ data: isThere ? [{ directoryId, name }] : [], links: {} });
  });

  app.post('/admin/v2/orgs/:orgId/directories/:directoryId/users/search', async (context) => {
    const directoryId = context.req.param('directoryId');
    // A dash stands for all directories (doc).
    if (directoryId !== '-') knownDirectory(directoryId);
    return context.json(searchDirectoryUsers(site, await readJson(context.req.raw)));
  });

  for (const [verb, suspended] of [
    ['suspend', true],
    ['restore', false],
  ] as const)
    app.post(
      `/admin/v2/orgs/:orgId/directories/:directoryId/users/:accountId/${verb}`,
      (context) => {
        knownDirectory(context.req.param('directoryId'));
        const person = directoryUser(site, context.req.param('accountId'));
        site.people.setSuspended(person.accountId, suspended);
        return context.body(null, 204);
      },
    );

  app.get('/admin/v1/orgs/:orgId/directory/users/:accountId/last-active-dates', (context) =>
    context.json(lastActiveDates(site, context.req.param('accountId'))),
  );

  app.notFound((context) => {
    const message = `The local organization API does not answer ${context.req.method} ${context.req.path}`;
    console.error(message);
    return context.json({ code: 501, message }, 501);
  });
  app.onError((error, context) => {
    if (error instanceof Refusal) return Response.json(error.body, { status: error.status });
    console.error(error);
    return context.json({ code: 500, message: 'Internal error' }, 500);
  });
  return { answer: async (request) => app.fetch(request) };

  function knownOrganization(orgId: string): void {
    if (orgId !== organization.id)
      throw refuseInOrganization('ADMIN-404-2', `There is no organization ${orgId}.`);
  }

  function knownDirectory(directoryId: string): void {
    if (directoryId !== organization.directoryId)
      throw refuseInOrganization('ADMIN-404-1', `There is no directory ${directoryId}.`);
  }
}

function isKey(site: Site, header: string | undefined): boolean {
  const [, secret] = /^bearer +(\S+)$/i.exec(header?.trim() ?? '') ?? [];
  const key = secret === undefined ? undefined : site.tokens.bySecret(secret);
  return key?.kind === 'organization' && !key.revoked && key.expiresAt > site.clock.now();
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw refuseInOrganization('ADMIN-400-24', 'The body is no JSON.');
  }
}
