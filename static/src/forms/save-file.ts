/** Milliseconds: by then the browser has taken it. */
const LASTS_MS = 10_000;

/** Hands the reader a file made in the page. */
export function saveFile(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LASTS_MS);
}
