import {
  isNot,
  lacksHeader,
  lacksWords,
  otherStatus,
  type ReadingRule,
  seen,
  unless,
} from '../rule';

const NO_ISSUE = '/issue/CONFORMANCE-0';
const UNAUTHENTICATED = 'Client must be authenticated to access this resource.';
const REASON = 'x-seraph-loginreason';

export const LOGGING_IN: readonly ReadingRule[] = [
  {
    row: '`/_edge/tenant_info` tells the cloud id',
    tries: 'without a credential',
    async check(site) {
      const answer = await site.ask({ path: '/_edge/tenant_info', as: 'none' });
      const { cloudId } = (answer.json ?? {}) as { readonly cloudId?: unknown };
      return unless(
        otherStatus('it', answer, 200),
        isNot('it tells no cloudId', typeof cloudId === 'string'),
      );
    },
  },
  {
    row: 'Basic authentication with email and API token',
    tries: 'the own token tells its owner',
    async check({ me, email }) {
      return unless(
        isNot(
          'the account has another address',
          me.emailAddress === undefined || me.emailAddress.toLowerCase() === email.toLowerCase(),
        ),
      );
    },
  },
  {
    row: "A wrong, expired or revoked token, or another's email",
    tries: 'a token and an address that are nobody’s',
    async check(site) {
      const answer = await site.ask({ path: '/myself', as: 'nobody' });
      return unless(
        otherStatus('it', answer, 401),
        lacksWords('it', answer, UNAUTHENTICATED),
        lacksHeader('it', answer, REASON, 'AUTHENTICATED_FAILED'),
      );
    },
  },
  {
    row: 'The same token on a GET that anybody may call',
    tries: 'the list of projects, and an issue that is not there',
    async check(site) {
      const list = await site.ask({ path: '/project/search', as: 'nobody' });
      const issue = await site.ask({ path: NO_ISSUE, as: 'nobody' });
      return unless(
        otherStatus('the list', list, 200),
        lacksHeader('the list', list, REASON, 'AUTHENTICATED_FAILED'),
        otherStatus('the issue', issue, 404),
      );
    },
  },
  {
    row: 'The same on a change: 401',
    tries: 'a comment on an issue that is not there',
    async check(site) {
      const asked = { method: 'POST', path: `${NO_ISSUE}/comment`, as: 'nobody' } as const;
      return unless(otherStatus('it', await site.ask({ ...asked, body: {} }), 401));
    },
  },
  {
    row: "A bearer at the site's address",
    tries: 'a bearer that is nobody’s',
    async check(site) {
      const answer = await site.ask({ path: '/myself', as: 'bearer' });
      return unless(
        otherStatus('it', answer, 403),
        lacksWords('it', answer, 'Failed to parse Connect Session Auth Token'),
      );
    },
  },
  {
    row: '`/rest/api/2` and `/rest/api/latest` beside 3',
    tries: 'who asks, by each of them, and which version their links name',
    async check(site) {
      const differences: (string | undefined)[] = [];
      for (const version of ['2', 'latest']) {
        const answer = await site.ask({ path: `/rest/api/${version}/myself` });
        const { accountId, self } = (answer.json ?? {}) as Record<string, unknown>;
        differences.push(
          otherStatus(version, answer, 200),
          isNot(`${version} tells another account`, accountId === site.me.accountId),
          isNot(`${version} links to ${self}`, String(self).includes('/rest/api/2/')),
        );
      }
      return unless(...differences);
    },
  },
  {
    row: 'A body that is not JSON',
    tries: 'a question about permissions, as a form, as text, and as nothing',
    async check(site) {
      const asked = { method: 'POST', path: '/permissions/check', body: {} } as const;
      const differences: (string | undefined)[] = [];
      for (const contentType of ['application/x-www-form-urlencoded', 'text/plain', 'none'])
        differences.push(otherStatus(contentType, await site.ask({ ...asked, contentType }), 415));
      return unless(...differences);
    },
  },
  {
    row: 'OPTIONS: 200 with `Allow`',
    tries: 'as a page of another site would ask',
    async check(site) {
      const answer = await site.ask({
        method: 'OPTIONS',
        path: '/myself',
        origin: 'https://elsewhere.example',
        as: 'none',
      });
      const allowed = answer.headers.get('access-control-allow-origin');
      return unless(
        otherStatus('it', answer, 200),
        lacksHeader('it', answer, 'allow', 'GET'),
        isNot(`it lets in ${allowed}`, allowed === null),
      );
    },
  },
  {
    row: 'A GET with a body: 403',
    tries: 'who asks, with an empty object as the body',
    async check(site) {
      const status = await site.askWithBody('/myself');
      return unless(isNot(`${status} in place of 403`, status === 403));
    },
  },
  {
    row: 'A path that is not there or not built: 401',
    tries: 'a path that no version has, without a credential',
    async check(site) {
      const answer = await site.ask({ path: '/conformance-no-such-path', as: 'none' });
      return unless(otherStatus('it', answer, 401));
    },
  },
  {
    row: 'Links of an answer',
    tries: 'of who asks, and of the site itself',
    async check(site) {
      const me = await site.ask({ path: '/myself' });
      const info = await site.ask({ path: '/serverInfo' });
      const { self } = (me.json ?? {}) as { readonly self?: unknown };
      const { baseUrl } = (info.json ?? {}) as { readonly baseUrl?: unknown };
      return unless(
        isNot(`self is ${self}`, String(self).startsWith(`${site.url}/rest/api/3/`)),
        isNot(`baseUrl is ${baseUrl}`, baseUrl === site.url),
      );
    },
  },
  {
    row: '429 with `Retry-After`',
    tries: 'what an answer within the limits tells of them',
    async check(site) {
      const answer = await site.ask({ path: '/myself' });
      const limit = answer.headers.get('x-ratelimit-limit');
      return seen(
        unless(
          isNot('X-RateLimit-Limit is not there', limit !== null),
          isNot(
            'X-RateLimit-Remaining is not there',
            answer.headers.get('x-ratelimit-remaining') !== null,
          ),
        ),
        `a limit of ${limit}`,
      );
    },
  },
];
