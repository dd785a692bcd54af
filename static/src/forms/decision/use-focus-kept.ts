import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { returnFocus } from './return-focus';

/** Where a part that has the focus goes away, the request that it belongs to gets it. Asked before the part is out of the page. */
export function useFocusKept(requestId: string): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const shown = part.current;
    return () => {
      if (shown?.contains(document.activeElement) === true) returnFocus(requestId);
    };
  }, [requestId]);
  return part;
}
