import { html } from 'hono/html';
import type { QueuedEvent } from '../../forge/forge';
import type { Host } from '../host';
import { exactMoment } from './moment';

const LOG_SHOWN = 200;

export function queue(host: Host) {
  const { pending, dropped } = host.platform.forge.queue;
  const waiting = pending();
  return html`
<section class="card" aria-labelledby="queue-title">
  <h2 id="queue-title">Queue</h2>
  <div data-live="queue">
    ${waiting.length === 0 ? html`<p class="subtle">Nothing is waiting.</p>` : events(waiting)}
    ${dropped.length === 0 ? '' : html`<h3>Given up</h3>${events(dropped)}`}
  </div>
</section>`;
}

const events = (list: readonly QueuedEvent[]) => html`
<table>
  <thead><tr><th scope="col">Queue</th><th scope="col">Due</th><th scope="col">Attempt</th><th scope="col">Body</th></tr></thead>
  <tbody>${list.map((event) => html`<tr><td>${event.queueName}</td><td>${exactMoment(event.dueAt)}</td><td>${event.attempt}</td><td><code>${JSON.stringify(event.body)}</code></td></tr>`)}</tbody>
</table>`;

export const schedule = (host: Host) => html`
<section class="card" aria-labelledby="schedule-title">
  <h2 id="schedule-title">Schedule</h2>
  <ul class="switches">${host.platform.forge.scheduler.next().map(
    ({ moduleKey, at }) => html`
    <li><form method="post" action="/local/schedule" class="form-row">
      <input type="hidden" name="moduleKey" value="${moduleKey}">
      <span><strong>${moduleKey}</strong> <span class="subtle" data-live="next-${moduleKey}">next at ${exactMoment(at)}</span></span>
      <button class="button">Run now<span class="hidden">: ${moduleKey}</span></button>
    </form></li>`,
  )}</ul>
</section>`;

export const appLog = (host: Host) => html`
<section class="card" aria-labelledby="log-title">
  <h2 id="log-title">App log</h2>
  <div data-live="log" class="scrolls" tabindex="0" role="group" aria-label="Lines of the app log">
    ${host.platform.forge.log.length === 0 ? html`<p class="subtle">The app has logged nothing yet.</p>` : ''}
    <table><tbody>${host.platform.forge.log
      .slice(-LOG_SHOWN)
      .reverse()
      .map(
        (line) =>
          html`<tr><td>${exactMoment(line.at)}</td><td>${line.level}</td><td>${line.functionKey ?? ''}</td><td><code>${line.text}</code></td></tr>`,
      )}</tbody></table>
  </div>
</section>`;

export function exchanges(host: Host) {
  const { directory } = host.platform.atlassian;
  const nameOf = (as: string | undefined) =>
    as === 'app' ? 'the app' : (directory.person(as ?? '')?.displayName ?? 'nobody');
  return html`
<section class="card" aria-labelledby="exchanges-title">
  <h2 id="exchanges-title">Calls to the site</h2>
  <div data-live="exchanges" class="scrolls" tabindex="0" role="group" aria-label="Calls, newest first">
    ${host.exchanges.latest.length === 0 ? html`<p class="subtle">None yet.</p>` : ''}
    <table>
      <thead><tr><th scope="col">At</th><th scope="col">As</th><th scope="col">Call</th><th scope="col">Status</th></tr></thead>
      <tbody>${[...host.exchanges.latest].reverse().map(
        (exchange) => html`
        <tr>
          <td>${exactMoment(exchange.at)}</td>
          <td>${nameOf(exchange.as)}<br><span class="subtle">${exchange.via === 'token' ? 'API token' : 'Forge'}</span></td>
          <td><details><summary><code>${exchange.method} ${exchange.url}</code></summary>
            ${exchange.requestBody === '' ? '' : html`<pre>${exchange.requestBody}</pre>`}
            <pre>${exchange.responseBody}</pre>
          </details></td>
          <td>${exchange.status === 0 ? 'no answer' : exchange.status}${exchange.faulty ? html` <span class="lozenge">Fault</span>` : ''}</td>
        </tr>`,
      )}</tbody>
    </table>
  </div>
</section>`;
}

export function storage(host: Host) {
  const { kvs } = host.platform.forge;
  const entries = kvs.entries();
  const secrets = kvs.secretKeys();
  return html`
<section class="card" aria-labelledby="storage-title">
  <h2 id="storage-title">Storage</h2>
  <p class="subtle">${entries.length} entries; ${kvs.metered.writeUnits} write units and ${kvs.metered.readUnits} read units so far. Secrets, whose values stay out of sight: ${secrets.length === 0 ? 'none' : secrets.join(', ')}.</p>
  <label class="field">Search storage <input type="search" data-filters="storage" autocomplete="off"></label>
  <p id="storage-status" role="status" class="subtle"></p>
  <ul id="storage" class="scrolls" tabindex="0" aria-label="Entries">${entries.map(
    ({ entity, key, value }) => html`
    <li data-text="${entity ?? ''} ${key}"><details><summary><code>${entity === undefined ? '' : `${entity} / `}${key}</code></summary><pre>${JSON.stringify(value, null, 2)}</pre></details></li>`,
  )}</ul>
</section>`;
}

export const policyReports = (host: Host) =>
  host.policyReports.length === 0
    ? ''
    : html`
<section class="card" aria-labelledby="reports-title">
  <h2 id="reports-title">Refused by the content security policy</h2>
  ${host.policyReports.map((report) => html`<pre>${report}</pre>`)}
</section>`;
