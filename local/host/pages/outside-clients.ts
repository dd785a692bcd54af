import { html } from 'hono/html';
import type { Host } from '../host';
import type { Html } from './layout';

/** Where a client from outside finds the site, and a line to begin with, whose token is a sample's. */
export function outsideClients({ platform, siteAddress }: Host): Html {
  const [good] = platform.atlassian.tokens.samples();
  const curl = `curl -u "${good?.email}:${good?.token}" ${siteAddress}/rest/api/3/myself`;
  return html`
<section class="card" aria-labelledby="outside-title">
  <h2 id="outside-title">Clients from outside</h2>
  <p>Any client of Jira’s REST API can be pointed at this site. It is reached from this machine only, at</p>
  <p class="copying"><input id="site-address" readonly aria-label="Address of the site for clients" value="${siteAddress}"> <button class="button" type="button" data-copies="site-address">Copy<span class="hidden"> the address</span></button></p>
  <p>with an email and an API token, as at an address of Atlassian’s. To begin with:</p>
  <p class="copying"><input id="curl-line" readonly aria-label="A line for curl" value="${curl}"> <button class="button" type="button" data-copies="curl-line">Copy<span class="hidden"> the line for curl</span></button></p>
</section>`;
}
