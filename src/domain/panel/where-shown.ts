/** Whether Jira shows the app's panel on all work items of a project. `why`: in Jira's words, where it has any. */
export type Shown =
  | { readonly state: 'shown' }
  | { readonly state: 'hidden' }
  | { readonly state: 'notKnown'; readonly why?: string };

export type PanelVerb = 'show' | 'hide';

/** What Jira begins by one call, and goes on with after its answer. */
export type PanelTask =
  /** `share`: in [0, 1]. */
  | { readonly state: 'working'; readonly share: number }
  | { readonly state: 'done' }
  | { readonly state: 'stopped'; readonly why?: string }
  /** Jira tells of none: it may go on all the same. */
  | { readonly state: 'lost' };
