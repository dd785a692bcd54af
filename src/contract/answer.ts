import type { ReplyError } from './reply';

/** What a call can fail with: what the app answers, or that no answer came. */
export type CallError = ReplyError | { readonly code: 'unreachable' };

/** What a screen gets of a call. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CallError };
