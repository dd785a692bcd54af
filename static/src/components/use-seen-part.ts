import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const PIECE = 40;
const STEPS = 10;
const THRESHOLDS = Array.from({ length: STEPS + 1 }, (_, at) => at / STEPS);

/**
 * Jira makes the frame as high as its page, so nothing in it sticks to the window by itself. A browser tells a frame
 * only which of its elements are seen: a ruler of small ones tells which part is. How much of the frame is hidden above
 * and below stands in `--hidden-above` and `--hidden-below`, for what sticks. `box` has to be `position: relative`.
 */
export function useSeenPart(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const around = box.current;
    if (around === null) return;
    const ruler = document.createElement('div');
    ruler.setAttribute('aria-hidden', 'true');
    ruler.style.cssText =
      'position:absolute;inset:0 auto 0 0;width:1px;overflow:hidden;pointer-events:none';
    around.append(ruler);
    const seen = new Map<Element, DOMRectReadOnly>();
    const show = (above: number, below: number) => {
      around.style.setProperty('--hidden-above', `${Math.max(0, Math.round(above))}px`);
      around.style.setProperty('--hidden-below', `${Math.max(0, Math.round(below))}px`);
    };
    const showSeen = () => {
      const rects = [...seen.values()];
      // A frame that scrolls by itself needs none of it.
      if (rects.length === 0 || scrolls()) return show(0, 0);
      const bottom = Math.max(...rects.map((one) => one.bottom));
      show(Math.min(...rects.map(({ top }) => top)), window.innerHeight - bottom);
    };
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, intersectionRect } of entries) {
          if (isIntersecting) seen.set(target, intersectionRect);
          else seen.delete(target);
        }
        showSeen();
      },
      { threshold: THRESHOLDS },
    );
    // Jira makes the frame higher a moment after its page has grown, and nothing else of what is seen need change by that.
    window.addEventListener('resize', showSeen);
    const fit = () => {
      const pieces = Math.ceil(around.clientHeight / PIECE);
      while (ruler.childElementCount < pieces) {
        const piece = document.createElement('div');
        piece.style.height = `${PIECE}px`;
        ruler.append(piece);
        watch.observe(piece);
      }
      while (ruler.childElementCount > pieces) {
        const last = ruler.lastElementChild;
        if (last === null) return;
        watch.unobserve(last);
        seen.delete(last);
        last.remove();
      }
    };
    const size = new ResizeObserver(fit);
    size.observe(around);
    return () => {
      size.disconnect();
      watch.disconnect();
      window.removeEventListener('resize', showSeen);
      ruler.remove();
    };
  }, [box]);
}

const scrolls = () => document.documentElement.scrollHeight > window.innerHeight + 1;
