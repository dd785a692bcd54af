import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

type Served = Pick<Parameters<typeof createAdaptorServer>[0], 'fetch'>;

/**
 * Listens on this machine only: on the port asked for, on the next free one where that is taken, on any
 * free one for 0. In both address families: `localhost` can be either, and what is taken in one is taken.
 */
export async function listen(app: Served, port: number): Promise<Listening> {
  for (let tried = port; ; tried += 1) {
    const four = await open(app, tried, '127.0.0.1');
    if (four === 'taken') continue;
    const six = await open(app, four.port, '::1');
    if (six !== 'taken') {
      return {
        port: four.port,
        close: async () => {
          await Promise.all([four.close(), six.close()]);
        },
      };
    }
    await four.close();
    if (port === 0) tried = -1;
  }
}

const WITHOUT: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

function open(app: Served, port: number, address: string): Promise<Listening | 'taken'> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
  }) as Server;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('taken');
      // A machine without IPv6.
      else if (WITHOUT.has(error.code)) resolve({ port, close: async () => {} });
      else reject(error);
    });
    server.listen(port, address, () => {
      const bound = server.address();
      resolve({ port: typeof bound === 'object' && bound !== null ? bound.port : port, close });
    });
  });
}
