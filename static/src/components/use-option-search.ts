import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import type { Listed } from '#domain/lib/listed';

export type Found<T> =
  /** With the options of the query before, until the answer is there. */
  | { readonly state: 'loading'; readonly options: readonly T[] }
  | {
      readonly state: 'found';
      readonly query: string;
      readonly options: readonly T[];
      /** Beside them, what was found and makes no sense. */
      readonly unreadable: number;
    }
  | { readonly state: 'failed'; readonly error: CallError };

const PAUSE_MS = 200;

/** Searches once typing pauses; an answer to an older query never replaces that of a newer one. */
export function useOptionSearch<T>(
  open: boolean,
  query: string,
  search: (query: string) => Promise<Answer<Listed<T>>>,
): { readonly found: Found<T>; readonly again: () => void } {
  const [found, setFound] = useState<Found<T>>({ state: 'loading', options: [] });
  const [tries, setTries] = useState(0);
  const latest = useRef(0);
  const current = useRef(search);
  current.current = search;
  useEffect(() => {
    if (!open) return;
    latest.current += 1;
    const mine = latest.current;
    setFound((before) => ({
      state: 'loading',
      options: before.state === 'failed' ? [] : before.options,
    }));
    const timer = setTimeout(
      async () => {
        const asked = query.trim();
        const answer = await current.current(asked);
        if (mine !== latest.current) return;
        setFound(
          answer.ok
            ? {
                state: 'found',
                query: asked,
                options: answer.value.items,
                unreadable: answer.value.unreadable,
              }
            : { state: 'failed', error: answer.error },
        );
      },
      query === '' ? 0 : PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [open, query, tries]);
  return { found, again: () => setTries(tries + 1) };
}
