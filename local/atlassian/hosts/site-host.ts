import { authenticate, type Login } from '../credentials/authenticate';
import type { Entry, RestApi } from '../rest/rest-api';
import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import { avatarAnswer } from './avatars';
import { deadLink } from './pages';

const loginFailed = (site: Site, login: Login): Response => {
  const knownPassword = login.outcome === 'failed' && login.knownEmail && !login.looksLikeToken;
  return new Response(
    knownPassword
      ? 'Basic authentication with passwords is deprecated.  For more information, see: https://developer.atlassian.com/cloud/confluence/deprecation-notice-basic-auth/'
      : 'Client must be authenticated to access this resource.',
    {
      status: 401,
      headers: {
        'content-type': 'text/html;charset=UTF-8',
        'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
        'www-authenticate': `OAuth realm="${encodeURIComponent(site.siteUrl)}"`,
      },
    },
  );
};

/** Recorded: the reason in the header, and a page that asks to log in (captcha). */
const loginDenied = () =>
  new Response('Basic Authentication Failure - Reason : AUTHENTICATION_DENIED', {
    status: 403,
    headers: {
      'content-type': 'text/html;charset=UTF-8',
      'x-seraph-loginreason': 'AUTHENTICATION_DENIED',
      'x-authentication-denied-reason': `CAPTCHA_CHALLENGE; login-url=https://id.atlassian.com/login`,
    },
  });

/** A site's host takes a bearer for a Connect session (recorded: lesstif/php-jira-rest-client#528). */
const bearerRefused = () =>
  Response.json({ error: 'Failed to parse Connect Session Auth Token' }, { status: 403 });

const ANONYMOUS: Caller = { kind: 'anonymous' };

function entryOf(site: Site, login: Login): Entry | Response {
  switch (login.outcome) {
    case 'none':
      return { caller: ANONYMOUS };
    case 'bearer':
      return bearerRefused();
    case 'denied':
      return loginDenied();
    case 'failed':
      return { caller: ANONYMOUS, failedLogin: loginFailed(site, login) };
    case 'account':
      // A token with scopes works at api.atlassian.com only (recorded: sooperset/mcp-atlassian#968).
      return login.token.scopes === undefined
        ? {
            caller: { kind: 'account', accountId: login.accountId, scopes: undefined },
          }
        : { caller: ANONYMOUS, failedLogin: loginFailed(site, login) };
  }
}

/** The site's own address: REST with an API token, its cloud id, avatars. */
export async function siteHostAnswer(
  site: Site,
  rest: RestApi,
  request: Request,
): Promise<{ readonly response: Response; readonly as: string | undefined }> {
  const { pathname } = new URL(request.url);
  if (pathname === '/_edge/tenant_info')
    return { response: Response.json({ cloudId: site.cloudId }), as: undefined };
  if (pathname.startsWith('/avatars/'))
    return { response: avatarAnswer(site, pathname), as: undefined };
  if (!pathname.startsWith('/rest/')) return { response: deadLink(), as: undefined };
  const entry = entryOf(site, authenticate(site, request.headers.get('authorization')));
  if (entry instanceof Response) return { response: entry, as: undefined };
  return {
    response: await rest.answer(request, entry),
    as: entry.caller.kind === 'account' ? entry.caller.accountId : undefined,
  };
}
