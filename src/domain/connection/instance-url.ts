import { ok, type Result, refuse } from '../lib/result';

/** Why what was typed cannot be the address of an Atlassian Cloud site. */
export type UrlRefusal =
  | { readonly code: 'notAUrl' }
  | { readonly code: 'notHttps' }
  | { readonly code: 'notAtlassianCloud'; readonly host: string };

/** One label, as Atlassian hands out site names: letters, digits and inner hyphens. */
const CLOUD_HOST = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.atlassian\.net$/;

/** `Acme.atlassian.net/jira/projects` is the site `https://acme.atlassian.net`: people paste what they have. */
export function parseInstanceUrl(typed: string): Result<string, UrlRefusal> {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parse(hasScheme ? text : `https://${text}`);
  if (url === undefined || !url.hostname.includes('.')) {
    return refuse({ code: 'notAUrl' });
  }
  if (url.protocol !== 'https:') return refuse({ code: 'notHttps' });
  if (!CLOUD_HOST.test(url.hostname) || url.port !== '' || url.username !== '') {
    return refuse({ code: 'notAtlassianCloud', host: url.host });
  }
  return ok(`https://${url.hostname}`);
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
