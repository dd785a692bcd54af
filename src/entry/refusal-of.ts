import type { ReplyError } from '#contract/reply';
import { type Result, refuse } from '#domain/lib/result';
import type { RequestRefusal } from '#domain/request/request-refusal';

type OperationRefusal =
  | RequestRefusal
  | { readonly code: 'notFound' }
  | { readonly code: 'notConnected' }
  | { readonly code: 'changedMeanwhile' };

/** A refusal of an operation in the words of the bridge. */
export function refusalOf(refusal: OperationRefusal): ReplyError {
  switch (refusal.code) {
    case 'notFound':
      return { code: 'notFound', what: 'request' };
    case 'notConnected':
    case 'changedMeanwhile':
      return { code: refusal.code };
    default:
      return { code: 'request', refusal };
  }
}

/** What an operation answered, shown by `view`, or its refusal in the words of the bridge. */
export function replyWith<T, View, Refusal extends { readonly code: string }>(
  result: Result<T, Refusal & OperationRefusal>,
  view: (value: T) => View,
): Result<View, ReplyError> {
  return result.ok ? { ok: true, value: view(result.value) } : refuse(refusalOf(result.error));
}
