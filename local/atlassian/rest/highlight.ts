export const escapeHtml = (value: string): string =>
  value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The text as HTML, the first match of the term in bold, as pickers give it. */
export function highlight(value: string, term: string): string {
  const start = term === '' ? -1 : value.toLowerCase().indexOf(term.toLowerCase());
  if (start < 0) return escapeHtml(value);
  const end = start + term.length;
  return `${escapeHtml(value.slice(0, start))}<b>${escapeHtml(value.slice(start, end))}</b>${escapeHtml(value.slice(end))}`;
}
