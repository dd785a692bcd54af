import { useEffect, useRef } from 'preact/hooks';
import { useVisible } from './use-visible';

/**
 * Answers how many milliseconds to wait before the next one. `pause`: how many it was before this one;
 * `isWanted`: whether anybody still waits for what was seen.
 */
type Look = (pause: number, isWanted: () => boolean) => Promise<number>;

/** Looks again and again while the tab can be seen, and from the start when `of` changes. Undefined: not at all. */
export function usePoll(look: Look | undefined, first: number, of: string): void {
  const visible = useVisible();
  const latest = useRef(look);
  latest.current = look;
  const on = visible && look !== undefined;
  useEffect(() => {
    if (!on) return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const after = (pause: number) => {
      timer = setTimeout(async () => {
        const next = await latest.current?.(pause, () => wanted);
        if (wanted && next !== undefined) after(next);
      }, pause);
    };
    after(first);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [on, of]);
}
