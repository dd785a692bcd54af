import type { Answer } from '#contract/answer';
import type { ApiKey, InputOf, ValueOf } from '#contract/api';
import type { Reply } from '#contract/reply';
import { invoke } from './bridge';

/** Told which share of a long reading is done; answers whether anybody still wants it. */
export type Progress = (share: number) => boolean;

/** Calls the keys of one surface, and can name no other's. */
export interface Caller<Surface> {
  <K extends ApiKey & keyof Surface>(
    key: K,
    input: InputOf<K>,
    onProgress?: Progress,
  ): Promise<Answer<ValueOf<K>>>;
  /** Never there: by it, a caller that lacks a key can't stand for one that has it. */
  readonly of?: Surface;
}

/** More calls than the largest plan takes: whatever goes on for longer gets nowhere. */
const PARTS_AT_MOST = 100;

/**
 * Never rejects: a call that gets no answer is an error like the others. What takes more reading than
 * one call may do is called again until it is done.
 */
export async function call<K extends ApiKey>(
  key: K,
  input: InputOf<K>,
  onProgress?: Progress,
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
