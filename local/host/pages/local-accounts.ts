import { html } from 'hono/html';
import type { Host } from '../host';

/** What people do with their own accounts elsewhere: call themselves otherwise, or close them. */
export function accountControls(host: Host) {
  const { directory } = host.platform.atlassian;
  const people = directory
    .people()
    .filter(
      ({ accountType, accountId }) => accountType !== 'app' && !directory.isClosed(accountId),
    );
  const choice = html`
    <label class="field">Person <select name="accountId" required>
      <option value="">Choose</option>
      ${people.map(({ accountId, displayName, email }) => html`<option value="${accountId}">${displayName} (${email})</option>`)}
    </select></label>`;
  return html`
<section class="card" aria-labelledby="accounts-title">
  <h2 id="accounts-title">Accounts</h2>
  <form method="post" action="/local/accounts" class="form-row">
    <input type="hidden" name="change" value="rename">
    ${choice}
    <label class="field">New name <input name="displayName" required maxlength="200"></label>
    <button class="button">Rename</button>
  </form>
  <form method="post" action="/local/accounts" class="form-row">
    <input type="hidden" name="change" value="close">
    ${choice}
    <button class="button">Close account for good</button>
  </form>
  <p class="subtle">Apps hear of it by reporting whose data they keep: Multiplier reports within a week. Close accounts only of people who are not signed in.</p>
</section>`;
}

/** Answers what is wrong with what was asked for, if anything is. */
export function changeAccount(
  host: Host,
  form: Readonly<Record<string, unknown>>,
): string | undefined {
  const { directory } = host.platform.atlassian;
  const person = directory.person(String(form.accountId ?? ''));
  if (person === undefined || directory.isClosed(person.accountId)) return 'No such account.';
  if (form.change === 'close') {
    directory.close(person.accountId);
    return undefined;
  }
  const displayName = String(form.displayName ?? '').trim();
  if (form.change !== 'rename' || displayName === '') return 'Not a change that can be made here.';
  directory.rename(person.accountId, displayName);
  return undefined;
}
