import { html } from 'hono/html';

/** As most people here have chosen: what the app writes beside it is in their language. */
const LOCALE = 'en-US';
const FORMAT = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const WITH_SECONDS = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });

/** The last instant that can be written (ECMA-262: time values): a page shows what it has. */
const LAST = 8.64e15;

const written = (format: Intl.DateTimeFormat, at: number) => {
  const date = new Date(Math.min(at, LAST));
  return html`<time datetime="${date.toISOString()}">${format.format(date)}</time>`;
};

/** A moment of the platform's time. */
export const moment = (at: number) => written(FORMAT, at);

export const exactMoment = (at: number) => written(WITH_SECONDS, at);

export const day = (at: number) => written(DAY, at);
