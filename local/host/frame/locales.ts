import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host } from '../host';
import { PSEUDO_LOCALES, pseudo } from './pseudo-locale';

/** Where Forge puts what a manifest names under `translations` (@forge/i18n out/constants.js), in each resource. */
const FOLDER = '__LOCALES__/';
const INFO = 'i18n-info.json';

/** A file of that folder; undefined where it is none, or the manifest names no translations. */
export async function localeFile(
  host: Host,
  root: string,
  asked: string,
): Promise<string | undefined> {
  const { translations } = host.platform.manifest;
  if (translations === undefined || !asked.startsWith(FOLDER)) return undefined;
  const { resources, fallback } = translations;
  const name = asked.slice(FOLDER.length);
  if (name === INFO) {
    const locales = [...resources.map(({ key }) => key), ...PSEUDO_LOCALES];
    return JSON.stringify({ config: { locales, fallback } });
  }
  const wanted = name.replace(/\.json$/, '');
  const isPseudo = PSEUDO_LOCALES.some((one) => one === wanted);
  const resource = resources.find(({ key }) => key === (isPseudo ? fallback.default : wanted));
  if (resource === undefined) return undefined;
  const text = await readFile(resolve(root, resource.path), 'utf8');
  if (!isPseudo) return text;
  const messages = JSON.parse(text) as Readonly<Record<string, string>>;
  return JSON.stringify(
    Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, pseudo(message)])),
  );
}
