import type { SiteAnswer } from '../../rest/answer';

/** What nobody can read a secret from: a shorter run of it is in many a word. */
const RUN = 8;
const REDACTED = '[redacted]';

/**
 * What an answer says, without the secrets of the request's `Authorization` header: whole or cut, in the
 * form they were sent in and in those a site may echo them in. No run of eight characters is left.
 */
export function redactAnswer(answer: SiteAnswer, clean: (text: string) => string): SiteAnswer {
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
  const header = authorization ?? '';
  const blank = header.indexOf(' ');
  const sent = header.slice(blank).trim();
  if (blank === -1 || sent === '') return [];
  if (header.slice(0, blank).toLowerCase() !== 'basic') return [sent];
  const pair = Buffer.from(sent, 'base64').toString();
  return [sent, pair.slice(pair.indexOf(':') + 1)];
}

/** Takes every run of the secrets out of a text. Lines of the log are cleaned by `adapters/forge/redact-log-line.ts`. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const hidden = new Set<string>();
  for (const form of secrets.flatMap(formsOf)) {
    for (const [, run] of runsOf(form)) hidden.add(run);
  }
  return (text) => {
    let clean = '';
    let end = 0;
    for (const [at, run] of runsOf(text)) {
      if (!hidden.has(run)) continue;
      // What touches a run that was taken out goes with it.
      if (at === 0 || at > end) clean += text.slice(end, at) + REDACTED;
      end = at + RUN;
    }
    return clean + text.slice(end);
  };
}

/** Every run of a text, with where it begins; capitals are as small letters. */
function* runsOf(text: string): Generator<readonly [number, string]> {
  const compared = lowerCase(text);
  for (let at = 0; at + RUN <= compared.length; at += 1) yield [at, compared.slice(at, at + RUN)];
}

/** As it is, and as addresses, pages, JSON, headers and dumps write it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const quoted = JSON.stringify(secret).slice(1, -1);
  const units = Array.from({ length: secret.length }, (_, at) => secret.charCodeAt(at));
  const each = (write: (unit: number) => string) => units.map(write).join('');
  const addressed = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    ...inBase64(bytes, 'base64'),
    ...inBase64(bytes, 'base64url'),
    bytes.toString('hex'),
    addressed,
    encodeURIComponent(addressed),
    bytes.toString('hex').replace(/../g, '%$&'),
    quoted,
    quoted.replaceAll('/', '\\/'),
    each((unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
    each((unit) => `&#${unit};`),
    each((unit) => `&#x${unit.toString(16)};`),
    asHtml(secret, '&#39;'),
    asHtml(secret, '&#x27;'),
    asHtml(secret, '&apos;'),
  ];
}

/**
 * By itself, and as a part of something longer: three bytes are four letters, and which three depends on what stands
 * before. The letters at its ends say something of what is beside it as well, and are left out.
 */
function inBase64(bytes: Buffer, encoding: 'base64' | 'base64url'): string[] {
  const parts = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString(encoding)
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
  );
  return [bytes.toString(encoding), ...parts];
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
