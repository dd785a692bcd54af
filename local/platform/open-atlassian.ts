import type {
  Atlassian,
  AtlassianOptions,
  Exchange,
  FaultRule,
  ProductEvent,
} from '../atlassian/atlassian';
import { openSiteTokens } from '../atlassian/credentials/site-tokens';
import { avatarAnswer } from '../atlassian/hosts/avatars';
import { gatewayHostAnswer } from '../atlassian/hosts/gateway-host';
import { NEIGHBOUR_HOSTS } from '../atlassian/hosts/neighbour-hosts';
import { siteHostAnswer } from '../atlassian/hosts/site-host';
import { openOrganizationApi } from '../atlassian/organization/organization-api';
import { REPORT_PATH, reportAccountsAnswer } from '../atlassian/privacy/report-accounts';
import { openRateLimits } from '../atlassian/rest/rate-limits';
import { openRestApi } from '../atlassian/rest/rest-api';
import { APP_USER_EMAIL, accountIdOf, COMPANY_DOMAIN } from '../atlassian/seed/people';
import { seedActivity } from '../atlassian/seed/seed-activity';
import { seedSite } from '../atlassian/seed/seed-site';
import { stableId } from '../atlassian/seed/stable-id';
import { openAccess } from '../atlassian/site/access';
import type { Caller } from '../atlassian/site/caller';
import type { Site } from '../atlassian/site/site';
import { openSitePanels } from '../atlassian/site/site-panels';
import { openStore } from '../atlassian/store/open-store';
import { openFaults } from '../atlassian/trouble/faults';
import { openDirectory } from './open-directory';

const SITE_HOST = 'acme-local.atlassian.net';
const GATEWAY_HOST = 'api.atlassian.com';
const SITE_URL = `https://${SITE_HOST}`;

interface Answered {
  readonly response: Response;
  readonly as: string | undefined;
}

/** By the timers of the moment: they may be skipped. */
const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** As undici reports a connection that broke. */
const connectionReset = () =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });

/** What fault rules are matched against: the path under /rest/api/3 or another version, or all of it. */
const faultPath = (url: URL) =>
  url.pathname.replace(/^\/ex\/jira\/[^/]+/, '').replace(/^\/rest\/api\/(3|2|latest)(?=\/)/, '');

const faultAnswer = (effect: Extract<FaultRule['effect'], { kind: 'answer' }>) =>
  new Response(effect.status === 204 ? null : (effect.body ?? ''), {
    status: effect.status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...effect.headers },
  });

/** An answer that was read, and can be given. */
interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  again(): Response;
}

/** To make it anew from its text is far cheaper than to split its stream in two. */
async function readWhole(response: Response): Promise<Delivery> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  const text = await response.text();
  // A null body status takes none (Fetch Standard).
  const body = text === '' && [204, 205, 304].includes(status) ? null : text;
  return { status, headers, text, again: () => new Response(body, { status, headers }) };
}

async function rewritten(
  { rewrite }: Extract<FaultRule['effect'], { kind: 'rewritten' }>,
  { method, url }: Request,
  response: Response,
): Promise<Response> {
  const path = new URL(url).pathname.replace(/^\/ex\/jira\/[^/]+/, '');
  const { status, headers, text } = await readWhole(response);
  const body = rewrite({ method, path, status, text });
  return new Response(body === '' ? null : body, { status, headers });
}

export function openAtlassian({
  database,
  clock,
  limits,
  appName,
  panelModules = [],
  appPermissions = [],
  entityProperties = [],
}: AtlassianOptions): Atlassian {
  const store = openStore(database, SITE_URL);
  seedSite(database, store, clock.now());
  seedActivity(store, clock.now());
  const appUser = accountIdOf(APP_USER_EMAIL);
  if (appName !== undefined) store.people.rename(appUser, appName);
  const site: Site = {
    ...store,
    cloudId: stableId(`cloud ${SITE_HOST}`),
    siteUrl: SITE_URL,
    siteName: 'Acme',
    organization: {
      id: stableId('organization acme'),
      name: 'Acme Group',
      directoryId: stableId('directory acme'),
      domain: COMPANY_DOMAIN,
    },
    clock,
    access: openAccess(store),
    panelModules,
    appPermissions,
    entityProperties,
    created: new Map(),
  };
  const faults = openFaults();
  const rateLimits = openRateLimits(limits);
  const rest = openRestApi(site, rateLimits, faults);
  const organizationApi = openOrganizationApi(site);
  const listeners = new Set<(exchange: Exchange) => void>();
  const productListeners = new Set<(event: ProductEvent) => void>();

  /** Runs one request under the faults that are on, and tells the listeners what became of it. */
  const exchange = async (
    via: Exchange['via'],
    request: Request,
    answer: (request: Request) => Promise<Answered>,
  ): Promise<Response> => {
    const requestBody = request.body === null ? '' : await request.clone().text();
    const at = clock.now();
    const tell = (as: string | undefined, response: Delivery | undefined, faulty: boolean) => {
      const told: Exchange = {
        at,
        via,
        as,
        method: request.method,
        url: request.url,
        requestBody,
        status: response?.status ?? 0,
        responseHeaders: response?.headers ?? {},
        responseBody: response?.text ?? '',
        faulty,
      };
      for (const listener of [...listeners]) listener(told);
    };
    const { milliseconds, answerAfter, effect } = faults.strike({
      method: request.method,
      path: faultPath(new URL(request.url)),
      query: new URL(request.url).search,
      via,
    });
    if (milliseconds > 0) await wait(milliseconds);
    if (effect?.kind === 'answer') {
      const response = await readWhole(faultAnswer(effect));
      tell(undefined, response, true);
      return response.again();
    }
    if (effect?.kind === 'reset' && effect.when === 'before') {
      tell(undefined, undefined, true);
      throw connectionReset();
    }
    const { response, as } = await answer(request);
    if (answerAfter !== undefined) await wait(answerAfter);
    if (effect?.kind === 'reset') {
      tell(as, undefined, true);
      throw connectionReset();
    }
    if (effect?.kind === 'rewritten') {
      const told = await readWhole(await rewritten(effect, request, response));
      tell(as, told, true);
      return told.again();
    }
    if (listeners.size === 0) return response;
    const told = await readWhole(response);
    tell(as, told, false);
    return told.again();
  };

  const outside = (request: Request): Promise<Response> => {
    const { hostname } = new URL(request.url);
    const neighbour = NEIGHBOUR_HOSTS[hostname];
    if (neighbour !== undefined)
      return exchange('token', request, async (inner) => ({
        response: await neighbour(inner),
        as: undefined,
      }));
    if (hostname === SITE_HOST)
      return exchange('token', request, (inner) => siteHostAnswer(site, rest, inner));
    if (hostname === GATEWAY_HOST)
      return exchange('token', request, (inner) =>
        gatewayHostAnswer(site, rest, organizationApi, inner),
      );
    return Promise.reject(new Error(`${hostname} is not answered here`));
  };

  return {
    cloudId: site.cloudId,
    siteUrl: site.siteUrl,
    siteName: site.siteName,
    organization: site.organization,
    owns: (hostname) =>
      hostname === SITE_HOST || hostname === GATEWAY_HOST || hostname in NEIGHBOUR_HOSTS,
    fetch: outside,
    fetchAs: (as, request) => {
      const caller: Caller =
        as.kind === 'app'
          ? { kind: 'app', accountId: appUser, scopes: as.scopes }
          : { kind: 'account', accountId: as.accountId, scopes: as.scopes };
      const { hostname, pathname } = new URL(request.url);
      const isReport = hostname === GATEWAY_HOST && pathname.startsWith(REPORT_PATH);
      return exchange('gateway', request, async (inner) => ({
        response: isReport
          ? await reportAccountsAnswer(site, caller, inner)
          : await rest.answer(inner, { caller }),
        as: as.kind === 'app' ? 'app' : as.accountId,
      }));
    },
    picture: (pathname) => avatarAnswer(site, pathname),
    faults,
    limits: rateLimits,
    mailOf: (accountId) => site.mailbox.mailOf(accountId),
    notificationsOf: (accountId) => site.mailbox.notificationsOf(accountId),
    directory: openDirectory(site, (event) => {
      for (const listener of productListeners) listener(event);
    }),
    tokens: openSiteTokens(site),
    panels: openSitePanels(site),
    onExchange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onProductEvent(listener) {
      productListeners.add(listener);
    },
  };
}
