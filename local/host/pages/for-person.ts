import type { Context } from 'hono';
import type { SitePerson } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { signedIn } from '../session';
import { type Html, layout, type Page } from './layout';

type Drawn = Page & { readonly status?: 200 | 400 | 403 | 404 };

/** A route that needs somebody: asks to sign in first, then draws the page for them. */
export function forPerson(
  host: Host,
  draw: (person: SitePerson, context: Context) => Drawn | Response | Promise<Drawn | Response>,
) {
  return async (context: Context): Promise<Response> => {
    const person = signedIn(host, context);
    if (person === undefined) {
      const { pathname, search } = new URL(context.req.url);
      const next = context.req.method === 'GET' ? `${pathname}${search}` : '/';
      return context.redirect(`/sign-in?next=${encodeURIComponent(next)}`);
    }
    const drawn = await draw(person, context);
    if (drawn instanceof Response) return drawn;
    context.header('cache-control', 'no-store');
    return context.html(layout(host, context, person, drawn) as Html & string, drawn.status ?? 200);
  };
}
