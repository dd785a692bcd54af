import { asApp, asUser, type Route } from '@forge/api';
import type { z } from 'zod';
import type { Clock } from '#ports/clock';
import { SiteFailure } from '#ports/site-failure';
import { readAnswer, type SiteAnswer } from '../rest/answer';
import { classify } from '../rest/classify';
import { failureOf, noAnswer } from '../rest/failure-of';
import { readAs } from '../rest/read-as';
import { readPatiently } from '../rest/read-patiently';

/** As whom the host is asked: the person of this invocation, or the app. */
export type As = 'caller' | 'app';

export interface JiraCall {
  readonly as: As;
  readonly route: Route;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
}

/** The Jira that the app is in, through the platform. */
export interface Jira {
  /** Reads and parses. Undefined for 404; throws SiteFailure for all else that is no such answer. */
  read<T>(call: JiraCall, schema: z.ZodType<T>): Promise<T | undefined>;
  /** Sends once and parses: what is sent again could hide that it was taken before. As `read` in all else. */
  sendAndRead<T>(call: JiraCall, schema: z.ZodType<T>): Promise<T | undefined>;
  /** Sends once; `notFound` where there is no such thing. Throws SiteFailure where it was not taken. */
  send(call: JiraCall): Promise<'taken' | 'notFound'>;
}

export function openJira(clock: Clock): Jira {
  const tryOnce = async <T>(call: JiraCall, schema: z.ZodType<T>) => {
    const answer = await unlessFailed(() => send(call));
    return answer instanceof SiteFailure
      ? answer
      : readAs(answer, classify(answer, clock.now()), schema, 'host');
  };
  return {
    read: (call, schema) => readPatiently({ clock }, () => tryOnce(call, schema)),
    async sendAndRead(call, schema) {
      const found = await tryOnce(call, schema);
      if (found instanceof SiteFailure) throw found;
      return found.value;
    },
    async send(call) {
      const answer = await send(call);
      const is = classify(answer, clock.now());
      if (is.kind === 'notFound') return 'notFound';
      if (is.kind === 'success') return 'taken';
      throw failureOf(is, answer.status, 'host');
    },
  };
}

async function unlessFailed<T>(run: () => Promise<T>): Promise<T | SiteFailure> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SiteFailure) return error;
    throw error;
  }
}

async function send({ as, route, method = 'GET', body }: JiraCall): Promise<SiteAnswer> {
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
    return await readAnswer(response);
  } catch (error) {
    const status = error instanceof Object && 'status' in error ? error.status : undefined;
    // The platform's own refusals, e.g. of a call as a person where there is none.
    if (status === 401 || status === 403) {
      throw failureOf({ kind: 'forbidden', message: '' }, status, 'host');
    }
    throw noAnswer('host', true, error);
  }
}
