import type { StandInRefusal } from '#domain/approval/stand-in';
import type { RecordKind } from '#domain/aside/aside';
import type { CredentialProblem } from '#domain/connection/connection';
import type { UrlRefusal } from '#domain/connection/instance-url';
import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import type { ReturnRefusal } from '#domain/holding/return-refusal';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import type { OrganizationProblem } from '#domain/organization/organization';
import type { SuspensionRefusal } from '#domain/organization/suspension';
import type { PolicyRefusal } from '#domain/policy/unlock';
import type { RequestRefusal } from '#domain/request/request-refusal';

/** What every resolver answers: the value, or an error that the screen switches over. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ReplyError };

/** `browsePeople`: Jira's global permission Browse users and groups. */
export type Right = 'jiraAdministrator' | 'seeIssue' | 'browsePeople';

/** What is wrong with a field of a payload; the page has the words for it, in its reader's language. */
export type InputFault = 'tooLong' | 'unusable' | 'noSuchKind' | 'unseenProject';

export type ReplyError =
  /** The payload was not what the key takes: each field at fault, by its path. */
  | { readonly code: 'badInput'; readonly fields: Readonly<Record<string, InputFault>> }
  | { readonly code: 'notSignedIn' }
  /** The caller lacks what the key asks for. */
  | { readonly code: 'notAllowed'; readonly needs: Right }
  | { readonly code: 'notFound'; readonly what: 'request' | 'issue' | 'person' | 'record' }
  | { readonly code: 'notConnected' }
  /** The connected site does not take the token now, or is not the one that was connected. */
  | { readonly code: 'connectionFailing' }
  | { readonly code: 'badUrl'; readonly problem: UrlRefusal }
  | { readonly code: 'credential'; readonly problem: CredentialProblem }
  | { readonly code: 'organization'; readonly problem: OrganizationProblem }
  | { readonly code: 'suspension'; readonly refusal: SuspensionRefusal }
  | { readonly code: 'return'; readonly refusal: ReturnRefusal }
  | { readonly code: 'takeBack'; readonly refusal: TakeBackRefusal; readonly name: string }
  | { readonly code: 'renewal'; readonly refusal: RenewalRefusal; readonly name: string }
  | { readonly code: 'standIn'; readonly refusal: StandInRefusal }
  | { readonly code: 'policy'; readonly refusal: PolicyRefusal }
  | { readonly code: 'request'; readonly refusal: RequestRefusal }
  /** Jira refuses to change where the panel is shown: it can be done by hand. */
  | { readonly code: 'panelRefused'; readonly message: string }
  /** Somebody else changed it meanwhile: reload and look again. */
  | { readonly code: 'changedMeanwhile' }
  /** Not all of the site that it takes is read yet: the same call, made again, goes on. */
  | { readonly code: 'goOn'; readonly done: number; readonly total: number }
  /** A stored record that it takes can't be read: an admin sees it on the configuration page. */
  | { readonly code: 'unreadable'; readonly record: RecordKind; readonly reference: string }
  | { readonly code: 'tooMuch'; readonly limit: string }
  | {
      readonly code: 'platform';
      readonly retryable: boolean;
      readonly message: string;
      readonly reference: string;
    }
  | { readonly code: 'bug'; readonly reference: string };
