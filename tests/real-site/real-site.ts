import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** What is asked with: what was given, nothing, or what belongs to nobody. */
export type Credential = 'own' | 'none' | 'nobody' | 'bearer';

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** From `/rest/api/3` on, unless it begins with `/rest` or `/_edge`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** In place of that of JSON; `none` sends none. */
  readonly contentType?: string;
  readonly origin?: string;
  readonly as?: Credential;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where it is no JSON. */
  readonly json: unknown;
}

export interface Login {
  readonly email: string;
  readonly token: string;
}

export interface Me {
  readonly accountId: string;
  readonly displayName: string;
  readonly emailAddress: string | undefined;
}

/** A site that is asked by hand, call by call, as the owner of the token. */
export interface RealSite {
  readonly url: string;
  readonly email: string;
  readonly me: Me;
  ask(asked: Asked): Promise<Answered>;
  /** A GET that carries a body, which `fetch` does not send. Answers its status. */
  askWithBody(path: string): Promise<number>;
  /** What is said without what must not be: the token, and what it is sent as. */
  redact(text: string): string;
}

/** Nobody has it: trying it uses up no attempt of anybody's to log in. */
const NOBODY: Login = {
  email: 'conformance.nobody@example.invalid',
  token: 'ATATT3xFfGF0thistokenisnobodys',
};
const LONGEST_PAUSE = 60;
const TIMEOUT = 30_000;

const encoded = ({ email, token }: Login) => Buffer.from(`${email}:${token}`).toString('base64');

/** Why the site can't be asked at all. */
export class CannotAsk extends Error {
  override readonly name = 'CannotAsk';
}

export async function openRealSite(url: string, login: Login): Promise<RealSite> {
  const authorization = `Basic ${encoded(login)}`;
  const hidden = [login.token, encoded(login)].filter((text) => text !== '');
  const redact = (text: string) =>
    hidden.reduce((told, secret) => told.replaceAll(secret, '(hidden)'), text);
  const headerOf = (as: Credential): Readonly<Record<string, string>> => {
    switch (as) {
      case 'own':
        return { authorization };
      case 'none':
        return {};
      case 'nobody':
        return { authorization: `Basic ${encoded(NOBODY)}` };
      case 'bearer':
        return { authorization: `Bearer ${NOBODY.token}` };
    }
  };

  async function send(asked: Asked): Promise<Response> {
    const { method = 'GET', path, query = {}, body, contentType, origin, as = 'own' } = asked;
    const address = new URL(
      `${url}${path.startsWith('/rest') || path.startsWith('/_edge') ? '' : '/rest/api/3'}${path}`,
    );
    for (const [name, value] of Object.entries(query))
      address.searchParams.set(name, String(value));
    const type = contentType ?? (body === undefined ? 'none' : 'application/json');
    return fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        ...headerOf(as),
        ...(type === 'none' ? {} : { 'content-type': type }),
        ...(origin === undefined ? {} : { origin, 'access-control-request-method': 'POST' }),
      },
      // Bytes, so that no content type is made up for them.
      ...(body === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(body)) }),
      // A credential goes to the address that was named, and to no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  }

  /** Waits once where the site asks for it, and not for long. */
  async function ask(asked: Asked): Promise<Answered> {
    let answer = await send(asked);
    const pause = Number(answer.headers.get('retry-after') ?? 1);
    if (answer.status === 429 && pause <= LONGEST_PAUSE) {
      await new Promise((resolve) => setTimeout(resolve, pause * 1_000));
      answer = await send(asked);
    }
    // Here, before anybody cuts it: half of a token is no secret kept.
    const text = redact(await answer.text());
    return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
  }

  const askWithBody = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const request = url.startsWith('https:') ? secureRequest : plainRequest;
      const headers = { authorization, 'content-type': 'application/json', 'content-length': 2 };
      request(`${url}/rest/api/3${path}`, { headers, timeout: TIMEOUT }, (answer) =>
        resolve(answer.resume().statusCode ?? 0),
      )
        .on('error', reject)
        .end('{}');
    });

  const answer = await ask({ path: '/myself' }).catch((error: unknown) => {
    throw new CannotAsk(redact(`${url} can't be reached: ${reasonOf(error)}`));
  });
  if (answer.status >= 300 && answer.status < 400)
    throw new CannotAsk(
      redact(`${url} has another address now: ${answer.headers.get('location') ?? 'not told'}.`),
    );
  const told = answer.json as Partial<Me> | null | undefined;
  if (answer.status !== 200 || typeof told?.accountId !== 'string')
    throw new CannotAsk(
      `${url} answers ${answer.status} to who asks. Are email and token right? A token with scopes works elsewhere only.`,
    );
  const me: Me = {
    accountId: told.accountId,
    displayName: told.displayName ?? '',
    emailAddress: told.emailAddress ?? undefined,
  };
  return { url, email: login.email, me, ask, askWithBody, redact };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}
