import { html } from 'hono/html';

const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const WITH_SECONDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** A moment of the platform's time. */
export const moment = (at: number) =>
  html`<time datetime="${new Date(at).toISOString()}">${FORMAT.format(at)}</time>`;

export const exactMoment = (at: number) =>
  html`<time datetime="${new Date(at).toISOString()}">${WITH_SECONDS.format(at)}</time>`;

export const day = (at: number) =>
  html`<time datetime="${new Date(at).toISOString()}">${DAY.format(at)}</time>`;
