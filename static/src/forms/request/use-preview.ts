import type { CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { PlanView } from '#contract/views';
import { callForm } from '../../api/callers';
import { useLoad } from '../../components/use-load';

const PAUSE_MS = 350;

export type PreviewState =
  | { readonly state: 'none' }
  /** The plan of the ask before is shown on until the new one is there. */
  | {
      readonly state: 'making';
      readonly plan: PlanView | undefined;
      /** Of the site, in [0, 1): known where there is much to read. */
      readonly share: number | undefined;
    }
  | { readonly state: 'made'; readonly plan: PlanView }
  | { readonly state: 'failed'; readonly error: CallError };

/** The newest that there is. */
export const planOf = (preview: PreviewState): PlanView | undefined =>
  preview.state === 'made' || preview.state === 'making' ? preview.plan : undefined;

/** Keeps a plan of what the form says now; `again` makes it anew. */
export function usePreview(input: InputOf<'request.preview'> | undefined): {
  readonly preview: PreviewState;
  readonly again: () => void;
} {
  const load = useLoad(
    input && ((onProgress) => callForm('request.preview', input, onProgress)),
    JSON.stringify(input),
    { pause: PAUSE_MS },
  );
  const { value: plan, error, current, share } = load;
  const preview = (): PreviewState => {
    if (input === undefined) return { state: 'none' };
    if (error !== undefined) return { state: 'failed', error };
    if (current && plan !== undefined) return { state: 'made', plan };
    return { state: 'making', plan, share };
  };
  return { preview: preview(), again: load.reload };
}
