import type { ForgeOptions, ProductCaller } from '../forge';
import type { Invocation, ProxyMeta } from '../runtime/invocation';

/** requestJira: as the user behind the invocation, as a named one, or as the app. */
export async function callProduct(
  options: Pick<ForgeOptions, 'manifest' | 'installation' | 'product'>,
  invocation: Invocation,
  meta: ProxyMeta,
  target: string,
  init: RequestInit | undefined,
): Promise<Response> {
  if (meta.remote !== 'jira') return refusal(400, 'INVALID_REMOTE');
  const caller = callerOf(options, invocation, meta);
  if (caller === undefined) return refusal(401, 'NEEDS_AUTHENTICATION_ERR');
  // Put together as text: `//host/…` resolved against the site would leave it.
  const { origin } = new URL(options.installation.siteUrl);
  const url = `${origin}${target.startsWith('/') ? '' : '/'}${target}`;
  return options.product(caller, new Request(url, init));
}

/**
 * Nobody is behind a schedule or a queue: calls as the user are refused there. A named account can be
 * acted for only where it is the one behind the invocation; acting for others needs an offline scope
 * that this platform does not grant.
 */
function callerOf(
  { manifest }: Pick<ForgeOptions, 'manifest'>,
  invocation: Invocation,
  meta: ProxyMeta,
): ProductCaller | undefined {
  const { scopes } = manifest.permissions;
  if (meta.provider === 'app') return { kind: 'app', scopes };
  const accountId = meta.accountId ?? invocation.accountId;
  if (meta.provider !== 'user' || accountId === undefined) return undefined;
  return accountId === invocation.accountId ? { kind: 'user', accountId, scopes } : undefined;
}

/** A refusal of the proxy itself travels in a header, which @forge/api turns into a typed error. */
export function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: { 'forge-proxy-error': code } });
}
