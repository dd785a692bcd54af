import { EgressFilteringService } from '@forge/egress';
import type { ForgeManifest } from '../forge';
import type { Invocation } from '../runtime/invocation';

const REDIRECTS = 20;
/** doc: Forge limits: calls to the outside for each started minute of the declared timeout. */
const CALLS_PER_MINUTE_OF_TIMEOUT = 100;

/**
 * The way out for the app's `fetch`: https only, to addresses that the manifest names, as Atlassian's
 * own matcher reads them (@forge/egress), and not more often than an invocation may.
 */
export function openEgress(
  manifest: ForgeManifest,
  internet: (request: Request) => Promise<Response>,
) {
  const backend = manifest.permissions.external?.fetch?.backend ?? [];
  const allowed = new EgressFilteringService(
    backend.map((entry) => (typeof entry === 'string' ? entry : entry.address)),
  );
  return async (
    invocation: Pick<Invocation, 'egressCalls' | 'timeoutSeconds'>,
    request: Request,
  ): Promise<Response> => {
    const limit = Math.ceil(invocation.timeoutSeconds / 60) * CALLS_PER_MINUTE_OF_TIMEOUT;
    let next = request;
    for (let hop = 0; hop <= REDIRECTS; hop += 1) {
      refuseUnlessAllowed(allowed, next.url);
      invocation.egressCalls += 1;
      if (invocation.egressCalls > limit) return tooManyCalls(limit);
      const body = next.body === null ? undefined : await next.clone().arrayBuffer();
      const response = await internet(next);
      const location = response.headers.get('location');
      const redirected = response.status >= 300 && response.status < 400 && location !== null;
      if (!redirected || request.redirect === 'manual') return response;
      if (request.redirect === 'error') throw new TypeError('fetch failed');
      next = followed(next, new URL(location, next.url), response.status, body);
    }
    throw new TypeError('fetch failed');
  };
}

function refuseUnlessAllowed(allowed: EgressFilteringService, url: string): void {
  if (new URL(url).protocol !== 'https:') {
    throw named('FUNCTION_FETCH_ERR', `Only https is allowed: ${url}`);
  }
  if (!allowed.isValidUrl(url)) {
    // Name, status and words of @forge/api's ExternalEndpointNotAllowedError.
    const message = `URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`;
    throw Object.assign(named('REQUEST_EGRESS_ALLOWLIST_ERR', message), { status: 403 });
  }
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** As fetch does it: 303, and 301 or 302 after a POST, become a GET; other origins lose the credential. */
function followed(
  before: Request,
  url: URL,
  status: number,
  body: ArrayBuffer | undefined,
): Request {
  const becomesGet = status === 303 || (status < 303 && before.method === 'POST');
  const headers = new Headers(before.headers);
  if (url.origin !== new URL(before.url).origin) {
    for (const name of ['authorization', 'cookie', 'proxy-authorization']) headers.delete(name);
  }
  return new Request(url, {
    method: becomesGet ? 'GET' : before.method,
    headers,
    redirect: before.redirect,
    ...(becomesGet || body === undefined ? {} : { body }),
  });
}

function tooManyCalls(limit: number): Response {
  return new Response(`This invocation has made its ${limit} calls.`, { status: 429 });
}
