import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dropDraft, keepDraft, readDraft } from '../api/draft';

/** What was entered into a form and not yet sent. */
export interface DraftStore<Draft> {
  readonly value: Draft;
  /** Fields that somebody has changed. */
  readonly touched: ReadonlySet<keyof Draft>;
  /** The current value, also between two renders. */
  readonly latest: () => Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** As if nothing had been entered yet. */
  readonly reset: (draft: Draft) => void;
  /** Forgets what was kept. */
  readonly drop: () => void;
}

/** Kept for this tab until it is sent. The tab may have kept one of an earlier version of the form. */
interface Kept<Draft> {
  readonly as: string;
  readonly isDraft: (kept: unknown) => kept is Draft;
}

export function useDraft<Draft extends object>(
  first: () => Draft,
  kept?: Kept<Draft>,
): DraftStore<Draft> {
  const [value, setValue] = useState<Draft>(() => {
    const read = kept && readDraft<unknown>(kept.as);
    return kept?.isDraft(read) === true ? read : first();
  });
  const [touched, setTouched] = useState<ReadonlySet<keyof Draft>>(new Set());
  const latest = useRef(value);
  const keep = () => {
    if (kept !== undefined) keepDraft(kept.as, latest.current);
  };
  const become = (draft: Draft) => {
    latest.current = draft;
    setValue(draft);
    // At once: who reloads the page right after typing loses nothing.
    keep();
  };
  useLayoutEffect(keep, []);
  return {
    value,
    touched,
    latest: () => latest.current,
    change: (part) => {
      become({ ...latest.current, ...part });
      setTouched((before) => new Set([...before, ...(Object.keys(part) as (keyof Draft)[])]));
    },
    reset: (draft) => {
      become(draft);
      setTouched(new Set());
    },
    drop: () => {
      if (kept !== undefined) dropDraft(kept.as);
    },
  };
}
