import { useEffect, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { PlanView } from '#contract/views';
import { callPanel } from '../../api/call-panel';

const PAUSE_MS = 350;

export type PreviewState =
  | { readonly state: 'none' }
  /** The plan of the ask before is shown on until the new one is there. */
  | {
      readonly state: 'making';
      readonly plan: PlanView | undefined;
      /** Of the site, in [0, 1): known where there is much to read. */
      readonly share?: number;
    }
  | { readonly state: 'made'; readonly plan: PlanView }
  | { readonly state: 'failed'; readonly error: CallError };

/** Keeps a plan of what the form says now; `again` makes it anew. */
export function usePreview(input: InputOf<'request.preview'> | undefined): {
  readonly preview: PreviewState;
  readonly again: () => void;
} {
  const [preview, setPreview] = useState<PreviewState>({ state: 'none' });
  const [tries, setTries] = useState(0);
  const key = input === undefined ? undefined : `${tries} ${JSON.stringify(input)}`;
  const [madeFor, setMadeFor] = useState<string>();

  // The key is the input.
  useEffect(() => {
    if (input === undefined) {
      setPreview({ state: 'none' });
      return;
    }
    let stopped = false;
    setPreview((before) => ({
      state: 'making',
      plan: before.state === 'made' || before.state === 'making' ? before.plan : undefined,
    }));
    const timer = setTimeout(async () => {
      const answer = await callPanel('request.preview', input, (share) => {
        if (!stopped) setPreview((before) => ({ ...before, share }) as PreviewState);
        return !stopped;
      });
      if (stopped) return;
      setMadeFor(key);
      setPreview(
        answer.ok
          ? { state: 'made', plan: answer.value }
          : { state: 'failed', error: answer.error },
      );
    }, PAUSE_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [key]);

  const outdated = preview.state === 'made' && madeFor !== key;
  return {
    preview: outdated ? { state: 'making', plan: preview.plan } : preview,
    again: () => setTries(tries + 1),
  };
}
