import { asApp, asUser, type Route } from '@forge/api';
import type { z } from 'zod';
import { SECOND } from '#domain/lib/time';
import { SiteFailure } from '#ports/site-failure';

/** As whom the host is asked: the person of this invocation, or the app. */
export type As = 'caller' | 'app';

export interface JiraCall {
  readonly as: As;
  readonly route: Route;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
}

/** Sends and parses. Undefined for 404; throws SiteFailure for everything else that is no such answer. */
export async function readJira<T>(call: JiraCall, schema: z.ZodType<T>): Promise<T | undefined> {
  const answer = await callJira(call);
  if (answer.status === 404) return undefined;
  const parsed = schema.safeParse(readJson(answer.text));
  if (!parsed.success) {
    throw new SiteFailure('unexpectedAnswer', 'Jira’s answer makes no sense.', true, answer.status);
  }
  return parsed.data;
}

/** Sends. Answers a success or a 404; throws SiteFailure for the rest. */
export async function callJira(
  call: JiraCall,
): Promise<{ readonly status: number; readonly text: string }> {
  const { status, text, retryAfter } = await send(call);
  if ((status >= 200 && status < 300) || status === 404) return { status, text };
  if (status === 429) {
    const seconds = Number(retryAfter);
    const wait = retryAfter === null || Number.isNaN(seconds) ? undefined : seconds * SECOND;
    throw new SiteFailure('rateLimited', 'Jira asks to slow down.', true, status, wait);
  }
  if (status >= 500) {
    throw new SiteFailure('siteUnavailable', 'Jira is not available.', true, status);
  }
  if (status === 401 || status === 403) {
    throw new SiteFailure('forbidden', 'Jira does not allow it.', false, status);
  }
  throw new SiteFailure('unexpectedAnswer', 'Jira did not take the request.', false, status);
}

async function send({ as, route, method = 'GET', body }: JiraCall) {
  const jira = as === 'app' ? asApp() : asUser();
  try {
    const response = await jira.requestJira(route, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, text: await response.text(), retryAfter };
  } catch (error) {
    const status = error instanceof Object && 'status' in error ? error.status : undefined;
    // The platform's own refusals, e.g. of a call as a person where there is none.
    if (status === 401 || status === 403) {
      throw new SiteFailure('forbidden', 'Jira does not allow it.', false, status);
    }
    throw new SiteFailure('networkFailure', 'Jira did not answer.', true, undefined, undefined, {
      cause: error,
    });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
