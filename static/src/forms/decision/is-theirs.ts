import type { RequestView } from '#contract/views';

/** Whether the decision is the viewer's to make, in one way or the other. */
export const isTheirs = ({
  state,
  verbs: { approve, decline },
}: Pick<RequestView, 'state' | 'verbs'>): boolean =>
  state !== 'scheduled' && (approve.allowed || decline.allowed);
