/** First in the head: the bridge's package captures `window.__bridge` as it loads. */
export function injectBridge(page: string, script: string): string {
  const head = /<head[^>]*>/i;
  if (head.test(page)) return page.replace(head, (tag) => `${tag}${script}`);
  const doctype = /^\s*<!doctype[^>]*>/i.exec(page)?.[0] ?? '';
  return `${doctype}${script}${page.slice(doctype.length)}`;
}
