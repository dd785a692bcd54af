import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { Scripts } from '../browser/bundle-scripts';
import type { Host } from '../host';
import { injectBridge } from './inject-bridge';
import { localeFile } from './locales';
import { policyFor, REPORT_PATH } from './policy';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};
const REPORTS_KEPT = 100;
/** In bytes: a report is a few lines of JSON. */
const REPORT_MAX = 16_384;

/** The app's files, each resource of the manifest in a folder of its own, as Forge's CDN serves them. */
export function frameApp(host: Host, scripts: Scripts, staticRoot: string): Hono {
  const app = new Hono();
  app.use(compress());
  app.get('/bridge.js', (context) =>
    context.body(scripts.frame, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/avatars/*', (context) =>
    host.platform.atlassian.picture(new URL(context.req.url).pathname),
  );
  const limit = bodyLimit({ maxSize: REPORT_MAX });
  app.post(REPORT_PATH, limit, async (context) => {
    // A browser names the page that the report is of; nobody else's page may fill the list.
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== 'null' && origin !== host.frameOrigin) {
      return context.body(null, 403);
    }
    host.policyReports.push(await context.req.text());
    if (host.policyReports.length > REPORTS_KEPT) host.policyReports.shift();
    return context.body(null, 204);
  });
  app.get('/resource/:key/*', async (context) => {
    const key = context.req.param('key');
    const resource = host.platform.manifest.resources?.find((one) => one.key === key);
    if (resource === undefined) return context.text('The manifest has no such resource.', 404);
    const folder = resolve(staticRoot, resource.path);
    const asked = readPath(new URL(context.req.url).pathname)?.slice(`/resource/${key}/`.length);
    if (asked === undefined || asked.includes('\0')) return context.text('Not an address.', 400);
    const file = resolve(join(folder, asked === '' ? 'index.html' : asked));
    if (!file.startsWith(folder + sep)) return context.text('Not found', 404);
    const messages = await localeFile(host, staticRoot, asked);
    if (messages !== undefined) {
      return context.body(messages, 200, { 'content-type': 'application/json' });
    }
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined) return context.text(`Not found: ${asked}`, 404);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
    if (extname(file) !== '.html') {
      // What a build names after its content never changes.
      const cache = asked.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache';
      return context.body(new Uint8Array(content), 200, { ...headers, 'cache-control': cache });
    }
    const page = content.toString('utf8');
    const script = `<script src="/bridge.js" data-host="${host.pageOrigin}"></script>`;
    return context.body(injectBridge(page, script), 200, {
      ...headers,
      'cache-control': 'no-store',
      'content-security-policy': policyFor(host, page),
    });
  });
  return app;
}

/** Undefined where what stands for a letter is none. */
function readPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
