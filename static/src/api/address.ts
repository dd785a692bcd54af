import { view } from '@forge/bridge';

/** The part of the page's address that is the app's own: `/audit` and `?issue=WEB-1`. */
export interface Address {
  readonly pathname: string;
  readonly search: string;
}

export interface OwnAddress {
  readonly first: Address;
  readonly push: (address: Address) => void;
  readonly replace: (address: Address) => void;
  /** Told when the reader goes back or forward. Answers the way to stop. */
  readonly onPop: (listener: (address: Address) => void) => () => void;
}

/** Undefined where the host gives the page no address of its own: then it works without one. */
export const openAddress = (): Promise<OwnAddress | undefined> =>
  view.createHistory().then(
    (history): OwnAddress => ({
      first: { pathname: history.location.pathname, search: history.location.search },
      push: ({ pathname, search }) => history.push(`${pathname}${search}`),
      replace: ({ pathname, search }) => history.replace(`${pathname}${search}`),
      onPop: (listener) =>
        history.listen(({ pathname, search }, action) => {
          if (action === 'POP') listener({ pathname, search });
        }),
    }),
    () => undefined,
  );
