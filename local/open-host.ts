import { type ErrorHandler, Hono } from 'hono';
import { readModules, withoutModules } from './host/app-modules';
import { bundleScripts, followBuilds } from './host/browser/bundle-scripts';
import type { Builds } from './host/builds';
import { keepExchanges } from './host/exchange-log';
import { frameApp } from './host/frame/frame-app';
import type { Host } from './host/host';
import { listen } from './host/listen';
import { openOutside } from './host/outside/open-outside';
import { pageApp } from './host/pages/page-app';
import { openSeal } from './host/seal';
import type { Tours } from './host/tour';
import type { Platform } from './platform/platform';

export interface HostOptions {
  readonly platform: Platform;
  /** Folder that the paths of the manifest's resources are relative to. */
  readonly staticRoot: string;
  /** 0 or nothing: any free one. One that is taken gives the next free one. */
  readonly port?: number;
  readonly tours?: Tours | undefined;
  /** What is wrong, and the one thing to do about it, where that is known of what was thrown. */
  readonly troubleOf?: (error: unknown) => string | undefined;
  /** Open pages load themselves again when `builds.tell('screens')` says so. */
  readonly builds?: Builds | undefined;
}

export interface OpenedHost {
  /** The one address to open: `http://localhost:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly frameUrl: string;
  /** Where the site answers any client, as at its own address. */
  readonly siteUrl: string;
  /** What the browser refused the app's pages because of their policy, newest last. */
  readonly policyReports: readonly string[];
  close(): Promise<void>;
}

/**
 * A small Jira in the browser, with the app of the platform installed. Three servers: the pages at
 * `localhost`, the app's own files at `127.0.0.1`, which is another site for the browser, and the site's
 * REST API for clients from outside. It does not start the platform: `platform.forge.start()` lets queue and schedule run by themselves.
 */
export async function openHost(options: HostOptions): Promise<OpenedHost> {
  const { platform } = options;
  const { page: own, frame: ofFrame } = await bundleScripts();
  const more = options.builds === undefined ? '' : await followBuilds();
  const scripts = { page: own + more, frame: ofFrame };
  const pages = new Hono();
  const frames = new Hono();
  for (const app of [pages, frames]) app.onError(tellTrouble(options.troubleOf));
  const page = await listen(pages, options.port ?? 0);
  const frame = await listen(frames, options.port === undefined ? 0 : page.port + 1);
  const outside = await openOutside(
    platform.atlassian,
    options.port === undefined ? 0 : frame.port + 1,
  );
  const exchanges = keepExchanges(platform.atlassian);
  const declared = readModules(platform.manifest);
  const none = withoutModules(declared);
  const host: Host = {
    platform,
    get modules() {
      return platform.forge.isInstalled ? declared : none;
    },
    declared,
    seal: openSeal(platform.database),
    exchanges,
    tours: options.tours,
    builds: options.builds,
    pageOrigin: `http://localhost:${page.port}`,
    frameOrigin: `http://127.0.0.1:${frame.port}`,
    siteAddress: outside.url,
    policyReports: [],
  };
  pages.route('/', pageApp(host, scripts));
  frames.route('/', frameApp(host, scripts, options.staticRoot));
  return {
    url: host.pageOrigin,
    port: page.port,
    frameUrl: host.frameOrigin,
    siteUrl: host.siteAddress,
    policyReports: host.policyReports,
    async close() {
      exchanges.stop();
      await Promise.all([page.close(), frame.close(), outside.close()]);
    },
  };
}

/** On the page and in the terminal: a disk can be full at any time. */
function tellTrouble(troubleOf: HostOptions['troubleOf']): ErrorHandler {
  return (error, context) => {
    if ('getResponse' in error) return error.getResponse();
    const trouble = troubleOf?.(error);
    console.error(trouble ?? error);
    return context.text(
      trouble ?? 'Something is wrong in the local platform: its terminal says what.',
      500,
    );
  };
}
