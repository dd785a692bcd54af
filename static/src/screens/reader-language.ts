import { type Language, makeLanguage } from '#words/language';
import { fetchTranslations, getContext, type HostContext } from '../api/bridge';

/** The messages are in it, and come with every page. */
const ENGLISH = /^en(-(US|GB))?$/;

/** The language of whoever reads, as they have chosen it for all of Atlassian. */
export async function readerLanguage(): Promise<Language> {
  const context: HostContext = await getContext().catch(() => ({}));
  const locale = context.locale?.replace('_', '-') ?? 'en-GB';
  const timeZone = context.timezone;
  if (ENGLISH.test(locale)) return makeLanguage({ locale, timeZone });
  const found = await fetchTranslations(locale).catch(() => undefined);
  return found === undefined || ENGLISH.test(found.locale)
    ? makeLanguage({ locale, timeZone })
    : makeLanguage({ locale, timeZone, translations: found.messages });
}
