import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on this machine only: on the port asked for, on the next free one where that is taken, on any
 * free one for 0.
 */
export async function listen(app: Hono, port: number): Promise<Listening> {
  for (let tried = port; ; tried += 1) {
    const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
    const opened = await new Promise<number | 'taken'>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve('taken') : reject(error),
      );
      server.listen(tried, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : tried);
      });
    });
    if (opened === 'taken') continue;
    return {
      port: opened,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          if ('closeAllConnections' in server) server.closeAllConnections();
        }),
    };
  }
}
