import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { SitePerson } from '../atlassian/atlassian';
import type { Host } from './host';

const COOKIE = 'session';

/** Who is signed in, by the cookie that only the host's pages get. */
export function signedIn(host: Host, context: Context): SitePerson | undefined {
  const accountId = host.seal.open(COOKIE, getCookie(context, COOKIE) ?? '');
  if (typeof accountId !== 'string') return undefined;
  const person = host.platform.atlassian.directory.person(accountId);
  return person?.active === true ? person : undefined;
}

export function signIn(host: Host, context: Context, person: SitePerson): void {
  setCookie(context, COOKIE, host.seal.close(COOKIE, person.accountId), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
  });
}

export function signOut(context: Context): void {
  deleteCookie(context, COOKIE, { path: '/' });
}
