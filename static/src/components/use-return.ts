import { useEffect, useRef } from 'preact/hooks';

/** Looks again when the reader comes back to the tab: somebody may have decided meanwhile. */
export function useReturn(reload: () => void): void {
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    const onChange = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
}
