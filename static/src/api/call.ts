import type { AdminApi, PanelApi } from '#contract/api';
import type { Reply, ReplyError } from '#contract/reply';
import { invoke } from './bridge';

type Api = PanelApi & AdminApi;
export type ApiKey = keyof Api;
export type InputOf<K extends ApiKey> = Parameters<Api[K]>[0];
export type ValueOf<K extends ApiKey> =
  Awaited<ReturnType<Api[K]>> extends Reply<infer Value> ? Value : never;

/** What a call can fail with: what the app answers, or that no answer came. */
export type CallError = ReplyError | { readonly code: 'unreachable' };

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CallError };

/** More calls than the largest plan takes: whatever goes on for longer gets nowhere. */
const PARTS_AT_MOST = 100;

/**
 * Never rejects: a call that gets no answer is an error like the others. What takes more reading than
 * one call may do is called again until it is done: `onProgress` is told which share of it is, and
 * answers whether anybody still wants it.
 */
export async function call<K extends ApiKey>(
  key: K,
  input: InputOf<K>,
  onProgress?: (share: number) => boolean,
): Promise<Answer<ValueOf<K>>> {
  for (let part = 1; ; part += 1) {
    const answer = await callOnce(key, input);
    if (answer.ok || answer.error.code !== 'goOn' || part === PARTS_AT_MOST) return answer;
    if (onProgress?.(answer.error.done / answer.error.total) === false) return answer;
  }
}

async function callOnce<K extends ApiKey>(key: K, input: InputOf<K>): Promise<Answer<ValueOf<K>>> {
  try {
    const reply: unknown = await invoke(key, input as Record<string, unknown>);
    return isReply<ValueOf<K>>(reply) ? reply : { ok: false, error: { code: 'unreachable' } };
  } catch {
    return { ok: false, error: { code: 'unreachable' } };
  }
}

function isReply<T>(answer: unknown): answer is Reply<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
