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
      window.addEventListener('popstate', () => onPop(read()));
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
    },
  };
}
