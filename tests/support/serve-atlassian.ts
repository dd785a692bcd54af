import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Atlassian } from '../../local/atlassian/atlassian';

export interface ServedAtlassian {
  /** Loopback address that stands for the given origin, e.g. https://acme-local.atlassian.net. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves one host of the local Atlassian Cloud over HTTP, for clients that bring their own network. */
export async function serveAtlassian(
  atlassian: Atlassian,
  origin: string,
): Promise<ServedAtlassian> {
  const server = createAdaptorServer({
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      return atlassian.fetch(new Request(`${origin}${pathname}${search}`, request));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) =>
        server.close((error) => (error === undefined ? resolve() : reject(error))),
      ),
  };
}
