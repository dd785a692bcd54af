import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Host } from './host';
import { stepKey } from './tour-progress';

const KIND = 'tour';
const A_YEAR = 365 * 24 * 3600;

const cookieOf = (host: Host) => `jira-tour-${new URL(host.pageOrigin).port}`;

/** The steps of the tours that were opened in this browser, since the company began anew: another one has another seal. */
export function openedSteps(host: Host, context: Context): ReadonlySet<string> {
  const kept = host.seal.open(KIND, getCookie(context, cookieOf(host)) ?? '');
  return new Set(Array.isArray(kept) ? kept.map(String) : []);
}

/** Of a step that is none, as signing in by hand has, nothing is noted. */
export function noteOpened(host: Host, context: Context, step: string): void {
  const tours = host.tours?.tours ?? [];
  const isOne = tours.some((tour) => tour.steps.some((one) => stepKey(tour, one) === step));
  if (!isOne) return;
  const steps = [...openedSteps(host, context), step];
  setCookie(context, cookieOf(host), host.seal.close(KIND, [...new Set(steps)]), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: A_YEAR,
  });
}
