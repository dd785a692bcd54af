import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { ForgeManifest } from '../../forge/forge';

type Translations = ForgeManifest['translations'];

/** What a language does to an app is also shown by two that nobody speaks. */
const PSEUDO = [
  ['en_XA', 'Longer and accented: what is not in brackets is not translated'],
  ['ar_XB', 'The same, from right to left'],
] as const;

/** Those of the manifest, as Jira names them, and each as whoever speaks it. */
export function languagesOf(translations: Translations): readonly (readonly [string, string])[] {
  const spoken = (translations?.resources ?? []).map(({ key }): readonly [string, string] => [
    key.replace('-', '_'),
    new Intl.DisplayNames(key, { type: 'language' }).of(key) ?? key,
  ]);
  return [...spoken, ...PSEUDO];
}

/** In which language the app speaks to whoever is signed in. */
export const languageControls = (person: SitePerson, translations: Translations) => html`
<section class="card" aria-labelledby="language-title">
  <h2 id="language-title">Language</h2>
  <form method="post" action="/local/language">
    <fieldset class="choices">
      <legend>What ${person.displayName} reads</legend>
      ${languagesOf(translations).map(([locale, label]) => html`<label><input type="radio" name="locale" value="${locale}" data-sends ${locale === person.locale ? 'checked' : ''}> ${label}</label>`)}
    </fieldset>
  </form>
</section>`;

export const isLanguage = (locale: unknown, translations: Translations): locale is string =>
  languagesOf(translations).some(([one]) => one === locale);
