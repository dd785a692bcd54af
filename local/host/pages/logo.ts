import { html } from 'hono/html';

/** The local host's own sign: a window on a desk. */
export const logo = () =>
  html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><rect x="2" y="3" width="20" height="15" rx="3" fill="currentColor"/><rect x="5" y="7" width="8" height="2" rx="1" fill="var(--surface)"/><rect x="5" y="11" width="13" height="2" rx="1" fill="var(--surface)"/><rect x="7" y="20" width="10" height="2" rx="1" fill="currentColor"/></svg>`;

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="3" width="20" height="15" rx="3" fill="#1558bc"/><rect x="5" y="7" width="8" height="2" rx="1" fill="#fff"/><rect x="5" y="11" width="13" height="2" rx="1" fill="#fff"/><rect x="7" y="20" width="10" height="2" rx="1" fill="#1558bc"/></svg>';
