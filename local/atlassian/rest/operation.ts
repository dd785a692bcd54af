import type { Caller } from '../site/caller';
import type { Site } from '../site/site';

export interface Call {
  readonly site: Site;
  readonly caller: Caller;
  /** Parts of the path, decoded. */
  readonly path: (name: string) => string;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; nothing is sent where it is undefined. */
  readonly body?: unknown;
}

export interface OperationScopes {
  readonly classic: readonly string[];
  /** All of them are needed where the classic one is absent. */
  readonly granular: readonly string[];
}

/** One operation of Jira's REST API, named and guarded as in Atlassian's OpenAPI document. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under /rest/api/3, parameters as `:name`. */
  readonly path: string;
  readonly anonymous: boolean;
  /** Undefined where no scope lets an app or a scoped token in: basic authentication only. */
  readonly scopes: OperationScopes | undefined;
  readonly run: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

const EVERY_VERB = { GET: true, POST: true, PUT: true, DELETE: true } as const;

/**
 * Declares an operation: `operation('GET /myself', 'read:jira-user', 'read:user:jira …', run)`.
 * A leading `?` marks one that can be called anonymously; scopes are separated by spaces.
 */
export function operation(
  signature: string,
  classic: string,
  granular: string,
  run: Operation['run'],
): Operation {
  const anonymous = signature.startsWith('?');
  const [method = '', path = ''] = signature.replace(/^\?/, '').split(' ');
  if (!(method in EVERY_VERB)) throw new Error(`No such method: ${signature}`);
  const split = (scopes: string) => scopes.split(' ').filter((scope) => scope !== '');
  return {
    method: method as Operation['method'],
    path,
    anonymous,
    scopes: { classic: split(classic), granular: split(granular) },
    run,
  };
}

/** An operation that only knows basic authentication with a token without scopes. */
export function basicOnlyOperation(signature: string, run: Operation['run']): Operation {
  return { ...operation(signature, '', '', run), scopes: undefined };
}

/** Whether these scopes let the operation through: the classic ones, or all the granular ones. */
export function allows(
  required: OperationScopes | undefined,
  granted: readonly string[] | undefined,
): boolean {
  if (granted === undefined) return true;
  if (required === undefined) return false;
  const has = (scopes: readonly string[]) => scopes.every((scope) => granted.includes(scope));
  return has(required.classic) || (required.granular.length > 0 && has(required.granular));
}
