import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';

/** What a screen reads, and how far it is with it. */
export interface Load<T> {
  /** The last that came: it stays while it is read anew, and where that fails. */
  readonly value: T | undefined;
  /** Why the last reading failed. */
  readonly error: CallError | undefined;
  readonly loading: boolean;
  /** Whether what is here answers what is asked now. */
  readonly current: boolean;
  /** How much of it is read, in [0, 1]: known of what takes several calls. */
  readonly share: number | undefined;
  readonly reload: () => void;
  /** For what the reader did meanwhile: nothing is read anew. */
  readonly change: (how: (value: T) => T) => void;
}

/** `onProgress` answers whether anybody still waits for it. */
export type Read<T> = (onProgress: (share: number) => boolean) => Promise<Answer<T>>;

export interface LoadOptions<T> {
  /** Milliseconds before it is read: whoever types is let finish. */
  readonly pause?: number;
  /** Asked for already: it stands for the first reading. */
  readonly first?: Promise<Answer<T>>;
}

interface Loading<T> {
  readonly answered?: string;
  readonly value?: T | undefined;
  readonly error?: CallError | undefined;
  readonly share?: { readonly of: string; readonly done: number };
}

/**
 * Reads when it is first shown, whenever `of` changes, and when asked to; nothing while there is
 * nothing to read. An answer that nobody waits for any more is dropped: something else is asked by then,
 * or it is no longer shown.
 */
export function useLoad<T>(
  read: Read<T> | undefined,
  of = '',
  { pause = 0, first }: LoadOptions<T> = {},
): Load<T> {
  const [state, setState] = useState<Loading<T>>({});
  const [tries, setTries] = useState(0);
  const asked = read === undefined ? undefined : `${tries} ${of}`;
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (asked === undefined) {
      setState({});
      return;
    }
    let wanted = true;
    const start = async () => {
      const onProgress = (done: number) => {
        if (wanted) setState((before) => ({ ...before, share: { of: asked, done } }));
        return wanted;
      };
      const answer = await (tries === 0 && first !== undefined
        ? first
        : latest.current?.(onProgress));
      if (!wanted || answer === undefined) return;
      setState(({ value }) =>
        answer.ok
          ? { answered: asked, value: answer.value }
          : { answered: asked, value, error: answer.error },
      );
    };
    const timer = pause === 0 ? void start() : setTimeout(() => void start(), pause);
    return () => {
      wanted = false;
      if (timer !== undefined) clearTimeout(timer);
    };
  }, [asked]);
  const current = asked !== undefined && state.answered === asked;
  return {
    value: state.value,
    error: current ? state.error : undefined,
    loading: asked !== undefined && !current,
    current,
    share: state.share?.of === asked ? state.share?.done : undefined,
    reload: () => setTries((count) => count + 1),
    change: (how) =>
      setState((before) =>
        before.value === undefined ? before : { ...before, value: how(before.value) },
      ),
  };
}
