/** What was typed and not yet sent, kept for this tab. Storage can be closed to a frame: then nothing is kept. */
export function keepDraft(key: string, draft: unknown): void {
  try {
    sessionStorage.setItem(`multiplier.${key}`, JSON.stringify(draft));
  } catch {
    return;
  }
}

export function readDraft<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(`multiplier.${key}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(`multiplier.${key}`);
  } catch {
    return;
  }
}
