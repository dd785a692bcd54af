import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';

/** Beside a name, so without one of its own. */
export const avatar = (person: Pick<SitePerson, 'avatarUrl'>, size: 16 | 24 | 32 | 48) =>
  html`<img class="avatar" src="${new URL(person.avatarUrl).pathname}" alt="" width="${size}" height="${size}" loading="lazy">`;

/** A person by account id, as a line of text. */
export const personLine = (person: SitePerson | undefined, otherwise: string) =>
  person === undefined
    ? html`<span class="subtle">${otherwise}</span>`
    : html`<span class="person">${avatar(person, 24)} <a href="/jira/people/${person.accountId}">${person.displayName}</a>${person.active ? '' : html` <span class="lozenge">Inactive</span>`}</span>`;
