import { Version3Client } from 'jira.js';
import type { Atlassian, AtlassianOptions } from '../../local/atlassian/atlassian';
import { openOutside } from '../../local/host/outside/open-outside';
import { openClock } from '../../local/machine/clock';
import { openDatabase } from '../../local/machine/database';
import { openAtlassian } from '../../local/platform/open-atlassian';
import { type ExchangeWatch, watchExchanges } from './openapi-validator';
import { serveAtlassian } from './serve-atlassian';

export interface Refused {
  readonly status: number;
  readonly text: string;
}

/** The local site over HTTP, with clients that know nothing of it. */
export interface ServedSite {
  readonly atlassian: Atlassian;
  readonly watch: ExchangeWatch;
  /** Where the site is reached over HTTP. */
  readonly address: string;
  /** A public client of Jira's API with the sample token of that label, at the site's own address. */
  client(sampleLabel?: string): Version3Client;
  /** The same at api.atlassian.com/ex/jira/{cloudId}. */
  gatewayClient(sampleLabel: string): Version3Client;
  anonymous(): Version3Client;
  /** Plain requests with the good token, for what the client has no way to say. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
  accountId(name: string): string;
  groupId(name: string): string;
  roleId(projectKey: string, name: string): number;
  close(): Promise<void>;
}

export const GOOD = 'Good token';

export async function openServedSite(
  options: Pick<AtlassianOptions, 'entityProperties'> = {},
): Promise<ServedSite> {
  const database = openDatabase(':memory:');
  const atlassian = openAtlassian({ database, clock: openClock(), ...options });
  const watch = watchExchanges(atlassian);
  const outside = await openOutside(atlassian, 0);
  const gateway = await serveAtlassian(atlassian, 'https://api.atlassian.com');
  const sample = (label: string) => {
    const found = atlassian.tokens.samples().find((entry) => entry.label === label);
    if (found === undefined) throw new Error(`No sample token is called ${label}`);
    return found;
  };
  const clientAt = (host: string, label: string) => {
    const { email, token } = sample(label);
    return new Version3Client({
      host,
      authentication: { basic: { email, apiToken: token } },
    });
  };
  return {
    atlassian,
    watch,
    address: outside.url,
    client: (label = GOOD) => clientAt(outside.url, label),
    gatewayClient: (label) => clientAt(`${gateway.address}/ex/jira/${atlassian.cloudId}`, label),
    anonymous: () => new Version3Client({ host: outside.url }),
    send: (method, path, body) =>
      atlassian.fetch(requestOf(atlassian, sample(GOOD), method, path, body)),
    accountId: (name) => atlassian.directory.personNamed(name).accountId,
    groupId: (name) => atlassian.directory.groupNamed(name).groupId,
    roleId(key, name) {
      const role = atlassian.directory.projectOf(key).roles.find((entry) => entry.name === name);
      if (role === undefined) throw new Error(`${key} has no role ${name}`);
      return role.id;
    },
    async close() {
      await Promise.all([outside.close(), gateway.close()]);
      database.close();
    },
  };
}

export const basic = ({ email, token }: { readonly email: string; readonly token: string }) =>
  `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;

function requestOf(
  atlassian: Atlassian,
  credential: { readonly email: string; readonly token: string },
  method: string,
  path: string,
  body: unknown,
): Request {
  return new Request(`${atlassian.siteUrl}${path}`, {
    method,
    headers: { authorization: basic(credential), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What a call was refused with; fails where it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as {
      readonly status?: number;
      readonly response?: { readonly data?: unknown };
    };
    if (status === undefined) throw error;
    const data = response?.data;
    return { status, text: typeof data === 'string' ? data : JSON.stringify(data) };
  }
  throw new Error('The call was not refused');
}
