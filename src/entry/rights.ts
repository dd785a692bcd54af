import type { ReplyError } from '#contract/reply';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest, IssueRef } from '#domain/request/access-request';
import type { Caller } from './caller';
import type { Ports } from './compose';

/**
 * The rights. Each key names its own where it is defined, in `resolvers/`. A right answers what the handler may
 * work on, or why not.
 */
export type Authorize<Input, Granted> = (
  ports: Ports,
  caller: Caller,
  input: Input,
) => Promise<Result<Granted, ReplyError>>;

/** Whoever sees the issue that the payload names, in their own Jira session. */
export const seesIssue: Authorize<
  { readonly issueId: string },
  { readonly issue: IssueRef }
> = async (_ports, { host }, { issueId }) => {
  const seen = await host.seeIssue(issueId);
  if (seen === undefined) return refuse({ code: 'notAllowed', needs: 'seeIssue' });
  const { summary: _summary, ...issue } = seen;
  return ok({ issue });
};

/** Whoever sees the issue, and may look people up by name or address. */
export const seesIssueAndPeople: typeof seesIssue = async (ports, caller, input) => {
  const seen = await seesIssue(ports, caller, input);
  if (!seen.ok || (await caller.host.has('USER_PICKER'))) return seen;
  return refuse({ code: 'notAllowed', needs: 'browsePeople' });
};

/** Whoever sees the issue that the request was made in. */
export const seesRequestIssue: Authorize<
  { readonly requestId: string },
  { readonly request: AccessRequest }
> = async (ports, { host }, { requestId }) => {
  const request = await ports.requests.get(requestId);
  if (request === undefined) return refuse({ code: 'notFound', what: 'request' });
  const seen = await host.seeIssue(request.issue.id);
  return seen === undefined ? refuse({ code: 'notAllowed', needs: 'seeIssue' }) : ok({ request });
};

/**
 * Whoever is signed in, about what is their own: a handler has nothing to go by but the platform's word on who calls,
 * and what of a request they may be told is asked of each.
 */
export const themselves: Authorize<unknown, null> = async () => ok(null);

/** Whoever administers Jira, asked of Jira with every call. */
export const jiraAdministrator: Authorize<unknown, null> = async (_ports, { host }) =>
  (await host.has('ADMINISTER'))
    ? ok(null)
    : refuse({ code: 'notAllowed', needs: 'jiraAdministrator' });
