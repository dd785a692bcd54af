import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Atlassian } from '../../atlassian/atlassian';
import { type Listening, listen } from '../listen';
import { addressedAt } from './addressed-at';
import { readBody } from './read-body';

export interface Outside extends Listening {
  /** `http://localhost:PORT`: what a client takes for the address of the site. */
  readonly url: string;
}

type OutsideContext = Context<{ Bindings: HttpBindings }>;

const BODY_MAX = 1024 * 1024;
const NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The site as it is from outside: at an address of this machine, for whatever client somebody points at it. It has
 * nothing of the host's: no cookie, no page. Credentials are the site's own.
 */
export async function openOutside(
  atlassian: Pick<Atlassian, 'fetch' | 'siteUrl'>,
  port: number,
): Promise<Outside> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const listening = await listen(app, port);
  const url = `http://localhost:${listening.port}`;
  const hosts = new Set(NAMES.map((name) => `${name}:${listening.port}`));

  // A name of somebody else's that leads here is how a page of theirs would read what is here.
  app.use(async (context, next) => {
    if (hosts.has(context.req.header('host')?.toLowerCase() ?? '')) return next();
    return context.text(`This is ${url}, and answers to no other name.`, 421);
  });
  app.all('*', async (context) => {
    if (readsWithBody(context)) return blocked();
    const body = await readBody(context.env.incoming, BODY_MAX);
    if (body === undefined) return context.text('Payload Too Large', 413);
    const answer = await atlassian.fetch(asAtSite(context, body)).catch(resetOnly);
    if (answer === undefined) {
      context.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const { status, headers } = answer;
    const text = await answer.text();
    const isJson = headers.get('content-type')?.startsWith('application/json') === true;
    return new Response(
      text === '' ? null : isJson ? addressedAt(url, atlassian.siteUrl, text) : text,
      { status, headers },
    );
  });
  return { ...listening, url };

  function asAtSite({ req }: OutsideContext, body: Uint8Array<ArrayBuffer>): Request {
    const { pathname, search } = new URL(req.url);
    return new Request(`${atlassian.siteUrl}${pathname}${search}`, {
      method: req.method,
      headers: req.raw.headers,
      ...(body.byteLength === 0 ? {} : { body }),
    });
  }
}

/** Atlassian’s edge lets no such request through (recorded: n8n-io/n8n#14153). */
function readsWithBody({ req }: OutsideContext): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  return (
    Number(req.header('content-length') ?? 0) > 0 || req.header('transfer-encoding') !== undefined
  );
}

const blocked = () =>
  new Response(
    '<HTML><BODY><H1>403 ERROR</H1>The request could not be satisfied. Bad request.</BODY></HTML>',
    {
      status: 403,
      headers: { 'content-type': 'text/html', 'x-cache': 'Error from cloudfront' },
    },
  );

/** A connection that a fault breaks is broken for who is outside, too. */
function resetOnly(error: unknown): undefined {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  if (cause?.code !== 'ECONNRESET') throw error;
}
