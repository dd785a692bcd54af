import type { Site } from '../site/site';
import type { StoredToken } from '../store/tokens';

/** What came of a credential. Which part was wrong is never told to the outside. */
export type Login =
  | { readonly outcome: 'none' }
  | {
      readonly outcome: 'account';
      readonly accountId: string;
      readonly token: StoredToken;
    }
  | { readonly outcome: 'failed'; readonly knownEmail: boolean; readonly looksLikeToken: boolean }
  /** Too many failed log-ins: nothing is accepted until the account solved a captcha. */
  | { readonly outcome: 'denied' }
  | { readonly outcome: 'bearer' };

/** Reads the Authorization header: Basic with email and API token, as scripts log in (doc: basic auth). */
export function authenticate(site: Site, header: string | null): Login {
  if (header === null) return { outcome: 'none' };
  if (/^bearer /i.test(header)) return { outcome: 'bearer' };
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+)$/i.exec(header.trim()) ?? [];
  const pair = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const email = pair.slice(0, Math.max(0, colon)).trim();
  const secret = pair.slice(colon + 1);
  const owner = site.people.byEmail(email);
  if (owner?.mustSolveCaptcha === true) return { outcome: 'denied' };
  const token = site.tokens.bySecret(secret);
  const works =
    token !== undefined &&
    owner?.active === true &&
    token.kind === 'personal' &&
    token.accountId === owner.accountId &&
    !token.revoked &&
    token.expiresAt > site.clock.now();
  return works
    ? { outcome: 'account', accountId: owner.accountId, token }
    : {
        outcome: 'failed',
        knownEmail: owner !== undefined,
        looksLikeToken: secret.startsWith('AT'),
      };
}
