import { authenticate } from '../credentials/authenticate';
import type { OrganizationApi } from '../organization/organization-api';
import type { RestApi } from '../rest/rest-api';
import type { Site } from '../site/site';

/** The gateway's own errors have a shape of their own (recorded). */
const refused = (status: number, message: string) =>
  Response.json({ code: status, message }, { status });

/**
 * api.atlassian.com: a site's REST API for tokens with scopes, at /ex/jira/{cloudId}, and the
 * organization's administration at /admin.
 */
export async function gatewayHostAnswer(
  site: Site,
  rest: RestApi,
  organization: OrganizationApi,
  request: Request,
): Promise<{ readonly response: Response; readonly as: string | undefined }> {
  const url = new URL(request.url);
  if (url.pathname.startsWith('/admin/'))
    return { response: await organization.answer(request), as: undefined };
  const [, cloudId, path] = /^\/ex\/jira\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  if (path === undefined) {
    console.error(`The local api.atlassian.com does not answer ${request.method} ${url.pathname}`);
    return {
      response: refused(
        501,
        `The local api.atlassian.com does not answer ${request.method} ${url.pathname}`,
      ),
      as: undefined,
    };
  }
  if (cloudId !== site.cloudId) return { response: refused(404, 'Not Found'), as: undefined };
  const login = authenticate(site, request.headers.get('authorization'));
  if (login.outcome !== 'account')
    return {
      response: refused(login.outcome === 'denied' ? 403 : 401, 'Unauthorized'),
      as: undefined,
    };
  const inside = new Request(`${site.siteUrl}${path}${url.search}`, request);
  const response = await rest.answer(inside, {
    caller: { kind: 'account', accountId: login.accountId, scopes: login.token.scopes },
  });
  return { response, as: login.accountId };
}
