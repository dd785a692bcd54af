import { expect, test } from 'vitest';
import { languagesOf } from './local-language';

test('offers each language of the manifest, as who speaks it calls it, and two that nobody speaks', () => {
  const resources = ['en-US', 'de-DE'].map((key) => ({ key, path: `locales/${key}.json` }));
  const offered = languagesOf({ resources, fallback: { default: 'en-US' } });
  expect(offered.map(([locale]) => locale)).toEqual(['en_US', 'de_DE', 'en_XA', 'ar_XB']);
  expect(offered[1]?.[1]).toBe('Deutsch (Deutschland)');
  expect(languagesOf(undefined).map(([locale]) => locale)).toEqual(['en_XA', 'ar_XB']);
});
