import type { RequestView } from '#contract/views';

/** Whether the decision is the viewer's to make, in one way or the other. */
export const isTheirs = ({ verbs: { approve, decline } }: Pick<RequestView, 'verbs'>): boolean =>
  approve.allowed || decline.allowed;
