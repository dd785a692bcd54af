import type { ReplyError } from '#contract/reply';
import type { StandInRefusal } from '#domain/approval/stand-in';
import type { CredentialProblem } from '#domain/connection/connection';
import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import type { ReturnRefusal } from '#domain/holding/return-refusal';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import { type Result, refuse } from '#domain/lib/result';
import type { OrganizationProblem } from '#domain/organization/organization';
import type { SuspensionRefusal } from '#domain/organization/suspension';
import type { PolicyRefusal } from '#domain/policy/unlock';
import type { RequestRefusal } from '#domain/request/request-refusal';

type OperationRefusal =
  | RequestRefusal
  | { readonly code: 'notFound' }
  | { readonly code: 'noSuchPerson' }
  | { readonly code: 'noSuchRecord' }
  | { readonly code: 'organization'; readonly problem: OrganizationProblem }
  | { readonly code: 'suspension'; readonly refusal: SuspensionRefusal }
  | { readonly code: 'return'; readonly refusal: ReturnRefusal }
  | { readonly code: 'takeBack'; readonly refusal: TakeBackRefusal; readonly name: string }
  | { readonly code: 'renewal'; readonly refusal: RenewalRefusal; readonly name: string }
  | { readonly code: 'standIn'; readonly refusal: StandInRefusal }
  | { readonly code: 'policy'; readonly refusal: PolicyRefusal }
  | { readonly code: 'credential'; readonly problem: CredentialProblem }
  | { readonly code: 'panelRefused'; readonly message: string }
  | { readonly code: 'notConnected' }
  | { readonly code: 'changedMeanwhile' };

/** A refusal of an operation in the words of the bridge. */
function refusalOf(refusal: OperationRefusal): ReplyError {
  switch (refusal.code) {
    case 'notFound':
      return { code: 'notFound', what: 'request' };
    case 'noSuchPerson':
      return { code: 'notFound', what: 'person' };
    case 'noSuchRecord':
      return { code: 'notFound', what: 'record' };
    case 'organization':
    case 'policy':
    case 'return':
    case 'standIn':
    case 'takeBack':
    case 'renewal':
    case 'suspension':
    case 'credential':
    case 'panelRefused':
      return refusal;
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
