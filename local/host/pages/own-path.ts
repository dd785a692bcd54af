/** Stands for this host: what an address leads to is for the browser's own rules to say. */
const HERE = 'http://here.invalid';

/**
 * A path on this host out of what a form or an address names; the start page for anything else. A
 * browser takes tabs and line breaks out of an address, so that `/\t/there` leads elsewhere.
 */
export function ownPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  return origin === HERE && !/^\/[/\\]/.test(pathname) ? `${pathname}${search}${hash}` : '/';
}
