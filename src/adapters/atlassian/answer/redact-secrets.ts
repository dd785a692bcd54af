import type { SiteAnswer } from '../../rest/answer';

/** What nobody can read a secret from: a shorter run of it is in many a word. */
const RUN = 8;
const REDACTED = '[redacted]';

/**
 * What an answer says, without the secrets of the request's `Authorization` header: whole or cut, in the
 * form they were sent in and in those a site may echo them in. No run of eight characters is left.
 */
export function redactAnswer(answer: SiteAnswer, authorization: string | undefined): SiteAnswer {
  const clean = redactor(secretsOf(authorization));
  return { ...answer, text: clean(answer.text), json: redactAll(answer.json, clean) };
}

function redactAll(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (isList(value)) return value.map((one) => redactAll(one, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries<unknown>({ ...value }).map(([name, one]) => [
      clean(name),
      redactAll(one, clean),
    ]),
  );
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The token or key, and what it was sent as. */
export function secretsOf(authorization: string | undefined): string[] {
  const [, scheme = '', sent = ''] = /^(\w+) +(.+)$/.exec(authorization ?? '') ?? [];
  if (sent === '') return [];
  if (scheme.toLowerCase() !== 'basic') return [sent];
  const pair = Buffer.from(sent, 'base64').toString();
  return [sent, pair.slice(pair.indexOf(':') + 1)];
}

/** Takes every run of the secrets out of a text. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const runs = new Set<string>();
  for (const form of secrets.flatMap(formsOf).map(lowerCase)) {
    for (let at = 0; at + RUN <= form.length; at += 1) runs.add(form.slice(at, at + RUN));
  }
  if (runs.size === 0) return (text) => text;
  return (text) => {
    const compared = lowerCase(text);
    let clean = '';
    let kept = 0;
    for (let at = 0; at + RUN <= text.length; at += 1) {
      if (!runs.has(compared.slice(at, at + RUN))) continue;
      let end = at + RUN;
      for (let next = at + 1; next <= end && next + RUN <= text.length; next += 1) {
        if (runs.has(compared.slice(next, next + RUN))) end = next + RUN;
      }
      clean += text.slice(kept, at) + REDACTED;
      kept = end;
      at = end - 1;
    }
    return clean + text.slice(kept);
  };
}

/** As it is, and as addresses, pages, JSON, headers and dumps write it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const units = Array.from({ length: secret.length }, (_, at) => secret.charCodeAt(at));
  const each = (write: (unit: number) => string) => units.map(write).join('');
  const addressed = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    addressed,
    encodeURIComponent(addressed),
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    each((unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
    each((unit) => `&#${unit};`),
    each((unit) => `&#x${unit.toString(16)};`),
    asHtml(secret, '&#39;'),
    asHtml(secret, '&#x27;'),
    asHtml(secret, '&apos;'),
  ];
}

function asHtml(text: string, quote: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", quote);
}

/** Of the same length, whatever the text. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
