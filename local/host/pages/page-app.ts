import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { bridgeRoutes } from '../bridge/bridge-routes';
import type { Scripts } from '../browser/bundle-scripts';
import type { Host } from '../host';
import { accountPages } from './account-pages';
import { appPages } from './app-pages';
import { assetRoutes } from './asset-routes';
import { homePage } from './home-page';
import { issuePage } from './issue-page';
import { localPages } from './local-pages';
import { notificationPage } from './notification-page';
import { peoplePages } from './people-pages';
import { projectPages } from './project-pages';
import { searchPage } from './search-page';
import { signInPages } from './sign-in-pages';

/** Everything at the host's own address. */
export function pageApp(host: Host, scripts: Scripts): Hono {
  const app = new Hono();
  app.use(compress());
  // Nobody's page may lay one of these under its own.
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', "frame-ancestors 'none'");
    context.header('x-frame-options', 'DENY');
  });
  // Only localhost has the cookie; the app's frames are at the number.
  app.use(async (context, next) => {
    const url = new URL(context.req.url);
    if (url.hostname === 'localhost') return next();
    return context.redirect(`${host.pageOrigin}${url.pathname}${url.search}`);
  });
  // What changes something comes from the host's own pages: never from a frame or another site.
  app.use(async (context, next) => {
    const origin = context.req.header('origin');
    const isOwn = origin === undefined || origin === host.pageOrigin;
    if (context.req.method === 'GET' || isOwn) return next();
    return context.text('Only from the pages of this host.', 403);
  });
  for (const routes of [
    assetRoutes(host, scripts),
    signInPages(host),
    homePage(host),
    appPages(host),
    projectPages(host),
    issuePage(host),
    searchPage(host),
    peoplePages(host),
    notificationPage(host),
    accountPages(host),
    localPages(host),
    bridgeRoutes(host),
  ]) {
    app.route('/', routes);
  }
  return app;
}
