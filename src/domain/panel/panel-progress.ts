import type { PanelFailure } from './panel-failures';

/** Progress in Jira with a change, and, once it is over, where it is not as it was asked for. */
export type PanelProgress =
  | { readonly state: 'working'; readonly share: number }
  | {
      readonly state: 'over';
      readonly failures: readonly PanelFailure[];
      /** Jira knows nothing of a task, or named none: it may go on with it unseen. */
      readonly isLost: boolean;
      /** Why a task stopped before its end, in Jira's words. */
      readonly stopped?: string;
    };
