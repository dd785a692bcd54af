/** What looks like a credential: Atlassian's tokens and keys, and whatever an Authorization header holds. */
const SECRETS = [
  /\bAT[A-Z]{3,4}3x[A-Za-z0-9_\-=+/]{6,}/g,
  /\b(Basic|Bearer)\s+[A-Za-z0-9_\-=+/.~]{6,}/gi,
  /\bey[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{6,}(\.[A-Za-z0-9_-]*)?/g,
];

/**
 * The last line of defence: nothing should put a token into a line of the log at all. What the site answers is
 * cleaned by `adapters/atlassian/answer/redact-answer.ts`.
 */
export function redactLogLine(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, '[redacted]'), text);
}
