import { html } from 'hono/html';
import type { Host } from '../host';
import { exactMoment } from './moment';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LEAPS = [
  [5 * MINUTE, '5 min'],
  [HOUR, '1 hour'],
  [DAY, '1 day'],
  [7 * DAY, '7 days'],
  [30 * DAY, '30 days'],
] as const;

/** Buttons that move the platform's time forward. */
export const leapButtons = (next: string) =>
  html`<form method="post" action="/local/advance" class="buttons" aria-label="Advance time">
  <input type="hidden" name="next" value="${next}">
  ${LEAPS.map(([milliseconds, label]) => html`<button class="button" name="milliseconds" value="${milliseconds}" aria-label="Advance ${label}">+ ${label}</button>`)}
</form>`;

/** In the corner of every page: what is not Jira's. */
export const controlsCorner = (host: Host, here: string) =>
  html`<aside class="dock" aria-label="Local controls">
  <details class="menu menu-up">
    <summary class="top-link">Local controls</summary>
    <div class="menu-box">
      <p data-live="dock-time"><span class="subtle">It is</span> ${exactMoment(host.platform.clock.now())}</p>
      ${leapButtons(here)}
      <p><a href="/local">All local controls</a></p>
    </div>
  </details>
</aside>`;
