import { type Context, Hono } from 'hono';
import type { Host } from '../host';
import { lozenge, readStatus } from '../module-status';
import { signedIn } from '../session';
import { openSurface, type Surface } from '../surface';
import { toFrame, toSite } from './picture-addresses';

interface Invoke {
  readonly surface?: unknown;
  readonly functionKey?: unknown;
  readonly payload?: unknown;
}

interface FetchProduct {
  readonly surface?: unknown;
  readonly product?: unknown;
  readonly restPath?: unknown;
  readonly isMultipartFormData?: boolean;
  readonly fetchRequestInit?: {
    readonly method?: string;
    readonly headers?: readonly (readonly [string, string])[];
    readonly body?: string | null;
  };
}

/** What of the bridge needs the server: the app's functions, and Jira as the person who looks. */
export function bridgeRoutes(host: Host): Hono {
  const { platform } = host;
  const app = new Hono();

  app.post('/bridge/invoke', (context) =>
    answer(context, async (call: Invoke, surface) => {
      try {
        return await platform.forge.invokeResolver({
          moduleKey: surface.moduleKey,
          accountId: surface.accountId,
          extension: surface.extension,
          functionKey: String(call.functionKey),
          payload: call.payload,
        });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        // As pages of many apps are known to see it.
        throw new Error(`There was an error invoking the function - ${message}`);
      }
    }),
  );

  app.post('/bridge/status', (context) =>
    answer(context, async (_call: { readonly surface?: unknown }, surface) => {
      const status = readStatus(await platform.forge.dynamicProperties(surface));
      return status === undefined ? '' : String(await lozenge(status));
    }),
  );

  app.post('/bridge/product', (context) =>
    answer(context, async (call: FetchProduct, surface) => {
      if (call.product !== 'jira') throw new Error(`The product "${call.product}" is not here.`);
      if (call.isMultipartFormData === true) {
        throw new Error('The local host does not send form data to Jira.');
      }
      const site = platform.atlassian.siteUrl;
      const url = new URL(String(call.restPath), site);
      if (url.origin !== site || !url.pathname.startsWith('/rest/')) {
        throw new Error(`Not a path of Jira's REST API: ${call.restPath}`);
      }
      const { method = 'GET', headers = [], body } = call.fetchRequestInit ?? {};
      const request = new Request(url, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        ...(body === null || body === undefined || method === 'GET' ? {} : { body }),
      });
      const { scopes } = platform.manifest.permissions;
      const caller = { kind: 'user', accountId: surface.accountId, scopes } as const;
      const response = await platform.atlassian.fetchAs(caller, request);
      return {
        body: await response.text(),
        headers: Object.fromEntries(response.headers),
        status: response.status,
        statusText: response.statusText,
        isAttachment: false,
      };
    }),
  );
  return app;

  /** Runs a call as who is signed in, from the place that the host has drawn for them and nowhere else. */
  async function answer<Call extends { readonly surface?: unknown }>(
    context: Context,
    run: (call: Call, surface: Surface) => Promise<unknown>,
  ): Promise<Response> {
    const call = readCall<Call>(toSite(host, await context.req.text()));
    if (call === undefined) return context.json({ error: { message: 'Not a call.' } }, 400);
    const surface = openSurface(host, call.surface);
    const person = signedIn(host, context);
    if (surface === undefined || person?.accountId !== surface.accountId) {
      const message = 'Somebody else is signed in now: reload the page.';
      return context.json({ error: { message } }, 403);
    }
    try {
      const value = await run(call, surface);
      return context.body(toFrame(host, JSON.stringify({ value })), 200, {
        'content-type': 'application/json',
      });
    } catch (error) {
      return context.json({
        error: { message: error instanceof Error ? error.message : String(error) },
      });
    }
  }
}

/** Undefined where it is no object: whoever calls without the bridge can send anything. */
function readCall<Call extends object>(text: string): Call | undefined {
  try {
    const call: unknown = JSON.parse(text);
    return call instanceof Object ? (call as Call) : undefined;
  } catch {
    return undefined;
  }
}
