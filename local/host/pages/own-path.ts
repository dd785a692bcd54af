/** A path on this host out of what a form or an address names; the start page for anything else. */
export function ownPath(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : '/';
}
