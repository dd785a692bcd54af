import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';

/** Jira's own languages have no part here: what they do to an app is shown by two that nobody speaks. */
const LANGUAGES = [
  ['en_US', 'English'],
  ['en_XA', 'Longer and accented: what is not in brackets is not translated'],
  ['ar_XB', 'The same, from right to left'],
] as const;

/** In which language the app speaks to whoever is signed in. */
export const languageControls = (person: SitePerson) => html`
<section class="card" aria-labelledby="language-title">
  <h2 id="language-title">Language</h2>
  <form method="post" action="/local/language">
    <fieldset class="choices">
      <legend>What ${person.displayName} reads</legend>
      ${LANGUAGES.map(([locale, label]) => html`<label><input type="radio" name="locale" value="${locale}" data-sends ${locale === person.locale ? 'checked' : ''}> ${label}</label>`)}
    </fieldset>
  </form>
</section>`;

export const isLanguage = (locale: unknown): locale is string =>
  LANGUAGES.some(([one]) => one === locale);
