import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Scripts } from '../browser/bundle-scripts';
import type { Host } from '../host';
import { ICON } from './logo';

const SHEETS = ['tokens.css', 'frame.css', 'content.css', 'controls.css'];

/** Style, script and pictures of the host's own pages. */
export function assetRoutes(host: Host, scripts: Scripts): Hono {
  const folder = join(import.meta.dirname, '../styles');
  const styles = SHEETS.map((sheet) => readFileSync(join(folder, sheet), 'utf8')).join('\n');
  const app = new Hono();
  const asset = (path: string, type: string, text: string) =>
    app.get(path, (context) =>
      context.body(text, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  asset('/assets/host.css', 'text/css; charset=utf-8', styles);
  asset('/assets/page.js', 'text/javascript; charset=utf-8', scripts.page);
  asset('/assets/icon.svg', 'image/svg+xml', ICON);
  const { builds } = host;
  if (builds !== undefined) {
    app.get('/local/builds', (context) =>
      context.body(builds.stream(), 200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // Nothing that collects before it sends.
        'content-encoding': 'identity',
      }),
    );
  }
  app.get('/avatars/*', (context) =>
    host.platform.atlassian.picture(new URL(context.req.url).pathname),
  );
  return app;
}
