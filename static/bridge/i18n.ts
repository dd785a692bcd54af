import type { i18n } from '@forge/bridge';

/**
 * As the package's own (out/i18n/index.js), with the package that it goes by, but of that only what finds a language:
 * loaded by itself, once somebody reads another one than the pages bring along.
 */
export const getTranslations = async (
  locale: NonNullable<Parameters<typeof i18n.getTranslations>[0]>,
): ReturnType<typeof i18n.getTranslations> => {
  const { TranslationsGetter } = await import(
    '../../node_modules/@forge/i18n/out/translationsGetter.js'
  );
  const getter = new TranslationsGetter({
    getI18nInfoConfig: async () => (await file('i18n-info')).config,
    getTranslationResource: file,
  });
  return getter.getTranslations(locale);
};

async function file(name: string) {
  const answer = await fetch(`./__LOCALES__/${name}.json`);
  if (!answer.ok) throw new Error(`No ${name}: ${answer.statusText}`);
  return answer.json();
}
