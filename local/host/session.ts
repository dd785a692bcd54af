import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { SitePerson } from '../atlassian/atlassian';
import type { Host } from './host';

const KIND = 'session';

/** Of this host alone: cookies of one name are shared by everything on a machine, whatever its port. */
const cookieOf = (host: Host) => `jira-session-${new URL(host.pageOrigin).port}`;

/** Who is signed in, by the cookie that only the host's pages get. */
export function signedIn(host: Host, context: Context): SitePerson | undefined {
  const accountId = host.seal.open(KIND, getCookie(context, cookieOf(host)) ?? '');
  if (typeof accountId !== 'string') return undefined;
  const person = host.platform.atlassian.directory.person(accountId);
  return person?.active === true ? person : undefined;
}

export function signIn(host: Host, context: Context, person: SitePerson): void {
  setCookie(context, cookieOf(host), host.seal.close(KIND, person.accountId), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
  });
}

export function signOut(host: Host, context: Context): void {
  deleteCookie(context, cookieOf(host), { path: '/' });
}
