import { html } from 'hono/html';

/** An address to put into a link: the site's own as the local page, others as they are, no scripts. */
export function localLink(address: string, siteUrl: string): string {
  if (!URL.canParse(address)) return '#';
  const url = new URL(address);
  if (url.origin === siteUrl) return `${url.pathname}${url.search}${url.hash}`;
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : '#';
}

/** Plain text with its addresses as links. */
export function linkedText(text: string, siteUrl: string) {
  const parts = text.split(/(https?:\/\/[^\s<>"')]+)/);
  return html`${parts.map((part, index) =>
    index % 2 === 0 ? part : html`<a href="${localLink(part, siteUrl)}">${part}</a>`,
  )}`;
}
