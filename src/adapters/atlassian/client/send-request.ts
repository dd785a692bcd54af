import { fetch } from '@forge/api';
import { LONGEST_CALL } from '#ports/site';
import { readAnswer, type SiteAnswer } from '../../rest/answer';
import type { Authorization } from '../answer/authorization';

export interface SiteRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  /** Undefined for what anybody may read. */
  readonly authorization: Authorization | undefined;
  readonly body?: unknown;
}

/** No answer came. `notSent` where it is certain that the site has not seen the request. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(readonly notSent: boolean) {
    // Nothing of the request is in it, nor of what failed: a request carries a token.
    super('No answer');
  }
}

/** One HTTP request. Never follows a redirect: a token is for the host it was made for. */
export async function sendRequest(request: SiteRequest): Promise<SiteAnswer> {
  const aborter = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer(false));
      aborter.abort();
      // doc: Forge limits: one outbound call may take much longer.
    }, LONGEST_CALL);
  });
  try {
    return await Promise.race([exchange(request, aborter.signal), timeout]);
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(wasKept(error));
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(request: SiteRequest, signal: AbortSignal): Promise<SiteAnswer> {
  const { method, url, authorization, body } = request;
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(authorization === undefined ? {} : { authorization: authorization.header }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal,
  });
  const answer = await readAnswer(response);
  const refusal = answer.headers.get('forge-proxy-error');
  if (refusal !== undefined) throw new NoAnswer(refusal === KEPT);
  // The words of an answer that did what it should are kept nowhere, and names and ids stay as they are.
  const isPlain = response.ok && !answer.headers.has('x-seraph-loginreason');
  return isPlain || authorization === undefined ? answer : authorization.redact(answer);
}

/** Forge's own refusals are made before anything leaves (doc: Forge egress permissions). */
const KEPT = 'REQUEST_EGRESS_ALLOWLIST_ERR';

const wasKept = (error: unknown): boolean => error instanceof Error && error.name === KEPT;
