/**
 * What was typed and not yet sent, kept for this tab. Storage can be closed to a frame (browsers that block third-party data), or
 * full: then it is kept as long as the page is, and the browser asks before the page goes.
 */
const onThisPage = new Map<string, string>();

export function keepDraft(key: string, draft: unknown): void {
  const text = JSON.stringify(draft);
  try {
    sessionStorage.setItem(nameOf(key), text);
    letGo(key);
  } catch {
    onThisPage.set(key, text);
    addEventListener('beforeunload', ask);
  }
}

export function readDraft<T>(key: string): T | undefined {
  try {
    const text = onThisPage.get(key) ?? sessionStorage.getItem(nameOf(key));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function dropDraft(key: string): void {
  letGo(key);
  try {
    sessionStorage.removeItem(nameOf(key));
  } catch {
    return;
  }
}

function letGo(key: string): void {
  onThisPage.delete(key);
  if (onThisPage.size === 0) removeEventListener('beforeunload', ask);
}

const ask = (event: Event) => event.preventDefault();

const nameOf = (key: string) => `multiplier.${key}`;
