import type { Peer } from './peer';

export interface HistoryLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state: unknown;
  readonly key: string;
}

type Action = 'POP' | 'PUSH' | 'REPLACE';
type Listener = (location: HistoryLocation, action: Action) => void;
type Path = string | Partial<HistoryLocation>;

/** The page's address below the app's own, as an object of the package `history`, version 4. */
export async function remoteHistory(host: Peer): Promise<object> {
  const listeners = new Set<Listener>();
  const move = (location: HistoryLocation, action: Action) => {
    history.location = location;
    history.action = action;
    for (const listener of [...listeners]) listener(location, action);
  };
  const first = (await host.call('createHistory', {
    onPop: (location: HistoryLocation) => move(location, 'POP'),
  })) as HistoryLocation;
  const go = (delta: number) => void host.call('history', { method: 'go', delta });
  const change = (method: 'push' | 'replace', path: Path, state: unknown) => {
    const location = locationOf(path, state, history.location);
    void host.call('history', { method, location });
    move(location, method === 'push' ? 'PUSH' : 'REPLACE');
  };
  const history = {
    location: first,
    action: 'POP' as Action,
    length: 1,
    createHref: (path: Path) => hrefOf(locationOf(path, undefined, history.location)),
    push: (path: Path, state?: unknown) => change('push', path, state),
    replace: (path: Path, state?: unknown) => change('replace', path, state),
    go,
    goBack: () => go(-1),
    back: () => go(-1),
    goForward: () => go(1),
    forward: () => go(1),
    listen(listener: Listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return history;
}

const hrefOf = ({ pathname, search, hash }: HistoryLocation) => `${pathname}${search}${hash}`;

function locationOf(path: Path, state: unknown, from: HistoryLocation): HistoryLocation {
  const key = Math.random().toString(36).slice(2, 8);
  if (typeof path !== 'string') {
    const { pathname = from.pathname, search = '', hash = '' } = path;
    return { pathname, search, hash, state: path.state ?? state, key };
  }
  const { pathname, search, hash } = new URL(path, `https://app.invalid${hrefOf(from)}`);
  return { pathname, search, hash, state, key };
}
