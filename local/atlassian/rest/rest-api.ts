import { Hono } from 'hono';
import type { SiteFaults } from '../atlassian';
import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import { delayedVisibility } from '../trouble/delayed-visibility';
import { type Answer, allows, type Call, type Operation } from './operation';
import { OPERATIONS } from './operations';
import type { RateLimits } from './rate-limits';
import { Refusal, refuse } from './refusal';
import { asVersion2, ofVersion2, VERSIONS, type Version } from './version-2';

/** What the door a request came through knows about it. */
export interface Entry {
  readonly caller: Caller;
  /** Set where a credential was given and didn't work: such a request may still run as anonymous. */
  readonly failedLogin?: Response;
}

export interface RestApi {
  /** The request's path starts with /rest/. */
  answer(request: Request, entry: Entry): Promise<Response>;
}

/** On api.atlassian.com a missing scope looks like this (recorded: raycast/extensions#11212). */
const scopeMismatch = (): Response =>
  Response.json({ code: 401, message: 'Unauthorized; scope does not match' }, { status: 401 });

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  body === undefined
    ? new Response(status === 204 ? null : '', { status, headers })
    : new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
      });

const refusalAnswer = (refusal: Refusal) => json(refusal.status, refusal.body);

const notAuthenticated = (): Response =>
  new Response('Client must be authenticated to access this resource.', {
    status: 401,
    headers: { 'content-type': 'text/html;charset=UTF-8' },
  });

/**
 * A body of another type than JSON, also one that names none, and another type without a body (recorded:
 * MrRefactoring/jira.js#144, atlassian-api/atlassian-python-api#750).
 */
const isOtherThanJson = (request: Request): boolean => {
  const type = request.headers.get('content-type');
  if (request.method !== 'POST' && request.method !== 'PUT') return false;
  if (type === null) return request.body !== null;
  return type.split(';')[0]?.trim().toLowerCase() !== 'application/json';
};

/** Said for whatever is not built here, so that nobody takes silence for an answer of Atlassian's. */
const notBuilt = (request: Request): Response => {
  const { pathname } = new URL(request.url);
  console.error(`The local Atlassian site does not answer ${request.method} ${pathname}`);
  return json(501, {
    errorMessages: [`The local Atlassian site does not answer ${request.method} ${pathname}.`],
    errors: {},
  });
};

const bodyOf = async (request: Request): Promise<unknown> => {
  const text = await request.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'There was an error parsing JSON. Check that your request body is valid.');
  }
};

/** What can be done at each path, in the order of the operations. */
const METHODS: ReadonlyMap<string, ReadonlySet<string>> = OPERATIONS.reduce(
  (methods, { path, method }) =>
    methods.set(
      path,
      new Set([...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]),
    ),
  new Map<string, ReadonlySet<string>>(),
);

export function openRestApi(
  site: Site,
  limits: RateLimits,
  faults: Pick<SiteFaults, 'visibilityLag'>,
): RestApi {
  const app = new Hono<{ Bindings: Entry }>();

  const run = async (
    operation: Operation,
    request: Request,
    entry: Entry,
    path: Readonly<Record<string, string>>,
    version: Version,
  ): Promise<Response> => {
    const anonymously = entry.caller.kind === 'anonymous';
    // A failed log-in only passes as anonymous where reading is allowed to anybody (recorded:
    // /project/search 200 and empty, /issue 404, /myself 401 with one and the same bad token).
    if (anonymously && entry.failedLogin !== undefined)
      if (operation.method !== 'GET' || !operation.anonymous) return entry.failedLogin.clone();
    if (anonymously && !operation.anonymous) return notAuthenticated();
    const { caller } = entry;
    if (caller.kind !== 'anonymous' && !allows(operation.scopes, caller.scopes))
      return scopeMismatch();
    const tooFast = limits.count(operation, path.issueIdOrKey);
    if (tooFast !== undefined) return tooFast;
    if (isOtherThanJson(request)) return new Response('', { status: 415 });
    const body = await bodyOf(request);
    const call: Call = {
      site: operation.method === 'GET' ? delayedVisibility(site, faults.visibilityLag) : site,
      caller,
      path: (name) => path[name] ?? '',
      query: new URL(request.url).searchParams,
      body: version === '3' ? body : ofVersion2(site, operation.path, body),
    };
    const answer: Answer = operation.run(call);
    return json(answer.status, version === '3' ? answer.body : asVersion2(site, answer.body), {
      ...limits.headers(operation),
      ...(entry.failedLogin === undefined
        ? {}
        : { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }),
    });
  };

  for (const version of VERSIONS) {
    for (const operation of OPERATIONS)
      app.on(operation.method, `/rest/api/${version}${operation.path}`, async (context) => {
        try {
          return await run(operation, context.req.raw, context.env, context.req.param(), version);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const answer = refusalAnswer(error);
          if (context.env.failedLogin !== undefined)
            answer.headers.set('x-seraph-loginreason', 'AUTHENTICATED_FAILED');
          return answer;
        }
      });
    // Of whom it is asked, and nothing that would let a page of another site in (recorded:
    // floralvikings/jira-connector#239).
    for (const [path, methods] of METHODS)
      app.options(`/rest/api/${version}${path}`, () => {
        const allow = [...methods, 'OPTIONS'].join(', ');
        return new Response('', { status: 200, headers: { allow } });
      });
  }
  app.notFound(({ env, req }) =>
    env.caller.kind === 'anonymous'
      ? (env.failedLogin?.clone() ?? notAuthenticated())
      : notBuilt(req.raw),
  );
  app.onError((error) => {
    console.error(error);
    return json(500, { errorMessages: ['Internal server error'], errors: {} });
  });
  return { answer: async (request, entry) => app.fetch(request, entry) };
}
