import { useEffect, useRef } from 'preact/hooks';
import { type Address, type OwnAddress, openAddress } from '../../api/address';

/** The page's own address: `onShow` is told what it says at first, and when the reader goes back or forward. */
export function useAddress(
  onShow: (address: Address) => void,
): Pick<OwnAddress, 'push' | 'replace'> {
  const latest = useRef(onShow);
  latest.current = onShow;
  const own = useRef<OwnAddress | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    let stop: (() => void) | undefined;
    void openAddress().then((opened) => {
      if (opened === undefined || gone) return;
      own.current = opened;
      latest.current(opened.first);
      stop = opened.onPop((address) => latest.current(address));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return {
    push: (address) => own.current?.push(address),
    replace: (address) => own.current?.replace(address),
  };
}
