import { noSuchSite, siteSuspended } from './pages';

type Neighbour = (request: Request) => Promise<Response>;

const isTenantInfo = (request: Request) => new URL(request.url).pathname === '/_edge/tenant_info';

const unreachable = (request: Request) => {
  const host = new URL(request.url).hostname;
  const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
    code: 'ENOTFOUND',
    hostname: host,
  });
  return Promise.reject(new TypeError('fetch failed', { cause }));
};

/** Addresses beside the site's own, each with one thing wrong, to see what is said about it. */
export const NEIGHBOUR_HOSTS: Readonly<Record<string, Neighbour>> = {
  'no-such-site.atlassian.net': async (request) =>
    isTenantInfo(request) ? new Response('', { status: 404 }) : noSuchSite(),
  'suspended.atlassian.net': async (request) =>
    isTenantInfo(request)
      ? Response.json({ cloudId: '5a5b5c5d-0000-4000-8000-000000000503' })
      : siteSuspended(),
  'unreachable.atlassian.net': unreachable,
  'locked-down.atlassian.net': async (request) =>
    isTenantInfo(request)
      ? Response.json({ cloudId: '5a5b5c5d-0000-4000-8000-000000000403' })
      : // doc: Scope of IP Allowlists in Atlassian Cloud.
        Response.json(
          {
            errorMessages: [
              'The IP address has been rejected because it is not on the allowed list. See your admin for more information.',
            ],
            errors: {},
          },
          { status: 403 },
        ),
};
