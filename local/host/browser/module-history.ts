import type { HistoryLocation } from './remote-history';

type Change =
  | { readonly method: 'push' | 'replace'; readonly location: HistoryLocation }
  | { readonly method: 'go'; readonly delta: number };

/**
 * The part of the page's address that belongs to the module: what follows `base`. Modules without a page
 * of their own have none (doc: Forge bridge, createHistory).
 */
export function moduleHistory(base: string | undefined) {
  const read = (): HistoryLocation => ({
    pathname: window.location.pathname.slice(base?.length ?? 0) || '/',
    search: window.location.search,
    hash: window.location.hash,
    state: window.history.state,
    key: 'page',
  });
  return {
    create({ onPop }: { onPop: (location: HistoryLocation) => void }): HistoryLocation {
      if (base === undefined) throw new Error('This module has no page of its own.');
      window.addEventListener('popstate', () => {
        markPlace(base);
        onPop(read());
      });
      return read();
    },
    change(change: Change): void {
      if (change.method === 'go') {
        window.history.go(change.delta);
        return;
      }
      const { pathname, search, hash, state } = change.location;
      const address = `${base}${pathname === '/' ? '' : pathname}${search}${hash}`;
      if (change.method === 'push') window.history.pushState(state, '', address);
      else window.history.replaceState(state, '', address);
      markPlace(base ?? '');
    },
  };
}

/** The sidebar shows which part of the module is before the reader, however they got there. */
function markPlace(base: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.sidebar a')) {
    const { pathname } = new URL(link.href);
    if (pathname === window.location.pathname) link.setAttribute('aria-current', 'page');
    else if (pathname.startsWith(base)) link.removeAttribute('aria-current');
  }
}
