import { useEffect, useState } from 'preact/hooks';

const TICK_MS = 20_000;

/** The server's present: its last answer's time, carried on by this machine's clock. */
export function useNow(server: { readonly now: number; readonly readAt: number }): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return server.now + (Date.now() - server.readAt);
}
